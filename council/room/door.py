"""The door of the members' room. A member needs a seat and a mailbox, and neither rights nor a resident's consents."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts.residents import leads_back
from accounts.residents.guests import Guests, register
from accounts.roles import is_headquarters, must_set_up_factor
from common.sites import crumbs
from council.models import Meeting, Membership, Post
from council.reach import may_read

# Who leads a body: writes down what is to do, and sees who comes.
LEADING = (Post.CHAIR, Post.CO_CHAIR, Post.LEADER, Post.SECRETARY)


def is_expected(email):
    """Whether the mailbox has a seat today."""
    return Membership.objects.on().filter(email=email.lower()).exists()


def expect_members():
    """Called from ``CouncilConfig.ready``."""
    register(
        Guests(
            name="위원",
            home="council_room",
            is_expected=is_expected,
            note="위원이시면 사무국에 알려 주신 메일 주소를 적으십시오. 주민으로 가입하지 않아도 됩니다.",
            stranger="이 메일로는 위원방에 들어갈 수 없습니다. 위원이시면 사무국에 알려 주신 메일로 다시 "
            "로그인해 주십시오. 주민으로 가입하시려면 아래를 적어 주십시오.",
        )
    )


class RoomMixin:
    """For who has a seat today, and for headquarters. Strangers are led to sign in; the others learn nothing.

    Seats are read at each request: when the term is over, so is the way in. Nobody keeps an answer.
    """

    crumb = ""

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        response = self._refusal(request) or super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def _refusal(self, request):
        if not request.user.is_authenticated:
            return redirect(leads_back("me_sign_in", request))
        self.seats = list(
            Membership.objects.on().of_person(request.user).in_order().select_related("committee")
        )
        self.is_headquarters = is_headquarters(request.user)
        if must_set_up_factor(request.user):
            return redirect("mfa_index")
        if not self.seats and not self.is_headquarters:
            return render(request, "council/room/no_seat.html", status=403)
        return None

    def leads(self, committee_id):
        return self.is_headquarters or any(
            seat.committee_id == committee_id and seat.post in LEADING for seat in self.seats
        )

    def meeting_of(self, uuid):
        """A meeting that the person may know of; that there is another is not told."""
        meeting = get_object_or_404(Meeting.objects.select_related("committee"), uuid=uuid)
        if not may_read(self.request.user, meeting):
            raise Http404
        return meeting

    def get_context_data(self, **kwargs):
        above = [("위원방", reverse("council_room"))] if self.crumb else []
        here = (self.crumb or "위원방", self.request.path)
        return super().get_context_data(**kwargs) | {
            "breadcrumbs": crumbs(*above, here),
            "seats": self.seats,
            "is_headquarters": self.is_headquarters,
        }
