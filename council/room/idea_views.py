"""제안함: writing an idea, reading those that came, answering them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView

from common.lists import page_of
from council.models import Idea
from council.room.door import RoomMixin
from council.room.forms import IdeaForm, RespondForm
from council.room.ideas import NOBODY, address_of, may_answer, propose, readable_by, respond, takers, withdraw


class IdeasView(RoomMixin, TemplateView):
    """One's own, and those that came to one's bodies."""

    template_name = "council/room/ideas.html"
    crumb = "제안함"

    def get_context_data(self, **kwargs):
        user = self.request.user
        ideas = readable_by(user).select_related("committee").newest_first()
        page_obj = page_of(ideas, self.request.GET.get("page"))
        own = Idea.objects.of_person(user).filter(pk__in=[idea.pk for idea in page_obj.object_list])
        return super().get_context_data(**kwargs) | {
            "page_obj": page_obj,
            "own": set(own.values_list("pk", flat=True)),
        }


class NewIdeaView(RoomMixin, FormView):
    template_name = "council/room/idea_new.html"
    form_class = IdeaForm
    crumb = "새 제안"

    def _refusal(self, request):
        refusal = super()._refusal(request)
        if refusal is None:
            if not self.seats:
                raise Http404
            self.takers = list(takers({seat.committee.site_id for seat in self.seats}))
            if not self.takers:
                messages.info(request, NOBODY)
                return redirect("council_room_ideas")
        return refusal

    def get_form_kwargs(self):
        offered = takers({seat.committee.site_id for seat in self.seats})
        return super().get_form_kwargs() | {"takers": offered}

    def form_valid(self, form):
        idea = propose(self.seats[0], **form.cleaned_data)
        messages.success(self.request, "제안을 보냈습니다. 답이 오면 메일로 알려 드립니다.")
        return redirect(address_of(idea))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"takers": self.takers}


class IdeaView(RoomMixin, FormView):
    template_name = "council/room/idea.html"
    form_class = RespondForm
    crumb = "제안"

    def _refusal(self, request):
        refusal = super()._refusal(request)
        if refusal is None:
            ideas = readable_by(request.user).select_related("committee", "author")
            self.idea = get_object_or_404(ideas, uuid=self.kwargs["uuid"])
        return refusal

    def get_initial(self):
        return {"seen": self.idea.state}

    def post(self, request, *args, **kwargs):
        if request.POST.get("deed") != "withdraw":
            return super().post(request, *args, **kwargs)
        return self._done("제안을 거두셨습니다. 적으신 내용은 지웠습니다.", withdraw, by=request.user)

    def form_valid(self, form):
        return self._done(
            "제안한 위원께 알렸습니다.", respond, form=form, by=self.request.user, **form.cleaned_data
        )

    def _done(self, sentence, deed, *, form=None, **kwargs):
        try:
            deed(self.idea, **kwargs)
        except PermissionDenied:
            raise Http404 from None
        except ValidationError as refusal:
            if form is None:
                messages.error(self.request, refusal.messages[0])
                return redirect(self.request.path)
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, sentence)
        return redirect(self.request.path)

    def get_context_data(self, **kwargs):
        idea, user = self.idea, self.request.user
        return super().get_context_data(**kwargs) | {
            "idea": idea,
            "is_own": Idea.objects.of_person(user).filter(pk=idea.pk).exists(),
            "may_answer": idea.is_waiting and may_answer(user, idea),
        }
