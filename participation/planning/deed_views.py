"""The deeds of headquarters on plans and 세부사업: each a sentence, a form and a button."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from directory.action_views import ActionView
from participation.models import IssueLink, Plan, Project, YearPlan
from participation.planning import deed_forms
from participation.planning.carrying_out import move_project, report
from participation.planning.links import leave_out, link, unlink
from participation.planning.publishing import announce, move_plan, publish_year
from participation.planning.rules import PLAN_FOLLOWS, PROJECT_FOLLOWS


class PlanningDeedView(ActionView):
    header_icon = "list-ol"


class PlanDeedView(PlanningDeedView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.plan = get_object_or_404(Plan.objects.select_related("site"), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.plan.title

    def trail(self):
        return [
            {"url": reverse("plans:index"), "label": "계획"},
            {"url": self.get_success_url(), "label": self.plan.title},
        ]

    def get_success_url(self):
        return reverse("plans:inspect", args=[self.plan.pk])


class AnnounceView(PlanDeedView):
    page_title = "공고"
    form_class = deed_forms.AnnounceForm
    sentence = "시작하는 날부터 누구나 계획을 읽고 의견을 낼 수 있습니다."
    button = "공고하기"
    done = "공고했습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.plan}

    def perform(self, data):
        self.acted(announce, self.plan, **data)


class MovePlanView(PlanDeedView):
    page_title = "상태 바꾸기"
    form_class = deed_forms.MoveForm
    sentence = "심의는 공고가 끝난 뒤에, 확정은 들어온 의견에 모두 답한 뒤에 할 수 있습니다."
    done = "상태를 바꿨습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"thing": self.plan, "follows": PLAN_FOLLOWS}

    def perform(self, data):
        self.acted(move_plan, self.plan, data["to"], seen=data["seen"], reason=data["reason"])


class LeaveOutView(PlanDeedView):
    page_title = "반영하지 않은 과제"
    form_class = deed_forms.LeaveOutForm
    sentence = "채택된 과제를 이 계획에 담지 않으면 그 까닭을 과제에 적고, 공감한 분들께 알립니다."
    button = "적기"
    done = "까닭을 적고 알렸습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.plan}

    def perform(self, data):
        self.acted(leave_out, data["issue"], self.plan, reason=data["why"])


class PublishYearView(PlanningDeedView):
    page_title = "시행계획 공개"
    form_class = forms.Form
    sentence = "이 시행계획을 주민 모두가 읽게 됩니다."
    button = "공개하기"
    done = "공개했습니다."

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.year_plan = get_object_or_404(YearPlan.objects.select_related("plan"), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.year_plan.title

    def get_success_url(self):
        return reverse("plans:inspect", args=[self.year_plan.plan_id])

    def perform(self, data):
        self.acted(publish_year, self.year_plan)


class ProjectDeedView(PlanningDeedView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        projects = Project.objects.select_related("strategy__plan")
        self.project = get_object_or_404(projects, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.project)

    def trail(self):
        return [
            {"url": reverse("plan_projects:index"), "label": "세부사업"},
            {"url": self.get_success_url(), "label": str(self.project)},
        ]

    def get_success_url(self):
        return reverse("plan_projects:inspect", args=[self.project.pk])


class ProgressView(ProjectDeedView):
    page_title = "진행 적기"
    form_class = deed_forms.ProgressForm
    sentence = "적은 진행은 이어진 과제에도 실리고, 그 과제에 공감한 분들께 전해집니다. 고칠 수 없습니다."
    button = "적기"
    done = "진행을 적고 알렸습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.project.plan}

    def perform(self, data):
        self.acted(report, self.project, **data)


class MoveProjectView(ProjectDeedView):
    page_title = "상태 바꾸기"
    form_class = deed_forms.MoveForm
    sentence = "이어진 과제도 함께 ‘추진 중’, ‘완료’로 옮겨지고, 공감한 분들께 까닭이 전해집니다."
    done = "상태를 바꾸고 알렸습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"thing": self.project, "follows": PROJECT_FOLLOWS}

    def perform(self, data):
        self.acted(move_project, self.project, data["to"], seen=data["seen"], reason=data["reason"])


class LinkView(ProjectDeedView):
    page_title = "과제 잇기"
    form_class = deed_forms.LinkForm
    sentence = "과제와 세부사업이 서로를 보여 줍니다. 과제의 상태는 그대로입니다."
    button = "잇기"
    done = "과제를 이었습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.project.plan}

    def perform(self, data):
        self.acted(link, data["issue"], self.project, why=data["why"])


class UnlinkView(PlanningDeedView):
    page_title = "연결 끊기"
    form_class = deed_forms.PublicReasonForm
    button = "끊기"
    done = "연결을 끊었습니다."
    is_dangerous = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        links = IssueLink.objects.select_related("issue", "project__strategy__plan")
        self.link = get_object_or_404(links, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return f"{self.link.issue} · {self.link.project}"

    def get_success_url(self):
        return reverse("plan_projects:inspect", args=[self.link.project_id])

    def perform(self, data):
        self.acted(unlink, self.link, reason=data["reason"])
