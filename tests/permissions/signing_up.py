"""A meeting that everybody may know, and that one may sign up to hear once headquarters opens it."""

from datetime import timedelta

from django.utils import timezone

from tests.factories.council import make_committee, make_meeting


def give(own):
    committee = make_committee(name=f"방청 분과 {own.code}", slug=f"hearing-{own.code}")
    own.heard = make_meeting(committee, timezone.now() + timedelta(days=7))


PRIMARY_KEYS = {"nurinet_meeting_sign_up": lambda own: own.heard.pk}
