"""The screen on which an editor says when it begins this time."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.widgets import AdminDateInput, Button
from wagtail.models import Page

from directory.action_views import DeedView
from pages.renewing.shifting import DATES, may_renew, next_first_day, renew


class RenewForm(forms.Form):
    title = forms.CharField(
        label="제목", max_length=255, error_messages={"required": "제목을 적어 주십시오."}
    )
    first_day = forms.DateField(
        label="이번에 시작하는 날",
        widget=AdminDateInput(),
        help_text="끝나는 날, 되풀이, 쉬는 날, 신청 기간도 같은 날수만큼 옮겨 적습니다. 저장한 뒤에 고칠 수 있습니다.",
        error_messages={
            "required": "시작하는 날을 골라 주십시오.",
            "invalid": "날짜를 2026-11-28처럼 적어 주십시오.",
        },
    )

    def clean_first_day(self):
        day = self.cleaned_data["first_day"]
        if not 2000 <= day.year <= 2099:
            raise forms.ValidationError("2000년부터 2099년 사이의 날짜를 적어 주십시오.")
        return day


class RenewView(DeedView):
    """Whoever may not write beside the page does not learn that there is one."""

    page_title = "베껴 다시 열기"
    header_icon = "copy"
    form_class = RenewForm
    sentence = (
        "내용과 사진, 대상은 그대로 두고 날짜만 옮긴 새 글을 임시 저장으로 만듭니다. "
        "신청한 사람, 상태, 확인한 날은 옮기지 않습니다."
    )
    button = "베끼기"
    done = "새 글을 만들었습니다. 바뀐 것을 고친 뒤 검토를 요청해 주십시오."
    made = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page, pk=kwargs["pk"], content_type__in=_content_types()).specific
        if not may_renew(request.user, self.page):
            raise PermissionDenied

    def get_page_subtitle(self):
        return self.page.title

    def get_initial(self):
        return {"title": self.page.title, "first_day": next_first_day(self.page)}

    def perform(self, data):
        self.made = renew(self.page, title=data["title"], first_day=data["first_day"], by=self.request.user)

    def get_success_url(self):
        return reverse("wagtailadmin_pages:edit", args=[(self.made or self.page).pk])


def _content_types():
    return [content_type.pk for content_type in ContentType.objects.get_for_models(*DATES).values()]


def renew_buttons(page, user):
    """On every event and programme of those who may write one there."""
    if page.specific_class in DATES and may_renew(user, page.specific):
        yield Button(
            "베껴 다시 열기", reverse("nurinet_renew", args=[page.pk]), icon_name="copy", priority=60
        )
