"""Where a search server, or Wagtail's own index, stands in our engine's place: settings, and the seams."""

import json
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from common.looking import look_for
from directory.models import Benefit
from search import checks, servers
from search.engine import look_up
from tests.factories import BenefitFactory, NewsPageFactory

STOCK = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}


class Recorder:
    """A client that writes down what it is asked to do and does nothing."""

    said = []

    def __init__(self, **options):
        self.options, self.indices = options, self

    def __getattr__(self, verb):
        return lambda *args, **kwargs: self.said.append((verb, kwargs)) or {}

    def exists(self, **_index):
        return False

    exists_alias = exists


@pytest.fixture
def client_library(monkeypatch):
    """OpenSearch's client as far as it is imported, with nobody at the other end."""
    client, helpers = ModuleType("opensearchpy"), ModuleType("opensearchpy.helpers")
    client.OpenSearch, client.NotFoundError, client.helpers = Recorder, LookupError, helpers
    client.__spec__ = ModuleSpec("opensearchpy", None)
    helpers.bulk = lambda es, actions, **kwargs: Recorder.said.append(("bulk", {"actions": list(actions)}))
    monkeypatch.setattr(Recorder, "said", [])
    for module in (client, helpers):
        monkeypatch.setitem(sys.modules, module.__name__, module)


@pytest.fixture
def opensearch(client_library, settings):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": servers.backend_settings("opensearch", "http://127.0.0.1:9200", "nurinet")
    }
    yield get_search_backend()
    for name in ("modelsearch.backends.opensearch2", "modelsearch.backends.opensearch3"):
        sys.modules.pop(name, None)
    sys.modules.pop("wagtail.search.backends.opensearch3", None)


class TestSettings:
    def test_nothing_said_means_our_own_engine(self):
        assert servers.backend_settings("", "", "nurinet") == {"BACKEND": "search.backend"}

    @pytest.mark.parametrize(
        ("kind", "url", "told"),
        [
            ("solr", "http://127.0.0.1:9200", "may be empty, opensearch or elasticsearch"),
            ("opensearch", "", "SEARCH_URL must be"),
            ("opensearch", "127.0.0.1:9200", "SEARCH_URL must be"),
            ("elasticsearch", "http://127.0.0.1:9200", "pip install 'elasticsearch>=9,<10'"),
        ],
    )
    def test_half_a_configuration_is_refused_at_start(self, monkeypatch, kind, url, told):
        monkeypatch.setattr(servers, "find_spec", lambda name: None)

        with pytest.raises(ImproperlyConfigured, match=told.replace(".", r"\.")):
            servers.backend_settings(kind, url, "nurinet")

    def test_texts_are_kept_whole_and_in_parts_and_questions_know_synonyms(self):
        analysis = servers.korean_analysis()
        texts, questions = (analysis["analyzer"][name] for name in ("default", "default_search"))

        assert analysis["tokenizer"][texts["tokenizer"]]["decompound_mode"] == "mixed"
        assert analysis["tokenizer"][questions["tokenizer"]]["decompound_mode"] == "discard"
        assert "돌봄" in analysis["tokenizer"]["korean_texts"]["user_dictionary_rules"]
        assert questions["filter"][-1] == "korean_synonyms"
        assert "korean_synonyms" not in texts["filter"]

    def test_what_stands_before_an_arrow_is_still_searched_for(self):
        lines = servers.korean_analysis()["filter"]["korean_synonyms"]["synonyms"]
        arrows = [line.split(" => ") for line in lines if "=>" in line]

        assert arrows
        assert all(right.split(", ")[0] == left for left, right in arrows)


class TestOpenSearch:
    def test_its_indexes_are_made_with_nori(self, opensearch):
        opensearch.get_index_for_model(Page).put()

        ((verb, said),) = Recorder.said
        body = said["body"]["settings"]["analysis"]
        assert (verb, said["index"]) == ("create", "nurinet_wagtailcore_page")
        assert body["tokenizer"]["korean_texts"]["type"] == "nori_tokenizer"
        assert body["analyzer"]["default"]["tokenizer"] == "korean_texts"
        assert "edgengram_analyzer" in body["analyzer"]
        json.dumps(said)

    def test_no_text_names_an_analyser_that_would_pass_nori_by(self, opensearch):
        fields = opensearch.mapping_class(Benefit).get_mapping()["properties"]

        assert fields["title"]["type"] == "text"
        assert "analyzer" not in fields["title"]
        assert "analyzer" not in fields["_all_text"]

    @pytest.mark.django_db
    def test_what_is_published_goes_to_it(self, opensearch, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="치매안심센터 소식")
        page.save_revision().publish()

        sent = [said for verb, said in Recorder.said if verb == "index"]
        assert [said["body"]["title"] for said in sent if said["id"] == str(page.pk)][-1] == page.title


@pytest.mark.django_db
class TestWagtailsOwnIndex:
    """Any backend of Wagtail's may stand there; its own in the database is the one that can be asked here."""

    @pytest.fixture(autouse=True)
    def stock(self, agency_a, district):
        with override_settings(WAGTAILSEARCH_BACKENDS=STOCK):
            self.public = NewsPageFactory(parent=agency_a.page, title="치매 검사 무료")
            self.draft = NewsPageFactory(parent=agency_a.page, title="치매 검사 초안", live=False)
            self.benefit = BenefitFactory(title="치매 치료비")
            yield

    def test_the_engine_asks_it_and_lets_out_what_is_allowed(self):
        pages = Page.objects.live().type(type(self.public))
        found = look_up("치매", [pages, Benefit.objects.listed()])

        assert {hit.pk for hit in found.hits} == {self.public.pk, self.benefit.pk}

    def test_the_page_and_the_json_of_the_search(self, client):
        items = client.get("/search/?q=치매").context["items"]
        assert {item["title"] for item in items} == {"치매 검사 무료", "치매 치료비"}
        titles = [item["title"] for item in client.get("/api/search/?q=치매").json()["items"]]
        assert set(titles) == {"치매 검사 무료", "치매 치료비"}

    def test_lists_and_the_api(self, client):
        assert "치매 검사 무료" in client.get("/news/?q=치매").content.decode()
        answer = client.get("/api/v2/pages/?type=pages.NewsPage&search=치매").json()
        assert [item["title"] for item in answer["items"]] == ["치매 검사 무료"]
        assert list(look_for("치매", Benefit.objects.listed()).pks) == [self.benefit.pk]

    def test_the_admins_search(self, client, secretariat):
        client.force_login(secretariat)

        answer = client.get("/admin/pages/search/?q=치매").content.decode()
        assert "치매 검사 무료" in answer
        assert "치매 검사 초안" in answer


class TestAtStart:
    def test_a_python_without_the_analyser_is_told(self, monkeypatch):
        monkeypatch.setattr(checks, "find_spec", lambda name: None)

        assert [each.id for each in run_checks() if each.id.startswith("search.")] == ["search.W001"]

    def test_with_the_analyser_or_with_a_server_nothing_is_said(self, monkeypatch, settings):
        assert checks.there_is_an_analyser(None) == []
        monkeypatch.setattr(checks, "find_spec", lambda name: None)
        settings.WAGTAILSEARCH_BACKENDS = STOCK
        assert checks.there_is_an_analyser(None) == []
