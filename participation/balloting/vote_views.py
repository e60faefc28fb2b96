"""Voting: the paper, a look at what one is about to cast, the receipt. Kept by nobody, in no session."""

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.generic import FormView

from accounts.residents import VerifiedRequiredMixin, resident_of
from participation.balloting.actions import AlreadyVoted, cast
from participation.balloting.forms import VoteForm
from participation.balloting.rules import why_not_now
from participation.balloting.views import OneBallotMixin


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class VoteView(OneBallotMixin, VerifiedRequiredMixin, FormView):
    """``look`` shows the paper once more, ``cast`` casts it, ``back`` returns to it. Nothing is stored between."""

    template_name = "participation/balloting/vote.html"
    form_class = VoteForm
    trail = "투표하기"

    def get(self, request, *args, **kwargs):
        return self.closed(200) or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.closed(409) or super().post(request, *args, **kwargs)

    def closed(self, status):
        """The page that says why one cannot vote, if one cannot."""
        sentence = why_not_now(self.ballot, timezone.now())
        voice = resident_of(self.request).voice
        has_voted = self.ballot.voters.filter(voice=voice).exists()
        if not sentence and not has_voted:
            return None
        return self.refused(sentence, has_voted, status)

    def refused(self, sentence, has_voted, status):
        context = self.get_context_data(form=None, sentence=sentence, has_voted=has_voted)
        return render(self.request, "participation/balloting/closed.html", context, status=status)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ballot": self.ballot}

    def get_initial(self):
        grounds = self.ballot.grounds
        return {"ground": grounds[0]} if len(grounds) == 1 else {}

    @method_decorator(sensitive_variables())
    def form_valid(self, form):
        if "cast" in self.request.POST:
            return self.cast(form)
        if "back" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        context = self.get_context_data(form=form)
        return render(self.request, "participation/balloting/review.html", context)

    def cast(self, form):
        try:
            receipt = cast(
                self.ballot,
                resident_of(self.request).voice,
                ground=form.cleaned_data["ground"],
                choices=form.choices,
            )
        except AlreadyVoted:
            return self.refused("", True, 409)
        except ValidationError as refusal:  # closed between the look and the press
            return self.refused(refusal.messages[0], False, 409)
        context = self.get_context_data(form=form, receipt=receipt)
        return render(self.request, "participation/balloting/receipt_given.html", context)
