"""The calendar of one's own bodies, behind a secret address that its owner makes and may change."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import View

from accounts.models import User
from common.ical import calendar_response
from council.calendars import fed, file_of
from council.models import Meeting, Membership, RoomCalendar
from council.models.room import new_key
from council.room.door import RoomMixin


def address_of_calendar(request, email):
    """The whole secret address of the mailbox's calendar, or '' where none was made."""
    kept = RoomCalendar.objects.filter(email=email.lower()).first()
    return request.build_absolute_uri(reverse("council_room_calendar", args=[kept.key])) if kept else ""


class RenewView(RoomMixin, View):
    """A new address; the one before opens nothing any more."""

    http_method_names = ["post"]

    def post(self, request):
        if not self.seats:
            raise Http404
        RoomCalendar.objects.update_or_create(email=request.user.email.lower(), defaults={"key": new_key()})
        messages.success(request, "달력 주소를 만들었습니다. 앞서 쓰던 주소가 있었다면 이제 열리지 않습니다.")
        return redirect(f"{reverse('council_room')}#calendar-title")


@never_cache
@require_safe
def room_calendar(request, key):
    """Asked for by calendars, which cannot sign in. Without a seat today the key opens nothing."""
    kept = RoomCalendar.objects.filter(key=key).first()
    seats = Membership.objects.on().filter(email=kept.email) if kept else Membership.objects.none()
    suspended = kept and User.objects.filter(email__iexact=kept.email, is_active=False).exists()
    bodies = set(seats.values_list("committee", flat=True))
    if not bodies or suspended:
        raise Http404
    made = file_of(
        fed(Meeting.objects.filter(committee__in=bodies)),
        name="위원방 회의",
        source=request.build_absolute_uri(request.path),
        address_of=lambda meeting: request.build_absolute_uri(
            reverse("council_room_meeting", args=[meeting.uuid])
        ),
    )
    return calendar_response(made, "room")
