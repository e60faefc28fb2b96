"""The engine: bounded, ranked, in one order, whatever the backend."""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from common.querysets import PublicPageQuerySet
from directory.models import Benefit
from search import engine, lexicons
from search.backend import plans
from search.backend.expressions import All, Word
from search.engine import look_up
from search.korean.lexicon import Lexicon
from search.korean.understanding import Alternative, Concept, Understanding
from tests.factories import BenefitFactory, NewsPageFactory


def everything():
    return [PublicPageQuerySet(Page).published(), Benefit.objects.listed()]


@pytest.fixture
def things(agency_a):
    page = NewsPageFactory(parent=agency_a.page, title="치매 검사")
    hidden = BenefitFactory(title="치매 약값", is_hidden=True)
    benefit = BenefitFactory(title="치매 약값 지원")
    lexicons.renew()
    lexicons.forget()
    return page, benefit, hidden


class TestLookUp:
    def test_it_finds_pages_and_benefits_that_are_public(self, things):
        page, benefit, hidden = things

        assert {(hit.content_type_id, hit.pk) for hit in look_up("치매", everything()).hits} == {
            (page.content_type_id, page.pk),
            (look_up("약값", everything()).hits[0].content_type_id, benefit.pk),
        }

    def test_the_best_come_first_and_the_order_is_total(self, things, agency_a):
        twins = [NewsPageFactory(parent=agency_a.page, title="치매 쉼터") for _ in range(3)]
        lexicons.renew()
        lexicons.forget()

        found = look_up("치매 쉼터", everything()).hits

        assert [hit.pk for hit in found[:3]] == [page.pk for page in twins]
        assert found[0].share == 1 > found[-1].share

    def test_no_more_than_the_limit_and_it_says_so(self, things):
        assert len(look_up("치매", everything(), limit=1).hits) == 1
        assert look_up("치매", everything(), limit=1).is_capped
        assert not look_up("치매", everything()).is_capped

    def test_one_statement_or_two_where_few_say_all_of_it(self, things, django_assert_num_queries):
        look_up("치매", everything())
        lexicon = lexicons.current()
        understanding = engine.understand("치매 검사 약값", lexicon)
        backend = engine.get_search_backend()

        with django_assert_num_queries(2):
            engine.ranked(backend, understanding, lexicon, everything())
        with django_assert_num_queries(1):
            engine.ranked(backend, engine.understand("치매", lexicon), lexicon, everything())

    def test_initials_are_ranked(self, things):
        page, *_ = things

        assert look_up("ㅊㅁㄱㅅ", everything()).hits[0].pk == page.pk

    def test_nothing_asked_is_nothing_found(self, things):
        assert look_up(" ", everything()).hits == []
        assert look_up("치매", [Page.objects.none()]).hits == []


class Server:
    """A backend that is not ours: no candidates, and no idea of who may see what."""

    def search(self, text, queryset):
        self.asked = text
        return self.Results(queryset)

    class Results(list):
        def annotate_score(self, name):
            for number, thing in enumerate(self):
                setattr(thing, name, 1.0 / (1 + number))
            return self


def test_a_server_of_its_own_may_answer_and_only_the_public_is_shown(things, monkeypatch):
    page, benefit, _hidden = things
    monkeypatch.setattr(engine, "get_search_backend", Server)
    page.unpublish()

    found = look_up("치매", everything())

    kind = ContentType.objects.get_for_model(Benefit).pk
    assert {hit.pk for hit in found.hits if hit.content_type_id == kind} == {benefit.pk}
    assert (page.content_type_id, page.pk) not in {hit[:2] for hit in found.hits}
    assert all(hit.share == 1 for hit in found.hits)


class TestPlans:
    lexicon = Lexicon(100_000, {"치매": 50, "복지": 60_000, "센터": 30_000})

    def understanding(self, *words, **weights):
        concepts = [Concept((Alternative((word,)),), weights.get(word, 1.0)) for word in words]
        return Understanding("", "", concepts=tuple(concepts))

    def test_a_common_word_is_not_looked_for_alone_in_texts(self):
        arms = plans.partial(self.understanding("치매", "복지"), self.lexicon)

        assert [arm.anywhere for arm in arms] == [Word("치매")]

    def test_titles_come_first_where_texts_are_too_many(self):
        columns = [
            [arm.column for arm in plans.whole(self.understanding(*words), self.lexicon, 1000)]
            for words in (("복지",), ("복지", "치매"))
        ]

        assert columns == [[plans.TITLE, plans.ANYWHERE], [plans.ANYWHERE]]

    def test_an_alternative_is_looked_for_by_its_rarest_unit(self):
        concept = Concept((Alternative(("복지", "치매")), Alternative(("센터",), 0.7)))
        (arm,) = plans.whole(Understanding("", "", concepts=(concept,)), self.lexicon, 100_000)

        assert set(arm.expression.parts) == {Word("치매"), Word("센터")}

    def test_every_question_is_bounded(self):
        asked = self.understanding("복지", "센터")
        arms = [*plans.whole(asked, self.lexicon, 1000), *plans.partial(asked, self.lexicon)]

        assert len(arms) == 3
        assert all(arm.limit <= 1000 for arm in arms)

    def test_the_rarest_is_never_the_one_left_out(self):
        expression = plans.all_but_one(self.understanding("치매", "복지", "센터"), self.lexicon)

        assert all(isinstance(part, All) and Word("치매") in part.parts for part in expression.parts)

    def test_a_word_that_nobody_wrote_may_be_left_out(self):
        expression = plans.all_but_one(self.understanding("치매", "없는말"), self.lexicon)

        assert expression == Word("치매")
