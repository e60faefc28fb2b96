"""내 정보: what one sees, corrects, takes along; and leaving, which leaves nothing of who one was."""

import json

import pytest
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.views import View

from accounts import mine
from accounts.models import AccessLog, Resident, User, Verb, Voice
from accounts.residents import ResidentRequiredMixin, VerifiedRequiredMixin, resident_of
from accounts.residents.leaving import leave
from common.mail import QueuedEmailBackend
from common.signals import public_content_changed
from tests.accounts.residents.conftest import ask_for_number, join_by_form, number_in, type_number
from tests.accounts.signing import signed_in
from tests.factories.residents import ResidentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    """What an upper floor knows of residents, and how often it was told that one leaves."""
    left = []
    known = mine.MineSection(
        name="parcels",
        label="내 꾸러미",
        url_name="me_edit",
        export=lambda resident: [{"parcel": resident.nickname}],
        leave=lambda resident: left.append(resident.pk),
        stays="꾸러미는 이름 없이 남습니다.",
    )
    mine.register(known)
    yield left
    mine.unregister("parcels")


@pytest.fixture
def told():
    heard = []

    def listen(sender, **kwargs):
        heard.append(sender)

    public_content_changed.connect(listen)
    yield heard
    public_content_changed.disconnect(listen)


class TestSeeing:
    def test_sections_of_upper_floors_are_linked(self, client, district, neighbour, section):
        client.force_login(neighbour.user)

        assert "내 꾸러미" in client.get("/me/").content.decode()
        assert "꾸러미는 이름 없이 남습니다." in client.get("/me/leave/").content.decode()

    def test_everything_is_taken_along(self, client, district, neighbour, section):
        client.force_login(neighbour.user)

        response = client.get("/me/download/")

        told = json.loads(response.content)
        assert told["account"]["email"] == neighbour.user.email
        assert told["parcels"] == [{"parcel": neighbour.nickname}]
        assert {consent["purpose"] for consent in told["consents"]} == {"terms", "personal"}
        assert any(row["by_me"] for row in told["access_log"])
        assert "attachment" in response["Content-Disposition"]

    def test_what_others_see_is_corrected_and_public_pages_made_anew(self, client, district, neighbour, told):
        client.force_login(neighbour.user)

        client.post("/me/edit/", {"nickname": " 환한  텃밭 ", "dong_code": "", "life_code": "006"})

        neighbour.refresh_from_db()
        assert (neighbour.nickname, neighbour.life_code) == ("환한 텃밭", "006")
        assert told == [Resident]

    def test_nobody_sees_another(self, client, district, neighbour):
        other = ResidentFactory(nickname="고요한 돌담")
        client.force_login(other.user)

        for path in ("/me/", "/me/download/", "/me/edit/"):
            assert neighbour.nickname not in client.get(path).content.decode()

    def test_other_devices_are_signed_out(self, client, district, neighbour, mailoutbox):
        other = Client()
        for each in (client, other):
            ask_for_number(each, neighbour.user.email)
            type_number(each, number_in(mailoutbox[-1]))

        client.post(reverse("me_sessions"))

        assert client.get("/me/").status_code == 200
        assert other.get("/me/").status_code == 302

    def test_strangers_sessions_are_not_read(self, rf):
        request = rf.get("/")

        assert resident_of(request) is None
        assert not hasattr(request, "session")

    @pytest.mark.parametrize(
        ("mixin", "who", "leads_to"),
        [
            (ResidentRequiredMixin, None, "/me/sign-in/?next=%2Fissues%2Fnew%2F%3Fa%3D1"),
            (ResidentRequiredMixin, "new", None),
            (VerifiedRequiredMixin, None, "/me/sign-in/?next=%2Fissues%2Fnew%2F%3Fa%3D1"),
            (VerifiedRequiredMixin, "new", "/me/verify/?next=%2Fissues%2Fnew%2F%3Fa%3D1"),
            (VerifiedRequiredMixin, "verified", None),
        ],
    )
    def test_a_page_asks_first_for_what_it_needs(self, rf, settings, mixin, who, leads_to):
        class Page(mixin, View):
            def get(self, request):
                return HttpResponse(self.resident.nickname)

        request = rf.get("/issues/new/?a=1")
        request.user = ResidentFactory(verified=who == "verified").user if who else AnonymousUser()
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "some session"

        response = Page.as_view()(request)

        assert response.headers.get("Location") == leads_to
        assert "no-store" in response["Cache-Control"]

    def test_the_header_is_the_same_for_strangers_and_residents(self, client, district, neighbour):
        stranger = client.get("/").content.decode()
        client.force_login(neighbour.user)

        assert 'href="/me/"' in stranger
        assert client.get("/").content.decode() == stranger


