"""The deeds at the counter, each a sentence, a form and a button; the rules are in ``participation.proxying.actions``."""

import uuid

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from accounts.roles import DONG_OFFICE
from common.sites import staff_site_of
from directory.action_views import ActionView, DeedView
from directory.people_forms import ReasonForm
from participation.models import DongOfficer, Issue, ProxyEmpathy
from participation.proxying import actions
from participation.proxying.admin_views import CounterMixin, counter_issues, issues_crumb
from participation.proxying.forms import AppointForm, ProxyEmpathyForm, ProxyIssueForm


class CounterDeedView(CounterMixin, DeedView):
    def get_success_url(self):
        return reverse("proxying:index")

    def trail(self):
        return [issues_crumb()]


class OfficerDeedView(CounterDeedView):
    """For who has a dong: headquarters look, and enter nothing themselves."""

    def dispatch(self, request, *args, **kwargs):
        if actions.officer_of(request.user) is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AddIssueView(OfficerDeedView):
    page_title = "과제 대신 등록"
    form_class = ProxyIssueForm
    sentence = (
        "휴대전화나 계정이 없어 창구로 오신 분의 말씀을 그대로 적어 주십시오. 이름, 전화번호, 주소처럼 누구인지 알 수 있는 "
        "것은 적지 마십시오. ‘동주민센터가 대신 등록’한 과제로 바로 공개됩니다."
    )
    button = "등록하기"
    done = "과제를 등록했습니다. 번호를 그 분께 알려 드리십시오."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"officer": self.officer}

    def get_initial(self):
        return {"key": uuid.uuid4().hex, "dong": self.officer.dong}

    def form_valid(self, form):
        self.words = form.words()
        return super().form_valid(form)

    def perform(self, data):
        issue = actions.enter_issue(by=self.request.user, site=staff_site_of(self.request), **self.words)
        self.done = f"{issue.pk}번 과제로 등록했습니다. 번호를 그 분께 알려 드리십시오."


class AddEmpathyView(OfficerDeedView):
    page_title = "창구 공감"
    form_class = ProxyEmpathyForm
    button = "공감 적기"
    done = "공감을 적었습니다."

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.issue = get_object_or_404(counter_issues(request), pk=kwargs["pk"])

    @property
    def sentence(self):
        return (
            f"{self.issue.pk}번 ‘{self.issue.title}’: 지금 공감 {self.issue.empathy_count}, "
            f"창구에서 {self.issue.proxy_count}. 창구 공감은 따로 세며, 공감 기준에는 들어가지 않습니다."
        )

    def perform(self, data):
        actions.enter_empathy(self.issue, by=self.request.user, receipt=data["receipt"])


class RemoveEmpathyView(CounterDeedView):
    page_title = "창구 공감 지우기"
    form_class = ReasonForm
    button = "지우기"
    done = "지웠습니다."
    is_dangerous = True

    def dispatch(self, request, *args, **kwargs):
        found = ProxyEmpathy.objects.select_related("issue", "dong")
        found = found.filter(issue__in=Issue.objects.in_site(staff_site_of(request)))
        self.said = get_object_or_404(found, pk=kwargs["pk"])
        officer = actions.officer_of(request.user)
        if officer and officer.dong_id != self.said.dong_id:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def sentence(self):
        return f"{self.said.issue_id}번 과제의 {self.said.dong.name} 접수 번호 {self.said.receipt}번 공감을 지웁니다."

    def get_success_url(self):
        return reverse("proxying:entered")

    def perform(self, data):
        actions.remove_empathy(self.said, by=self.request.user, reason=data["reason"])


class OnePersonView(ActionView):
    header_icon = "user"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        people = User.objects.filter(groups__name=DONG_OFFICE)
        self.person = get_object_or_404(people, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.person.email

    def get_success_url(self):
        return reverse("proxying:officers")

    def trail(self):
        return [issues_crumb(), {"url": reverse("proxying:officers"), "label": "동주민센터 담당자"}]


class AppointView(OnePersonView):
    page_title = "동 정하기"
    form_class = AppointForm
    sentence = "이 분이 어느 동주민센터에서 일하시는지 고릅니다. 한 분은 한 동만 맡습니다."
    button = "저장"
    done = "저장했습니다."
    template_name = "participation/proxying/appoint.html"

    def get_initial(self):
        officer = DongOfficer.objects.filter(user=self.person).first()
        return {"dong": officer.dong_id if officer else None}

    def perform(self, data):
        actions.appoint(self.person, data["dong"], by=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            dismiss_url=reverse("proxying:dismiss", args=[self.person.pk]), **kwargs
        )


class DismissView(OnePersonView):
    page_title = "담당자에서 빼기"
    sentence = "이 분은 이제 대신 등록하지 못합니다. 지금까지 등록한 것은 그대로 남습니다."
    button = "빼기"
    done = "담당자에서 뺐습니다."
    is_dangerous = True

    def perform(self, data):
        actions.dismiss(self.person, by=self.request.user, reason=data["reason"])
