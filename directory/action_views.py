"""What the screens about agencies and people have in common."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry

from accounts.models import AccessLog, Verb
from accounts.roles import is_headquarters
from directory.people_forms import ReasonForm


class HeadquartersMixin:
    """Only 복지정책과 and 사무국."""

    def dispatch(self, request, *args, **kwargs):
        if not is_headquarters(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def note_view(self, what, person=None, obj=None):
        """Write down that personal data was looked at."""
        AccessLog.objects.record(Verb.VIEWED, obj=obj, person=person, reason=what, request=self.request)


class DeedView(WagtailAdminTemplateMixin, FormView):
    """One deed on one thing: a sentence, a form, a button. The deed itself is a rule elsewhere.

    A rule's refusal is shown on the form, with what was typed. Who may is said by whoever inherits it.
    """

    template_name = "directory/admin/action_form.html"
    form_class = ReasonForm
    sentence = ""
    button = "저장"
    done = "저장했습니다."
    is_dangerous = False

    def perform(self, data):
        raise NotImplementedError

    def form_valid(self, form):
        try:
            self.perform(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), *self.trail(), {"url": "", "label": self.page_title}]

    def trail(self):
        """The breadcrumbs between home and here."""
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            submit_button_label=self.button,
            sentence=self.sentence,
            is_dangerous=self.is_dangerous,
            cancel_url=self.get_success_url(),
            **kwargs,
        )


class ActionView(HeadquartersMixin, DeedView):
    """A deed of headquarters."""

    def acted(self, deed, *args, **kwargs):
        """Do it. A refusal that names a field stands beside it; where the form has none of that name, above it."""
        try:
            return deed(*args, by=self.request.user, **kwargs)
        except ValidationError as error:
            named = getattr(error, "error_dict", {})
            if named.keys() <= self.form_class.base_fields.keys():
                raise
            raise ValidationError(error.messages) from error


class ThingScreen(HeadquartersMixin, WagtailAdminTemplateMixin, TemplateView):
    """One thing, what it is and what can be done with it. ``crumb`` is the list it comes from."""

    thing = None
    crumb = ()

    def get_page_title(self):
        return str(self.thing)

    def get_breadcrumbs_items(self):
        name, label = self.crumb
        items = [*super().get_breadcrumbs_items(), {"url": reverse(name), "label": label}]
        return [*items, {"url": "", "label": str(self.thing)}]

    def entries(self):
        return registry.get_logs_for_instance(self.thing)[:20]
