"""Who a person is. Nothing about agencies."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from accounts.models.access_log import AccessLog, Verb
from accounts.roles import HEADQUARTERS, OFFICE
from accounts.sessions import end_sessions


class UserQuerySet(models.QuerySet):
    def at_work(self):
        """Who works here, or has: residents, who have no password and no role, and machines are left out."""
        roles = User.groups.through.objects.filter(user_id=OuterRef("pk"))
        has_password = ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        people = self.filter(is_machine=False)
        return people.filter(Q(is_superuser=True) | Q(is_staff=True) | has_password | Exists(roles))

    def with_factor_state(self):
        """Marks each person with ``has_factor``: an authenticator app or a passkey is set up."""
        from allauth.mfa.models import Authenticator

        factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
            type=Authenticator.Type.RECOVERY_CODES
        )
        return self.annotate(has_factor=Exists(factors))


class EmailUserManager(UserManager.from_queryset(UserQuerySet)):
    """Creates people by e-mail address; there is no user name."""

    use_in_migrations = False

    def _create_user(self, email, password, **extra_fields):
        user = self.model(email=self.normalize_email(email).lower(), **extra_fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email, password=None, **extra_fields):
        extra_fields.setdefault("is_staff", False)
        extra_fields.setdefault("is_superuser", False)
        return self._create_user(email, password, **extra_fields)

    def create_superuser(self, email, password=None, **extra_fields):
        return self._create_user(email, password, **(extra_fields | {"is_staff": True, "is_superuser": True}))

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractUser):
    """One named person, known by e-mail address. An account is never shared.

    Beside people there are machines: another system of an agency, in whose name a key writes. They have
    no password, get no mail, and stand in no list of people.
    """

    username = None
    email = models.EmailField(
        "이메일", unique=True, error_messages={"unique": "이미 쓰고 있는 이메일입니다."}
    )

    is_machine = models.BooleanField("연동 계정", default=False, editable=False)

    objects = EmailUserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = "사용자"
        verbose_name_plural = "사용자"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_is_unique_in_any_case"),
            models.CheckConstraint(
                condition=Q(is_machine=False)
                | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX, is_staff=False, is_superuser=False),
                name="machine_has_no_way_in",
            ),
        ]

    def __str__(self):
        if self.is_known_by_number:
            return f"주민 {self.pk}"
        return self.get_full_name() or self.email

    @property
    def is_known_by_number(self):
        """Whether this is a resident's account: without a password, and so without a way into the admin."""
        return not (self.is_machine or self.is_superuser or self.is_staff or self.has_usable_password())

    @property
    def email_for_the_log(self):
        return "" if self.is_known_by_number else self.email

    def get_full_name(self):
        """Family name first, as Koreans write it."""
        return f"{self.last_name}{self.first_name}".strip()

    def may_manage(self, person):
        """Whether this person may suspend, reinstate or unlock ``person``.

        Nobody manages himself. A superuser answers to superusers, headquarters to the office, everybody
        else to headquarters.
        """
        if not self.is_active or self.pk == person.pk:
            return False
        if self.is_superuser:
            return True
        roles = set(self.groups.values_list("name", flat=True))
        if person.is_superuser:
            return False
        if person.groups.filter(name__in=HEADQUARTERS).exists():
            return OFFICE in roles
        return bool(roles & set(HEADQUARTERS))

    def _locked_for(self, by, reason):
        """This person's row, locked, if ``by`` may manage it. ``by=None`` is the machine."""
        person = User.objects.select_for_update(no_key=True).get(pk=self.pk)
        if by is not None and not by.may_manage(person):
            raise PermissionDenied("이 사람의 계정을 관리할 권한이 없습니다.")
        if by is not None and not reason.strip():
            raise ValidationError("사유를 적어 주십시오.")
        return person

    @transaction.atomic
    def suspend(self, by=None, reason=""):
        """Stop the person at once, in every open session too. What was written stays."""
        person = self._locked_for(by, reason)
        if not person.is_active:
            raise ValidationError("이미 정지된 계정입니다.")
        self._set_active(person, False)
        end_sessions(person)
        AccessLog.objects.record(Verb.SUSPENDED, actor=by, obj=person, person=person, reason=reason)

    @transaction.atomic
    def reinstate(self, by=None, reason=""):
        person = self._locked_for(by, reason)
        if person.is_active:
            raise ValidationError("정지되지 않은 계정입니다.")
        self._set_active(person, True)
        AccessLog.objects.record(Verb.REINSTATED, actor=by, obj=person, person=person, reason=reason)

    def _set_active(self, person, is_active):
        self.is_active = person.is_active = is_active
        person.save(update_fields=["is_active"])

    @transaction.atomic
    def forget_factors(self, by=None, reason=""):
        """For who lost the phone and the recovery codes: the next sign-in asks the password alone."""
        from allauth.mfa.models import Authenticator

        person = self._locked_for(by, reason)
        Authenticator.objects.filter(user=person).delete()
        end_sessions(person)
        AccessLog.objects.record(Verb.FACTOR_REMOVED, actor=by, obj=person, person=person, reason=reason)
