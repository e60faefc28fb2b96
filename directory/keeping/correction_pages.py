"""정보 수정 요청 for residents: the form, and what became of it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from common.client_address import client_ip
from common.limits import within_limit
from directory.keeping.corrections import receive
from directory.keeping.forms import CorrectionForm
from directory.keeping.things import find_thing, public_thing
from directory.models import CorrectionRequest

HOUR = 60 * 60
# Of one reader, about one thing, and to one mail address, in an hour.
LIMITS = {"reader": 10, "thing": 30, "email": 5}
TOO_OFTEN = "짧은 시간에 너무 많이 보내셨습니다. 적으신 내용은 아래에 그대로 있습니다. 한 시간 뒤에 다시 보내 주십시오."


def _is_too_often(request, thing, email):
    keys = {"reader": client_ip(request), "thing": thing.uuid} | ({"email": email.lower()} if email else {})
    # Each is counted, also when another one is full already.
    within = [
        within_limit(f"correction-{name}", key, times=LIMITS[name], seconds=HOUR)
        for name, key in keys.items()
    ]
    return not all(within)


@method_decorator(never_cache, name="dispatch")
class CorrectionView(FormView):
    """Works without a script. What was typed stays in the form whatever happens."""

    form_class = CorrectionForm
    template_name = "directory/keeping/correction.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.thing = find_thing(kwargs["uuid"])

    def dispatch(self, request, *args, **kwargs):
        if self.thing is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"thing": self.thing}

    def form_valid(self, form):
        said = form.cleaned_data
        if _is_too_often(self.request, self.thing, said["email"]):
            form.add_error(None, TOO_OFTEN)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        correction = receive(
            self.thing,
            uuid=said["number"] or form.initial["number"],
            kind=said["kind"],
            message=said["message"],
            email=said["email"],
        )
        return redirect("correction_status", correction.uuid)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"thing": self.thing}


@method_decorator(never_cache, name="dispatch")
class CorrectionStatusView(TemplateView):
    """What became of a request, for who knows its number."""

    template_name = "directory/keeping/correction_status.html"

    def get_context_data(self, **kwargs):
        requests = CorrectionRequest.objects.select_related("page", "benefit")
        correction = get_object_or_404(requests, uuid=kwargs["uuid"])
        return super().get_context_data(**kwargs) | {
            "correction": correction,
            "thing": public_thing(correction),
        }
