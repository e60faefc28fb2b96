"""표창: a name is told by consent alone, gone with it, and held back before elections."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Site

from accounts.models import AccessLog, Verb
from pages.fair.actions import withdraw
from pages.models import Award, AwardKind, DistrictSettings
from tests.factories.fair import AwardFactory, FairPageFactory
from tests.pages.fair.conftest import text

PAGES = ("/fair/2026/", "/fair/awards/", "/api/v2/pages/?type=pages.FairPage&fields=*")
NAMED, SECRET = "밝힌이름", "숨긴이름"


@pytest.fixture
def named(fair):
    return AwardFactory(recipient=NAMED, affiliation="밝힌소속", merit="밝힌공적", agreed=True)


@pytest.fixture
def secret(fair):
    return AwardFactory(recipient=SECRET, affiliation="숨긴소속", merit="숨긴공적")


@pytest.fixture
def hold(db):
    def between(first, last):
        settings = DistrictSettings.for_site(Site.objects.get())
        settings.awards_held_from, settings.awards_held_until = first, last
        settings.save()

    return between


class TestConsent:
    @pytest.mark.parametrize("url", PAGES)
    def test_whoever_agreed_is_named(self, client, named, url):
        page = text(client.get(url))

        assert all(word in page for word in (NAMED, "밝힌소속", "밝힌공적"))

    @pytest.mark.parametrize(
        "url",
        [
            *PAGES,
            "/fair/",
            "/",
            "/search/?q=숨긴이름",
            "/api/search/?q=숨긴이름",
            "/sitemap.xml",
            "/fair/2026/fair.ics",
        ],
    )
    def test_whoever_did_not_is_nowhere(self, client, secret, url):
        page = text(client.get(url)).replace("?q=숨긴이름", "")

        if "search" not in url:  # which says the words that were looked for
            assert SECRET not in page
        assert "숨긴소속" not in page
        assert "숨긴공적" not in page

    def test_that_somebody_was_honoured_is_told(self, client, secret):
        assert "1명(이름 비공개)" in text(client.get("/fair/2026/"))

    def test_editors_of_the_page_do_not_see_the_name_either(self, client, secret, fair, secretariat):
        client.force_login(secretariat)

        assert SECRET not in text(client.get(f"/admin/pages/{fair.pk}/edit/"))
        assert SECRET not in text(client.get(f"/admin/pages/{fair.pk}/view_draft/"))
        assert SECRET not in str(fair.latest_revision.content)

    def test_the_database_keeps_a_name_back_without_the_day_of_consent(self, secret):
        with pytest.raises(IntegrityError), transaction.atomic():
            Award.objects.filter(pk=secret.pk).update(is_public=True)

    def test_and_after_it_was_withdrawn(self, named):
        with pytest.raises(IntegrityError), transaction.atomic():
            Award.objects.filter(pk=named.pk).update(withdrawn_on=date(2026, 11, 20))

    @pytest.mark.parametrize("url", PAGES)
    def test_taken_back_it_is_gone_without_publishing_anew(
        self, client, named, secretariat, settings, url, django_capture_on_commit_callbacks
    ):
        settings.PAGE_CACHE = True
        assert NAMED in text(client.get(url))

        with django_capture_on_commit_callbacks(execute=True):
            withdraw(named, by=secretariat)

        assert NAMED not in text(client.get(url))

    def test_it_is_taken_back_once(self, named, secretariat):
        withdraw(named, by=secretariat)

        with pytest.raises(ValidationError):
            withdraw(named, by=secretariat)

    def test_no_log_repeats_the_name(self, client, named, secretariat):
        client.force_login(secretariat)
        client.post(f"/admin/awards/{named.pk}/withdraw/")

        assert Award.objects.get().withdrawn_on == date(2026, 11, 25)
        assert NAMED not in str(named)
        assert not AccessLog.objects.filter(object_label__contains=NAMED).exists()


class TestElections:
    """공직선거법 제86조: both days of the hold are in it."""

    @pytest.mark.parametrize("url", PAGES)
    @pytest.mark.parametrize(
        ("first", "last", "is_held"),
        [
            (0, 0, True),
            (1, 5, False),
            (-5, -1, False),
            (-5, 0, True),
            (0, None, True),
            (None, 0, True),
            (None, -1, False),
        ],
    )
    def test_awards_are_off_the_pages_between_the_days(self, client, named, hold, url, first, last, is_held):
        today = date(2026, 11, 25)
        hold(*(None if days is None else today + timedelta(days=days) for days in (first, last)))

        assert (NAMED not in text(client.get(url))) == is_held

    def test_nor_is_told_how_many_there_are(self, client, secret, hold):
        hold(date(2026, 11, 1), None)

        page = text(client.get("/fair/2026/"))

        assert "이름 비공개" not in page
        assert "공직선거법" in page

    def test_the_last_day_is_not_before_the_first(self, hold):
        with pytest.raises(IntegrityError), transaction.atomic():
            hold(date(2026, 11, 2), date(2026, 11, 1))


class TestLists:
    def test_a_fair_shows_its_own_year(self, client, named):
        FairPageFactory(day=date(2025, 9, 7))
        AwardFactory(recipient="작년분", year=2025, agreed=True)

        assert "작년분" not in text(client.get("/fair/2026/"))
        assert "작년분" in text(client.get("/fair/2025/"))

    def test_the_archive_goes_over_all_years_also_without_a_page(self, client, named):
        AwardFactory(recipient="옛날분", year=2017, agreed=True)

        page = text(client.get("/fair/awards/"))

        assert (
            page.index("2026년</h2>") < page.index(NAMED) < page.index("2017년</h2>") < page.index("옛날분")
        )
        assert NAMED not in text(client.get("/fair/awards/?year=2017"))

    @pytest.mark.parametrize("query", ["year=x", "year=99999999999999999999", "page=-1", "kind=1e9"])
    def test_what_makes_no_sense_is_left_out(self, client, named, query):
        assert NAMED in text(client.get(f"/fair/awards/?{query}"))

    def test_kinds_stand_in_the_secretariats_order(self, client, fair):
        for label in ("구의회의장", "서울시장", "구청장"):
            AwardFactory(kind=AwardKind.objects.get(label=label), agreed=True)

        kinds = client.get("/fair/2026/").context["facts"]["awards"]["kinds"]

        assert [row["kind"]["label"] for row in kinds] == ["서울시장", "구청장", "구의회의장"]


class TestScreens:
    FORM = {"year": "2026", "recipient": "새이름", "order": "0", "affiliation": "", "merit": ""}

    def post(self, client, **told):
        kind = AwardKind.objects.get(label="구청장").pk
        return client.post("/admin/awards/new/", self.FORM | {"kind": kind} | told)

    def test_a_name_without_consent_is_noted(self, client, fair, secretariat):
        client.force_login(secretariat)
        self.post(client)

        award = Award.objects.get()
        assert (award.recipient, award.is_public, award.site) == ("새이름", False, Site.objects.get())

    @pytest.mark.parametrize("consented_on", ["", "2026-11-26"])
    def test_made_public_it_needs_the_day_of_consent(self, client, fair, secretariat, consented_on):
        client.force_login(secretariat)
        response = self.post(client, is_public="on", consented_on=consented_on)

        assert "consented_on" in response.context["form"].errors
        assert not Award.objects.exists()

    def test_after_a_withdrawal_it_needs_a_new_one(self, client, named, secretariat):
        withdraw(named, by=secretariat)
        client.force_login(secretariat)
        url = f"/admin/awards/edit/{named.pk}/"
        form = self.FORM | {"kind": named.kind_id, "is_public": "on"}

        assert client.post(url, form | {"consented_on": "2026-11-01"}).status_code == 200
        assert client.post(url, form | {"consented_on": "2026-11-25"}).status_code == 302
        assert Award.objects.get().is_public

    def test_every_look_is_written_down(self, client, secret, secretariat):
        client.force_login(secretariat)

        assert SECRET in text(client.get("/admin/awards/"))
        assert AccessLog.objects.filter(verb=Verb.VIEWED, actor=secretariat).count() == 1

    def test_agencies_see_none(self, client, secret, editor_a):
        client.force_login(editor_a)

        assert SECRET not in text(client.get("/admin/awards/", follow=True))

    def test_a_kind_that_is_used_stays(self, client, secret, secretariat):
        client.force_login(secretariat)
        client.post(f"/admin/award_kinds/delete/{secret.kind_id}/")

        assert AwardKind.objects.filter(pk=secret.kind_id).exists()
