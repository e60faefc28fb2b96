"""An event of the council: the body that holds it, and the meeting that one may sign up to hear."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.models import Page

from council.models import Committee, Meeting, Way
from pages.kinds import Attendance, EventState

WAYS = {Way.IN_PERSON: Attendance.ONSITE, Way.ONLINE: Attendance.ONLINE, Way.MIXED: Attendance.MIXED}
WRITTEN = "서면 회의로 바뀌어 방청하실 수 없습니다."
UNLISTED = "모두에게 보이지 않는 회의입니다. 회의를 ‘모두에게 보임’으로 바꾼 뒤에 게시할 수 있습니다."
# What a linked page has of its meeting; the editor shows it and takes nothing.
OF_THE_MEETING = (
    *("starts_at", "ends_at", "is_all_day", "time_note", "repeats", "repeat_days", "repeat_until"),
    *("skips_holidays", "attendance", "venue", "place", "address", "online_url", "join_url", "join_note"),
    *("state", "state_note"),
)


class OfCouncil(models.Model):
    """``committee`` is said by headquarters; ``meeting`` by the deed that opens sign-up for it alone.

    The meeting is the source of when, where and how: whatever version of the page is read, saved or
    published says what the meeting says now.
    """

    committee = models.ForeignKey(
        Committee,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name="주관(협의체 조직)",
        help_text="분과가 여는 워크숍처럼 협의체 조직이 주관할 때. 그 조직의 화면에도 보입니다.",
    )
    meeting = models.OneToOneField(
        Meeting,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="sign_up",
        verbose_name="방청할 회의",
    )

    exclude_fields_in_copy = ["meeting"]

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        if self.alias_of_id:
            self.meeting = None
        if self.meeting_id and kwargs.get("update_fields") is None:
            # Whoever publishes while the meeting moves waits here, or is followed by the new times.
            Page.objects.select_for_update(of=("self",), no_key=True).filter(pk=self.pk).first()
            self.follow()
        return super().save(*args, **kwargs)

    def with_content_json(self, content):
        """A version says what is written about the meeting, never which one it is, nor when."""
        page = super().with_content_json(content)
        page.meeting_id = self.meeting_id
        page.follow()
        return page

    def check_publishable(self):
        super().check_publishable()
        if self.meeting_id and not self.meeting.is_listed:
            raise ValidationError(UNLISTED)

    def follow(self):
        """Take over what the meeting says now."""
        meeting = self.meeting_id and Meeting.objects.filter(pk=self.meeting_id).first()
        if not meeting:
            return
        self.starts_at, self.ends_at = meeting.starts_at, meeting.last_moment
        self.is_all_day, self.rrule, self.skips_holidays, self.time_note = False, "", False, ""
        self.other_dates.clear()
        self.skipped_days.clear()
        self._follow_where(meeting)
        self._follow_state(meeting)
        self.__dict__.pop("told_schedule", None)
        self.__dict__.pop("dates", None)

    def _follow_where(self, meeting):
        self.attendance = WAYS.get(meeting.way, "")
        on_site = self.attendance != Attendance.ONLINE
        self.venue = None
        self.place, self.address = (meeting.place, meeting.address) if on_site else ("", "")
        if self.attendance == Attendance.ONSITE:
            self.online_url = self.join_url = self.join_note = ""
        else:
            self.join_url = meeting.join_url
            self.join_note = meeting.join_note if meeting.join_url else ""

    def _follow_state(self, meeting):
        if meeting.is_cancelled:
            self.state, self.state_note = EventState.CANCELLED, meeting.cancel_reason
        elif meeting.way == Way.WRITTEN:
            self.state, self.state_note = EventState.CANCELLED, WRITTEN
        elif self.state == EventState.CANCELLED:
            self.state, self.state_note = EventState.PLANNED, ""

    def council_facts(self):
        """Bodies are public, always; a meeting as long as everybody may know it."""
        meeting = self.meeting if self.meeting_id and self.meeting.is_listed else None
        return {
            "committee": self.committee
            and {
                "uuid": str(self.committee.uuid),
                "name": self.committee.name,
                "url": self.committee.get_absolute_url(),
            },
            "meeting": meeting
            and {"uuid": str(meeting.uuid), "name": str(meeting), "url": meeting.get_absolute_url()},
        }
