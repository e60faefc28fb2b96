"""Nothing but live, public pages leaves: every answer of the API is searched for words that must not be there."""

import itertools
import json
import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from accounts.models import User
from directory.models import Agency, AgencyPage, FacilityPage
from pages.models import NewsPage
from tests.api.world import TYPES, a_body, a_document, an_image, fill, link
from tests.factories import BenefitFactory, EventPageFactory, FacilityPageFactory, NewsPageFactory

# Words no real text has; each begins with 숨은, so one search finds any of them.
MARK = "숨은"


def hidden(what):
    return f"{MARK}{what}뷁쀍"


@pytest.fixture(scope="module")
def hidden_things(module_rows):
    with module_rows():
        codes = ("agency-a", "agency-b")
        agencies = [Agency.objects.select_related("page", "collection").get(code=code) for code in codes]
        return hide(*agencies, User.objects.get(email="office@nurinet.example"))


@pytest.fixture
def secrets(hidden_things, module_files, db):
    return hidden_things


def hide(agency_a, agency_b, office):
    """Hidden things of every kind, and live pages that point at them in every way a page can point."""
    section, files = agency_a.page, agency_a.collection
    things = []

    def keep(thing):
        things.append(thing)
        return thing

    def draft(factory=NewsPageFactory, name="초안", **fields):
        return keep(
            factory(
                parent=section,
                title=hidden(name),
                slug=hidden(name),
                summary=hidden(name),
                live=False,
                **fields,
            )
        )

    closed = Collection.get_first_root_node().add_child(name=hidden("모음"))
    below = closed.add_child(name=hidden("아래모음"))
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    closed_image, closed_document = (
        keep(an_image(below, hidden("사진"))),
        keep(a_document(closed, hidden("문서"))),
    )
    draft_image, draft_document = (
        keep(an_image(files, hidden("초안사진"))),
        keep(a_document(files, hidden("초안문서"))),
    )

    draft_news = draft(image=draft_image, image_alt=hidden("대체"), body=a_body(draft_image, draft_document))
    venue = draft(FacilityPageFactory, "장소")
    private = keep(NewsPageFactory(parent=section, title=hidden("비공개"), slug=hidden("비공개")))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    expired = keep(NewsPageFactory(parent=section, title=hidden("만료"), slug=hidden("만료")))
    NewsPage.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    scheduled = draft(name="예약")
    scheduled.go_live_at = timezone.now() + timedelta(days=3)
    scheduled.save_revision(user=office).publish(user=office, skip_permission_checks=True)

    # A section that was taken down keeps live pages below it.
    below_hidden = keep(NewsPageFactory(parent=agency_b.page, title=hidden("아래"), slug=hidden("아래")))
    AgencyPage.objects.filter(pk=agency_b.page.pk).update(
        title=hidden("기관"), slug=hidden("기관"), draft_title=hidden("기관")
    )
    AgencyPage.objects.get(pk=agency_b.page.pk).unpublish()
    keep(Agency.objects.get(pk=agency_b.pk).page)

    for target in (draft_news, venue, private, expired, scheduled, below_hidden):
        NewsPageFactory(
            parent=section,
            title=f"가리킴 {target.pk}",
            slug=f"points-{target.pk}",
            body=a_body(closed_image, closed_document, target),
            image=closed_image,
            image_alt="",
            image_is_decorative=True,
        )
    live = EventPageFactory(parent=section, title="행사", slug="event", venue=venue)
    in_draft_only = NewsPageFactory(parent=section, title="고치는 중", slug="being-edited")
    in_draft_only.title, in_draft_only.summary = hidden("고침"), hidden("고침")
    in_draft_only.body = a_body(
        keep(an_image(files, hidden("새사진"))), keep(a_document(files, hidden("새문서")))
    )
    in_draft_only.save_revision()
    BenefitFactory(title=hidden("복지"), summary=hidden("복지"), is_hidden=True)
    BenefitFactory(title=hidden("떠난복지"), who=hidden("복지"), withdrawn_on=timezone.localdate())
    original = keep(NewsPageFactory(parent=section, title=hidden("원본"), slug=hidden("원본")))
    alias = original.create_alias(parent=section, update_slug="alias", log_action=None)
    NewsPage.objects.filter(pk=alias.pk).update(title="별칭", draft_title="별칭")
    PageViewRestriction.objects.create(page=original, restriction_type=PageViewRestriction.LOGIN)
    return {"things": things, "live": live, "draft": draft_news, "private": private, "venue": venue}


