"""Where one takes part in an event, and the way in for those alone who have a place."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from common.facts import choice
from directory.models.applying import WayIn
from pages.kinds import Attendance

ONLINE = (Attendance.ONLINE, Attendance.MIXED)
SAYS_A_PLACE = Q(venue__isnull=False) | ~Q(place="") | ~Q(address="")
SAYS_A_LINK = ~Q(online_url="") | ~Q(join_url="")
# What `Attended.way` says of one page, as a condition on many.
IS_ONLINE = Q(attendance__in=ONLINE) | (Q(attendance="") & SAYS_A_LINK)


class Attended(models.Model):
    """On site, online or both: as the agency chose, else as the place and the addresses say.

    ``join_url`` and ``join_note`` are no facts: nothing that the public reads may name them. Who has a
    place reads them on the private page of the application, near the time itself (`private_way_in`).
    A page type adds ``venue``, ``place`` and ``address``.
    """

    attendance = models.CharField(
        "참여 방식",
        max_length=6,
        choices=Attendance.choices,
        blank=True,
        help_text="고르지 않으면 적으신 장소와 온라인 주소를 보고 정합니다. 바꾸어 게시하면 신청하신 분 모두에게 알립니다.",
    )
    online_url = models.URLField(
        "누구나 보는 온라인 주소",
        max_length=1000,
        blank=True,
        help_text="유튜브 생중계처럼 모두에게 보일 주소",
    )
    join_url = models.URLField(
        "신청하신 분만 보는 접속 주소",
        max_length=1000,
        blank=True,
        help_text="줌(ZOOM)처럼 신청이 확정된 분만 들어오는 주소. 그분의 신청 화면에 시작하기 조금 전부터 끝날 때까지만 보입니다.",
    )
    join_note = models.CharField(
        "접속할 때 필요한 것",
        max_length=200,
        blank=True,
        help_text="회의 번호와 비밀번호. 접속 주소와 함께만 보입니다.",
    )

    exclude_fields_in_copy = ["join_url", "join_note"]
    attendance_panel = MultiFieldPanel(
        [
            FieldPanel("attendance"),
            FieldPanel("venue"),
            FieldRowPanel([FieldPanel("place"), FieldPanel("address")]),
            FieldPanel("online_url"),
            FieldRowPanel([FieldPanel("join_url"), FieldPanel("join_note")]),
        ],
        heading="어디서",
    )
    goes_one_way = models.CheckConstraint(
        condition=(~Q(attendance=Attendance.ONSITE) | ~SAYS_A_LINK)
        & (~Q(attendance=Attendance.ONLINE) | ~SAYS_A_PLACE),
        name="event_is_where_it_says",
    )
    note_has_a_link = models.CheckConstraint(
        condition=Q(join_note="") | ~Q(join_url=""), name="event_join_note_has_a_link"
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        # Wagtail makes an alias of every field, and an alias may stand with another agency.
        if self.alias_of_id:
            self.join_url = self.join_note = ""
        return super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.attendance == Attendance.ONSITE and (self.online_url or self.join_url):
            raise ValidationError(
                {
                    "attendance": "온라인 주소가 적혀 있습니다. 현장에서만 여시면 주소를 지우고, 아니면 ‘현장과 온라인’을 골라 주십시오."
                }
            )
        if self.attendance == Attendance.ONLINE and self.says_a_place:
            raise ValidationError(
                {
                    "attendance": "장소가 적혀 있습니다. 온라인으로만 여시면 장소를 지우고, 아니면 ‘현장과 온라인’을 골라 주십시오."
                }
            )
        if self.join_note and not self.join_url:
            raise ValidationError({"join_url": "접속할 때 필요한 것을 적으셨으면 접속 주소도 적어 주십시오."})

    @property
    def says_a_place(self):
        return bool(self.venue_id or self.place or self.address)

    @property
    def way(self):
        """An ``Attendance``, or '' where the page says neither a place nor an address."""
        if self.attendance:
            return Attendance(self.attendance)
        if self.online_url or self.join_url:
            return Attendance.MIXED if self.says_a_place else Attendance.ONLINE
        return Attendance.ONSITE if self.says_a_place else ""

    @property
    def is_online(self):
        return self.way in ONLINE

    @property
    def way_in_words(self):
        return self.way.label if self.way else ""

    def attendance_facts(self):
        return {
            "attendance": choice(self.way, self.way_in_words),
            "online": self.is_online,
        }

    def private_way_in(self):
        """To the time that runs now or comes next."""
        following = self.next_occurrence
        if not (self.join_url and following):
            return None
        early = timedelta(minutes=settings.JOIN_LINK_MINUTES_BEFORE)
        return WayIn(self.join_url, self.join_note, following.starts_at - early, following.ends_at)

    def sealed(self):
        """A digest, so that a change is noticed and the address itself is kept nowhere else."""
        if not self.join_url:
            return {"온라인 접속": ""}
        known = "\n".join((str(self.uuid), self.join_url, self.join_note))
        return {"온라인 접속": hashlib.sha256(known.encode()).hexdigest()}
