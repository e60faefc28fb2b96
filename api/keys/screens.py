"""API 열쇠 in the admin: for headquarters all, for the people of an agency that agency's."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from accounts.roles import has_factor, is_headquarters
from api.keys.actions import issue_key, revoke_key
from api.keys.models import ApiKey, Scope
from directory.action_views import DeedView
from directory.admin_lists import AdminListView
from directory.models import Agency

PERIODS = ((30, "30일"), (90, "90일"), (180, "180일"), (365, "1년"))
NEEDS_FACTOR = "열쇠는 로그인보다 오래가므로, 2단계 인증을 등록하신 분만 만들고 거둘 수 있습니다."


def has_keys(user):
    """Headquarters, and the people of agencies that may work."""
    return user.is_active and (is_headquarters(user) or Agency.objects.active().of_person(user).exists())


def agencies_of(user):
    agencies = Agency.objects.active().select_related("page").order_by("page__title")
    return agencies if is_headquarters(user) else agencies.of_person(user)


def keys_crumb():
    return {"url": reverse("api_keys:index"), "label": "API 열쇠"}


def last_day(key):
    """As a date: Wagtail's own column says “just now” of what lies ahead."""
    return f"{localtime(key.expires_at):%Y-%m-%d}" if key.expires_at else "없음"


class KeyScreenMixin:
    header_icon = "key"

    def dispatch(self, request, *args, **kwargs):
        if not has_keys(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def visible_keys(self):
        user = self.request.user
        return ApiKey.objects.visible_to(user, is_headquarters=is_headquarters(user))


class KeyListView(KeyScreenMixin, AdminListView):
    page_title = "API 열쇠"
    model = ApiKey
    verbose_name_plural = "API 열쇠"
    is_searchable = True
    search_fields = ["name", "beginning", "agency__page__title"]
    index_url_name = "api_keys:index"
    index_results_url_name = "api_keys:index_results"
    default_ordering = "-created_at"
    columns = [
        TitleColumn("__str__", label="이름", url_name="api_keys:revoke"),
        Column("agency", label="기관", accessor=lambda key: str(key.agency or "읽기 전용")),
        Column("scope_labels", label="할 수 있는 일", accessor=lambda key: ", ".join(key.scope_labels)),
        Column("state", label="상태"),
        DateColumn("last_used_at", label="마지막으로 쓴 때", sort_key="last_used_at"),
        Column("last_used_ip", label="쓴 곳"),
        Column("expires_at", label="끝나는 날", accessor=lambda key: last_day(key), sort_key="expires_at"),
        Column("created_by", label="만든 사람", accessor=lambda key: str(key.created_by or "누리넷")),
    ]

    def get_base_queryset(self):
        return self.visible_keys().select_related("agency__page", "created_by")

    @property
    def header_buttons(self):
        return [HeaderButton("새 열쇠", url=reverse("api_keys:add"), icon_name="plus")]


class IssueForm(forms.Form):
    name = forms.CharField(
        label="이름", max_length=60, help_text="어느 시스템이 쓰는지 적습니다. 예: 복지관 회원관리 프로그램"
    )
    agency = forms.ModelChoiceField(label="기관", queryset=Agency.objects.none(), required=False)
    scopes = forms.MultipleChoiceField(
        label="할 수 있는 일",
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="꼭 쓰는 것만 고르십시오. 쓴 글은 담당자의 글처럼 검토를 거쳐 게시됩니다.",
    )
    days = forms.TypedChoiceField(label="쓰는 기간", choices=PERIODS, coerce=int, initial=180)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        field.queryset = agencies_of(user)
        if is_headquarters(user):
            field.help_text = "고르지 않으면 공개된 것을 더 자주 읽기만 하는 열쇠입니다."
        else:
            field.required, field.empty_label = True, None


class FactorMixin(KeyScreenMixin):
    """Whoever gives or takes keys has a second factor, also where one is not asked of the role."""

    def dispatch(self, request, *args, **kwargs):
        if has_keys(request.user) and not is_headquarters(request.user) and not has_factor(request.user):
            messages.warning(request, NEEDS_FACTOR)
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def trail(self):
        return [keys_crumb()]

    def get_success_url(self):
        return reverse("api_keys:index")


class IssueView(FactorMixin, DeedView):
    """The words are in the answer to the button alone: they are kept nowhere and shown once."""

    page_title = "새 열쇠"
    form_class = IssueForm
    sentence = "다른 시스템이 이 기관의 이름으로 글을 보내는 열쇠입니다. 만든 다음 화면에서 한 번만 보이니 바로 옮겨 적어 주십시오."
    button = "열쇠 만들기"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            key, token = issue_key(**data, by=self.request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        context = {**self.get_context_data(form=form), "key": key, "token": token}
        answer = TemplateResponse(self.request, "api/admin/issued.html", context)
        answer.headers["Cache-Control"] = "no-store"
        return answer


class RevokeView(FactorMixin, DeedView):
    page_title = "열쇠 거두기"
    sentence = "이 열쇠를 쓰는 시스템은 지금 바로 아무것도 읽고 쓰지 못하게 됩니다. 되돌릴 수 없습니다."
    button = "열쇠 거두기"
    done = "열쇠를 거두었습니다."
    is_dangerous = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.key = get_object_or_404(self.visible_keys(), pk=kwargs["pk"]) if has_keys(request.user) else None

    def get_page_subtitle(self):
        return str(self.key)

    def perform(self, data):
        revoke_key(self.key, by=self.request.user, reason=data["reason"])