def ids_of(things):
    return {(type(thing)._meta.app_label, thing.pk) for thing in things}


def crawl(client):
    """Every answer there is to ask for, by its address."""
    answers = {}

    def ask(path):
        if path not in answers:
            answers[path] = client.get(path)
        return answers[path]

    types = [
        *TYPES.values(),
        "pages.HomePage",
        "pages.NewsIndexPage",
        "pages.StandardPage",
        "pages.EventPage,pages.NewsPage",
    ]
    lists = [f"/api/v2/{name}/" for name in ("pages", "images", "documents", "benefits")]
    lists += [f"/api/v2/pages/?type={name}" for name in types]
    for path, more in itertools.product(lists, ("", "fields=*", f"search={MARK}", "order=-title")):
        ask(f"{path}{'&' if '?' in path else '?'}{more}&limit=100")
    for answer in list(answers.values()):
        for item in answer.json()["items"]:
            ask(re.sub(r"^https?://[^/]+", "", item["meta"]["detail_url"]))
    return answers


def readable(answer):
    """All that an answer says, with its addresses in letters: a slug tells a title as well."""
    return unquote(json.dumps(answer.json(), ensure_ascii=False))


def test_no_hidden_word_is_in_any_answer(client, secrets, agency_a):
    fill(agency_a)
    answers = crawl(client)

    assert len(answers) > 60
    assert {answer.status_code for answer in answers.values()} == {200}
    told = [path for path, answer in answers.items() if MARK in readable(answer)]
    assert told == []


def test_no_hidden_thing_is_listed_or_referred_to_by_number(client, secrets):
    numbers = {thing.pk for thing in secrets["things"] if isinstance(thing, NewsPage)}
    numbers |= {secrets["venue"].pk}

    def referred(data):
        if isinstance(data, dict):
            yield data.get("id")
            yield from (number for value in data.values() for number in referred(value))
        elif isinstance(data, list):
            yield from (number for value in data for number in referred(value))

    for path, answer in crawl(client).items():
        if "/pages/" in path:
            assert not numbers & set(referred(answer.json())), path


def test_files_of_drafts_and_of_closed_collections_are_unseen(client, secrets):
    for endpoint in ("images", "documents"):
        assert client.get(f"/api/v2/{endpoint}/").json()["items"] == []
    for thing in secrets["things"]:
        endpoint = {"agencyimage": "images", "agencydocument": "documents"}.get(thing._meta.model_name)
        if endpoint:
            assert client.get(f"/api/v2/{endpoint}/{thing.pk}/").status_code == 404
            assert client.get(f"/api/v2/{endpoint}/find/?id={thing.pk}").status_code == 404


def test_no_address_of_a_hidden_file_is_told(client, secrets):
    """Answers hold addresses of documents and pictures; none of these may be a hidden one's."""
    everything = "\n".join(answer.content.decode() for answer in crawl(client).values())

    for thing in secrets["things"]:
        if hasattr(thing, "file"):
            name = thing.file.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
            assert thing._meta.model_name == "agencydocument" or name not in everything
            assert f"/documents/{thing.pk}/" not in everything or thing._meta.model_name == "agencyimage"


@pytest.mark.parametrize("name", ["child_of", "ancestor_of", "descendant_of", "translation_of"])
def test_the_tree_answers_for_a_hidden_page_as_for_none(client, secrets, name):
    def ask(number):
        answer = client.get(f"/api/v2/pages/?{name}={number}")
        return answer.status_code, _words(answer)

    for thing in (secrets["draft"], secrets["private"]):
        assert ask(thing.pk) == ask(987654) != ask(secrets["live"].pk)


def _words(answer):
    """All that is said, but for the number of the question."""
    return {name: value for name, value in answer.json().items() if name != "instance"}


