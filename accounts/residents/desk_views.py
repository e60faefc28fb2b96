"""창구 확인, in the admin: a number for who showed an ID. Name and birthday are typed, hashed and forgotten."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.residents.forms import PersonForm
from accounts.residents.verifying import make_desk_code
from accounts.roles import is_headquarters


class DeskForm(PersonForm):
    with_guardian = forms.BooleanField(
        label="보호자의 동의서를 받았습니다 (만 14세가 되지 않은 분)",
        required=False,
    )
    saw_it = forms.BooleanField(
        label="신분증을 보고 본인임을 확인했습니다",
        error_messages={"required": "신분증을 보고 확인하신 뒤 표시해 주십시오."},
    )


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class DeskView(WagtailAdminTemplateMixin, FormView):
    """Headquarters alone. The number is shown once, on the answer to the form."""

    template_name = "accounts/residents/admin/desk.html"
    form_class = DeskForm
    page_title = "창구 본인확인"
    header_icon = "key"

    def dispatch(self, request, *args, **kwargs):
        if not is_headquarters(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def form_valid(self, form):
        told = form.cleaned_data
        try:
            number = make_desk_code(
                name=told["name"],
                born_on=told["born_on"],
                with_guardian=told["with_guardian"],
                request=self.request,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        context = self.get_context_data(form=self.form_class(), number=f"{number[:4]}-{number[4:]}")
        return self.render_to_response(context)
