"""How a verified person becomes one voice, and a resident the one who speaks with it."""

import secrets
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AccessLog, DeskCode, GuardianConsent, Level, Resident, Verb, Voice
from accounts.residents.consents import GUARDIAN_VERSION
from accounts.residents.identity import GROWN_UP, OF_AGE, IdentityRefused, age_on, hashed, keys_of

DIGITS = 8
TAKEN = (
    "이미 본인확인을 마치신 다른 계정이 있습니다. 한 사람은 한 계정으로만 참여합니다. 그 계정으로 로그인해 주십시오. "
    "그 계정을 쓸 수 없게 되셨으면 사무국에 문의해 주십시오."
)
OTHER_PERSON = "이 계정은 다른 분의 본인확인을 마친 계정입니다. 계정은 한 사람이 씁니다."
TOO_YOUNG = "만 14세가 되지 않은 분은 보호자의 동의가 있어야 합니다. 보호자와 함께 창구로 오시거나 보호자 동의를 먼저 받아 주십시오."
NO_SUCH_CODE = "맞는 번호가 아니거나 기한이 지난 번호입니다. 창구에서 받은 여덟 자리 번호를 확인해 주십시오."
NO_PEPPER = "본인확인을 아직 쓸 수 없습니다. 누리넷을 운영하는 분이 IDENTITY_PEPPER를 정해야 합니다."


def _voice(keys, level):
    """The one voice of that person, locked; made if there was none, known again under older keys."""
    found = Voice.objects.select_for_update(no_key=True).filter(key__in=keys).order_by("pk").first()
    if found is None:
        try:
            with transaction.atomic():
                return Voice.objects.create(key=keys[0], level=level)
        except IntegrityError:  # made by somebody else in between
            return Voice.objects.select_for_update(no_key=True).get(key=keys[0])
    if found.key != keys[0]:
        found.key = keys[0]
        found.save(update_fields=["key"])
    return found


def _speak(resident, keys, level, request):
    """Give the resident the voice. Coming back with the same is nothing new."""
    resident = Resident.objects.select_for_update(no_key=True).select_related("user").get(pk=resident.pk)
    voice = _voice(keys, level)
    if resident.voice_id == voice.pk:
        return voice
    if resident.voice_id is not None:
        raise ValidationError(OTHER_PERSON)
    if Resident.objects.filter(voice=voice).exists():
        raise ValidationError(TAKEN)
    resident.voice = voice
    resident.save(update_fields=["voice"])
    reason = Level(level).label
    AccessLog.objects.record(
        Verb.VERIFIED, actor=resident.user, person=resident.user, reason=reason, request=request
    )
    return voice


@transaction.atomic
def verify(resident, identity, *, request=None):
    """What the verifier found becomes the resident's voice. Nothing of it is kept but the hash."""
    if (
        age_on(identity.born_on, timezone.localdate()) < OF_AGE
        and not GuardianConsent.objects.filter(resident=resident).exists()
    ):
        raise ValidationError(TOO_YOUNG)
    return _speak(resident, keys_of("identity", identity.identity), identity.level, request)


def guardian_key(identity):
    """The guardian's own hash, once it is known that a grown-up stands there."""
    if age_on(identity.born_on, timezone.localdate()) < GROWN_UP:
        raise IdentityRefused("보호자는 만 19세가 넘은 분이어야 합니다.")
    return hashed("identity", identity.identity)


def make_desk_code(*, name, born_on, with_guardian=False, request=None):
    """A number for who showed an ID at the desk; answers it once, as eight digits. Name and day become a hash."""
    if not settings.IDENTITY_PEPPER:
        raise ValidationError(NO_PEPPER)
    if age_on(born_on, timezone.localdate()) < OF_AGE and not with_guardian:
        raise ValidationError("만 14세가 되지 않은 분은 보호자의 동의서를 받고 그 칸에 표시해 주십시오.")
    written = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
    keys = keys_of("desk", f"{written}|{born_on.isoformat()}")
    with transaction.atomic():
        Voice.objects.filter(key__in=keys[1:]).update(key=keys[0])
        for _ in range(20):
            number = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
            code, is_new = DeskCode.objects.get_or_create(
                number_hash=hashed("number", number),
                defaults={"voice_key": keys[0], "with_guardian": with_guardian},
            )
            if is_new:
                break
        else:
            raise ValidationError("번호를 만들지 못했습니다. 잠시 뒤에 다시 해 주십시오.")
        AccessLog.objects.record(Verb.VERIFIED, obj=code, reason="창구 번호 발급", request=request)
    return number


def desk_code(number):
    """The living row of that number, or None."""
    return DeskCode.objects.living().filter(number_hash=hashed("number", number)).first()


@transaction.atomic
def redeem(resident, number, *, request=None):
    """Use a number of the desk up: the resident speaks, and with a guardian's consent if that was given there."""
    codes = DeskCode.objects.living().select_for_update()
    code = codes.filter(number_hash=hashed("number", number)).first()
    if code is None:
        raise ValidationError(NO_SUCH_CODE)
    voice = _speak(resident, [code.voice_key], Level.DESK, request)
    if code.with_guardian:
        GuardianConsent.objects.get_or_create(
            resident=resident, defaults={"version": GUARDIAN_VERSION, "level": Level.DESK}
        )
    code.delete()
    return voice


def forget_expired_codes():
    DeskCode.objects.expired().delete()