def test_a_hidden_page_is_not_found_in_the_same_words_as_none(client, secrets):
    for thing in secrets["things"]:
        if hasattr(thing, "get_parent") and not isinstance(thing, AgencyPage):
            hidden_one, none = client.get(f"/api/v2/pages/{thing.pk}/"), client.get("/api/v2/pages/987654/")
            assert (hidden_one.status_code, _words(hidden_one)) == (none.status_code, _words(none))
            assert client.get(f"/api/v2/pages/find/?id={thing.pk}").status_code == 404
            path = thing.get_url() or ""
            assert client.get("/api/v2/pages/find/", {"html_path": path}).status_code == 404


def test_of_what_was_public_is_said_that_it_is_gone_and_nothing_else(client, secrets):
    (section,) = [thing for thing in secrets["things"] if isinstance(thing, AgencyPage)]

    answer = client.get(f"/api/v2/pages/{section.pk}/")
    assert answer.status_code == 410
    assert answer.json()["tombstone"]["uuid"] == str(section.uuid)
    assert MARK not in readable(answer)
    assert client.get(f"/api/v2/pages/find/?id={section.pk}").status_code == 404


def test_the_feed_of_changes_tells_nothing_hidden(client, secrets):
    answer = client.get("/api/changes/?records=true&limit=1000")

    assert MARK not in readable(answer)
    hidden_ids = {thing.pk for thing in secrets["things"] if hasattr(thing, "get_parent")}
    told = {item["id"] for item in answer.json()["items"] if item["action"] == "publish"}
    assert told
    assert not told & hidden_ids


@pytest.mark.parametrize(
    "name", ["image", "venue", "owner", "alias_of", "parent", "live_revision", "expire_at", "live"]
)
def test_hidden_relations_are_no_filters(client, secrets, name):
    for kind in TYPES.values():
        assert client.get(f"/api/v2/pages/?type={kind}&{name}={secrets['venue'].pk}").status_code == 400


def test_a_hidden_agency_is_no_filter_that_tells(client, secrets, agency_b):
    slug = AgencyPage.objects.get(pk=agency_b.page.pk).slug

    answer = client.get("/api/v2/pages/", {"type": "pages.NewsPage", "agency": slug})

    assert answer.json()["meta"]["total_count"] == 0


def test_the_draft_venue_is_left_out_of_the_event(client, secrets):
    answer = client.get(f"/api/v2/pages/{secrets['live'].pk}/").json()

    assert answer["venue"] is None
    assert answer["agency"]["title"] == "가나다복지관"


def test_the_same_event_names_its_venue_once_that_is_published(client, secrets):
    """The tests above would pass for an API that never tells anything."""
    venue = FacilityPage.objects.get(pk=secrets["venue"].pk)
    venue.save_revision().publish(skip_permission_checks=True)

    assert client.get(f"/api/v2/pages/{secrets['live'].pk}/").json()["venue"]["title"] == hidden("장소")


def test_a_link_to_a_draft_keeps_its_words_and_gets_its_address_with_publication(client, agency_a):
    draft = NewsPageFactory(parent=agency_a.page, slug="later", live=False)
    news = NewsPageFactory(parent=agency_a.page, slug="now", body=[("paragraph", link("page", draft))])

    def text():
        return client.get(f"/api/v2/pages/{news.pk}/").json()["body"][0]["value"]

    assert text() == "<p><a>여기</a></p>"
    draft.save_revision().publish(skip_permission_checks=True)
    assert text() == '<p><a href="http://testserver/directory/agency-a/later/">여기</a></p>'


def test_an_alias_does_not_name_its_hidden_original(client, secrets):
    (alias,) = client.get("/api/v2/pages/?slug=alias&fields=*").json()["items"]

    assert alias["meta"]["alias_of"] is None


def test_being_signed_in_opens_nothing(client, secrets, office):
    client.force_login(office)

    answer = client.get("/api/v2/pages/?type=pages.NewsPage&fields=*&limit=100")
    assert MARK not in readable(answer)
    assert not answer.cookies
