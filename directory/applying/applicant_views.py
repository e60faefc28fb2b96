"""Who applied for one page. Every look is written down, every download asks why."""

import django_filters
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry

from accounts.exports import FORMULA_STARTS, ReasonedExportMixin
from directory.action_views import DeedView
from directory.admin_lists import AdminListView
from directory.applying.admin_views import DeciderMixin, OnePageMixin, page_crumb, pages_crumb
from directory.applying.forms import OPTIONAL_CONSENTS
from directory.models.application import Application, ApplicationState

ATTENDANCES = (("yes", "왔음"), ("no", "오지 않음"), ("unknown", "적지 않음"))
CAME = {"yes": True, "no": False, "unknown": None}
WORDS = {True: "왔음", False: "오지 않음", None: ""}
CONSENTS = {"news": "기관 소식 동의", "photo": "사진 동의"}


class ApplicantFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="상태", choices=ApplicationState.choices)
    attended = django_filters.ChoiceFilter(label="출석", method="by_attendance", choices=ATTENDANCES)

    class Meta:
        model = Application
        fields = ["state"]

    def by_attendance(self, applications, name, value):
        came = CAME[value]
        condition = {"attended__isnull": True} if came is None else {"attended": came}
        return applications.filter(**condition)


class ApplicantListView(ReasonedExportMixin, OnePageMixin, AdminListView):
    model = Application
    verbose_name_plural = "신청한 분"
    export_subject = "참가 신청한 분"
    export_filename = "applicants"
    filterset_class = ApplicantFilterSet
    is_searchable = True
    search_fields = ["name", "phone", "email"]
    default_ordering = "applied_at"
    columns = [
        TitleColumn("name", label="이름", url_name="applying:inspect", accessor=lambda a: a.name or "지움"),
        Column("state", label="상태", accessor="get_state_display", sort_key="state"),
        Column("attended", label="출석", accessor=lambda a: WORDS[a.attended]),
        Column("phone", label="전화번호"),
        DateColumn("proven_at", label="확인한 때", sort_key="proven_at"),
        DateColumn("applied_at", label="신청한 때", sort_key="applied_at"),
    ]
    base_export = {
        "page_title": "글",
        "state_label": "상태",
        "attended_label": "출석",
        "name": "이름",
        "phone": "전화번호",
        "email": "이메일",
        "reason": "까닭",
        "applied_at": "신청한 때",
        "proven_at": "확인한 때",
    }

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page_title = f"{self.page.title} 신청"
        self.questions = self._questions() if self.is_export else {}
        consents = {f"consent_{purpose}": CONSENTS[purpose] for purpose in OPTIONAL_CONSENTS}
        self.export_headings = self.base_export | self.questions | consents
        self.list_export = list(self.export_headings)

    def _questions(self):
        """The questions as they are now, and those that were asked before, by the names of their answers."""
        asked = {question.name: question.label for question in self.page.questions.all()}
        for answers in self.get_base_queryset().values_list("answers", flat=True):
            for answer in answers:
                asked.setdefault(answer["name"], answer["label"])
        return {name: label.lstrip("".join(FORMULA_STARTS)) for name, label in asked.items()}

    def get_base_queryset(self):
        return Application.objects.filter(page=self.page.pk)

    def get(self, request, *args, **kwargs):
        if not self.is_export:
            self.note_view("참가 신청한 분 목록", obj=self.page)
        return super().get(request, *args, **kwargs)

    def render_to_response(self, context, **kwargs):
        if self.is_export:
            return self.as_spreadsheet(context["object_list"], self.request.GET["export"])
        return super().render_to_response(context, **kwargs)

    def to_row_dict(self, application):
        application.page_title = self.page.title
        application.state_label = application.get_state_display()
        application.attended_label = WORDS[application.attended]
        given = {answer["name"]: answer["answer"] for answer in application.answers}
        for name in self.questions:
            setattr(application, name, given.get(name, ""))
        for purpose in OPTIONAL_CONSENTS:
            words = "동의" if application.consented_to(purpose) else ""
            setattr(application, f"consent_{purpose}", words)
        return super().to_row_dict(application)

    def get_index_url(self):
        return reverse("applying:applicants", args=[self.page.pk])

    def get_index_results_url(self):
        return reverse("applying:applicants_results", args=[self.page.pk])

    @property
    def header_buttons(self):
        pk = self.page.pk
        return [
            HeaderButton("출석 적기", url=reverse("applying:attendance", args=[pk]), icon_name="check"),
            HeaderButton("전화로 받은 신청 적기", url=reverse("applying:add", args=[pk]), icon_name="plus"),
        ]


class OneApplicationMixin(DeciderMixin):
    """The application named in the address; another agency's is not found."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        applications = Application.objects.visible_to(request.user).select_related("page")
        self.application = get_object_or_404(applications, pk=kwargs["pk"])

    def trail(self):
        return [pages_crumb(), page_crumb(self.application.page)]

    def get_breadcrumbs_items(self):
        items = [*super().get_breadcrumbs_items()]
        if isinstance(self, DeedView):
            return items
        return [*items, *self.trail(), {"url": "", "label": str(self.application)}]


class ApplicationInspectView(OneApplicationMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "directory/admin/application.html"

    def get(self, request, *args, **kwargs):
        self.note_view("참가 신청한 분", obj=self.application)
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        return str(self.application)

    def get_context_data(self, **kwargs):
        application = self.application
        return super().get_context_data(**kwargs) | {
            "application": application,
            "attendance": WORDS[application.attended],
            "consents": [
                (CONSENTS[purpose], application.consented_to(purpose)) for purpose in OPTIONAL_CONSENTS
            ],
            "entries": registry.get_logs_for_instance(application)[:20],
        }
