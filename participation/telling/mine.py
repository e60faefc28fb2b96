"""What 내 정보 shows, copies and ends of a resident's notices."""

from accounts.mine import MineSection, register
from common.facts import iso
from participation.models import Mute, Notice, NoticeLetter, TellingPreference
from participation.telling import words
from participation.telling.noting import preference_of


def export(resident):
    notices = Notice.objects.filter(resident=resident).for_reading().newest_first().with_words()
    preference = preference_of(resident)
    return {
        "settings": {
            "is_on": preference.is_on,
            "at_once": preference.at_once,
            "digest": preference.digest,
            "muted_issues": sorted(Mute.objects.filter(resident=resident).values_list("issue", flat=True)),
        },
        "notices": [
            words.line(each) | {"issue": each.issue_id, "told_at": iso(each.at)}
            for each in notices.iterator(500)
        ],
    }


def leave(resident):
    """All of it, at once. A letter that is in a sender's hands in this moment still leaves."""
    for model in (Notice, NoticeLetter, Mute, TellingPreference):
        model.objects.filter(resident=resident).delete()


def connect():
    register(MineSection("notices", "알림", "notices", export=export, leave=leave))