def places_of(text):
    """Every table with a column, and every session, that holds this text."""
    found = []
    for model in apps.get_models():
        texts = [
            field.attname
            for field in model._meta.local_concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        if not texts or not model._meta.managed:
            continue
        as_text = {f"text_of_{name}": Cast(name, TextField()) for name in texts}
        holds = Q(*((f"{name}__contains", text) for name in as_text), _connector=Q.OR)
        if model._base_manager.annotate(**as_text).filter(holds).exists():
            found.append(model._meta.label)
    return found + [each.pk for each in Session.objects.all() if text in str(each.get_decoded())]


class TestLeaving:
    MAIL, NAME = "leaver@mail.example", "새벽 은행잎 77"

    @pytest.fixture
    def leaver(self, client, district, mailoutbox):
        """Somebody who has done all one can do here, from two devices."""
        other = Client()
        ask_for_number(client, self.MAIL)
        type_number(client, "000000")
        type_number(client, number_in(mailoutbox[0]))
        join_by_form(client, nickname=self.NAME, mail="on")
        ask_for_number(other, self.MAIL)
        type_number(other, number_in(mailoutbox[-1]))
        client.post(reverse("me_verify"), {"deed": "identity"})
        client.post(reverse("me_practice"), {"name": "이탈퇴", "born_on": "1980-01-01"})
        client.get(reverse("me_verify_done"))
        client.get("/me/download/")
        resident = Resident.objects.get(user__email=self.MAIL)
        SocialAccount.objects.create(
            user=resident.user, provider="kakao", uid="leaver-4242", extra_data={"n": self.NAME}
        )
        QueuedEmailBackend().send_messages([EmailMessage("소식", "글", "a@b.example", [self.MAIL])])
        QueuedEmailBackend().send_messages([EmailMessage("소식", "글", "a@b.example", [f"x{self.MAIL}"])])
        self.other = other
        return resident

    def test_it_takes_the_word(self, client, leaver):
        assert client.post("/me/leave/", {"word": "네"}).status_code == 200
        assert Resident.objects.filter(pk=leaver.pk).exists()

    def test_it_leaves_no_trace_of_who_one_was(self, client, leaver, section):
        assert places_of(self.MAIL)
        assert places_of(self.NAME)

        assert client.post("/me/leave/", {"word": "탈퇴합니다"}).url == "/me/left/"

        assert places_of(self.NAME) == []
        assert places_of("leaver-4242") == places_of("이탈퇴") == []
        # Another's mail that only looks alike is still sent.
        assert places_of(self.MAIL) == ["django_tasks_database.DBTaskResult"]
        assert places_of(f"x{self.MAIL}") == ["django_tasks_database.DBTaskResult"]
        assert section == [leaver.pk]
        assert client.get("/me/left/").status_code == 200

    def test_it_ends_every_session_at_once(self, client, leaver):
        client.post("/me/leave/", {"word": "탈퇴합니다"})

        assert not signed_in(client)
        assert self.other.get("/me/").url.startswith("/me/sign-in/")

    def test_the_voice_and_the_number_in_the_log_stay(self, client, leaver):
        client.post("/me/leave/", {"word": "탈퇴합니다"})

        assert Voice.objects.filter(pk=leaver.voice_id, resident__isnull=True).exists()
        row = AccessLog.objects.get(verb=Verb.FORGOTTEN)
        assert (row.actor_id, row.reason) == (leaver.user_id, "탈퇴")
        assert AccessLog.objects.filter(actor_id=leaver.user_id, verb=Verb.SIGN_IN).exists()
        assert AccessLog.objects.verify_chain().is_whole

    def test_a_section_that_fails_keeps_everything(self, leaver, section):
        def refuse(resident):
            raise RuntimeError

        mine.register(mine.MineSection(name="parcels", label="내 꾸러미", leave=refuse))

        with pytest.raises(RuntimeError):
            leave(leaver)

        assert User.objects.filter(email=self.MAIL).exists()

    def test_who_works_here_too_stays_at_work(self, office, district):
        resident = ResidentFactory(user=office)

        leave(resident)

        assert User.objects.filter(pk=office.pk).exists()
        assert not Resident.objects.filter(pk=resident.pk).exists()
