"""긴급 게시 중단: one form, from the editor, the lists, or the address that a resident sees."""

from urllib.parse import unquote, urlsplit

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, Site
from wagtail.permissions import policy_registry

from directory.emergency import emergency_unpublish


def may_stop(user, page):
    """Who may publish the page may stop it."""
    return page.depth > 1 and page.permissions_for_user(user).can_publish()


def page_at(url, request):
    """The page that a public address (whole, or from the first slash) belongs to, live or not; else None."""
    try:
        parts = urlsplit(url.strip())
        hostname = parts.hostname
    except ValueError:
        return None
    site = Site.objects.filter(hostname=hostname or "").first() or Site.find_for_request(request)
    if site is None:
        return None
    path = "/".join(part for part in unquote(parts.path).replace("\x00", "").split("/") if part)
    url_path = site.root_page.url_path + (f"{path}/" if path else "")
    return Page.objects.filter(url_path=url_path).first()


class EmergencyForm(forms.Form):
    url = forms.CharField(
        label="중단할 페이지의 주소",
        max_length=2000,
        help_text="주민이 보는 화면의 주소를 그대로 붙여 넣으십시오.",
        error_messages={"required": "주소를 적어 주십시오."},
    )
    reason = forms.CharField(
        label="중단하는 까닭",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="변경 이력에 남고, 기관 담당자에게 메일로 전해집니다.",
        error_messages={"required": "중단하는 까닭을 적어 주십시오."},
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_url(self):
        page = page_at(self.cleaned_data["url"], self.request)
        if page is None or not may_stop(self.request.user, page):
            raise ValidationError("이 주소의 페이지를 찾지 못했습니다. 주소를 다시 확인해 주십시오.")
        self.page = page
        return self.cleaned_data["url"]


class EmergencyView(WagtailAdminTemplateMixin, FormView):
    """Says what would be hidden, asks why, and does it."""

    form_class = EmergencyForm
    template_name = "wagtailadmin/pages/emergency.html"
    page_title = "긴급 게시 중단"
    header_icon = "warning"

    def dispatch(self, request, *args, **kwargs):
        if not policy_registry.get_by_type(Page).user_has_permission(request.user, "publish"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def get_initial(self):
        return {"url": self.request.GET.get("url", "")}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page = page_at(self.request.GET.get("url") or self.request.POST.get("url", ""), self.request)
        if page and may_stop(self.request.user, page):
            context["page"] = page.specific
            context["below"] = page.get_descendants().live().count()
        return context

    def form_valid(self, form):
        page = emergency_unpublish(form.page, reason=form.cleaned_data["reason"], by=self.request.user)
        messages.success(
            self.request,
            f"‘{page.title}’ 게시를 중단했습니다. 누리집과 개방 자료(API)에서 바로 사라집니다.",
        )
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
