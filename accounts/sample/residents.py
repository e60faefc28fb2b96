"""Residents of the sample district: nobody's names, nobody's mailboxes. They sign in by mail like everybody."""

from datetime import date

from accounts.models import Level, Purpose, Resident
from accounts.residents import choices
from accounts.residents.identity import VerifiedIdentity
from accounts.residents.joining import join
from accounts.residents.verifying import verify

BORN = date(1970, 1, 1)
# (보이는 이름, 생애주기, how verified, whether news is wanted)
PEOPLE = (
    ("따뜻한 느티나무 12", "006", Level.DESK, False),
    ("골목길 산책자", "005", Level.IDENTITY, True),
    ("느긋한 참새 31", "004", Level.IDENTITY, True),
    ("김○○", "005", Level.IDENTITY, False),
    ("쌍둥이네 부엌", "001", Level.IDENTITY, True),
    ("환한 보름달 48", "", Level.IDENTITY, False),
    ("장독대 지킴이", "006", Level.DESK, False),
    ("씩씩한 두부 77", "003", Level.IDENTITY, True),
    ("은행잎 줍는 이", "005", Level.IDENTITY, False),
    ("박○○", "007", Level.IDENTITY, True),
    ("반가운 텃밭 23", "", Level.IDENTITY, False),
    ("새벽 우산 64", "004", Level.IDENTITY, True),
)


def email_of(number):
    return f"resident{number:02}@mail.example"


def make_residents():
    """Twelve verified residents, in the dongs of the district by turns; made once."""
    dongs = [code for code, _ in choices.dongs()] or [""]
    made = []
    for number, (nickname, life, level, wants_mail) in enumerate(PEOPLE, start=1):
        email = email_of(number)
        resident = Resident.objects.filter(user__email=email).first() or join(
            email,
            nickname=nickname,
            dong_code=dongs[number % len(dongs)],
            life_code=life,
            agreed=[Purpose.TERMS, Purpose.PERSONAL, *([Purpose.MAIL] if wants_mail else [])],
            is_of_age=True,
        )
        verify(resident, VerifiedIdentity(f"sample {number}", BORN, level))
        resident.refresh_from_db()
        made.append(resident)
    return made
