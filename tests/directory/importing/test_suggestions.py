"""Two lists, or a list and an agency, may name one body: suggested by likeness, merged by nobody."""

import pytest

from directory.importing import suggestions
from directory.importing.suggestions import Body, compared, suggest
from directory.models import FacilityPage, MergeSuggestion
from tests.directory.importing.lists import FIRST, messages
from tests.factories import FacilityPageFactory

HERE, NEAR, FAR = (37.5872413, 127.0498265), (37.5872500, 127.0501000), (37.5700, 127.0300)


def body(title, phone="", address="", point=None, source=1):
    return Body(1, title, suggestions.fold_name(title), phone, address, point, source, 1)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (body("햇살복지관", phone="02-2249-3739"), body("햇살 복지관", phone="02-2249-3739")),
        (body("동대문노인종합복지관", point=HERE), body("서울시립동대문노인종합복지관", point=NEAR)),
        (body("누리데이케어", address="제기로33길25"), body("누리데이케어센터", address="제기로33길25")),
        (body("시립동대문실버케어센터"), body("시립동대문실버케어센터", address="왕산로1")),
    ],
)
def test_what_may_be_one_body(first, second):
    score, reasons = compared(first, second)

    assert 50 <= score <= 100
    assert reasons


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (body("햇살복지관", phone="02-2249-3739"), body("달빛어린이집", phone="02-2249-3739")),
        (body("햇살복지관", point=HERE), body("햇살복지관", point=FAR)),
        (body("햇살데이케어", address="가로1"), body("햇살요양원", address="가로1")),
        (body("햇살복지관"), body("햇빛마을도서관")),
    ],
)
def test_what_is_not(first, second):
    assert compared(first, second) is None


def test_two_lists_are_compared_and_nothing_is_merged(bring):
    bring(FIRST)
    run = bring("햇살데이케어,02-2249-3739", header="시설명,연락처", name="another.csv")

    suggestion = MergeSuggestion.objects.get()
    assert suggestion.first_id < suggestion.second_id
    assert suggestion.reasons == ["이름이 같습니다.", "전화번호가 같습니다."]
    assert FacilityPage.objects.count() == 2
    assert len(messages(run, "guess")) == 1


def test_what_was_decided_is_not_asked_again(bring):
    bring(FIRST)
    bring("햇살데이케어,02-2249-3739", header="시설명,연락처", name="another.csv")
    MergeSuggestion.objects.update(state="different")

    bring(FIRST.replace(",30,", ",31,"))

    assert MergeSuggestion.objects.get().state == "different"


def test_two_rows_of_one_list_are_the_lists_affair(bring):
    bring(FIRST, FIRST.replace("A1", "A2"))

    assert not MergeSuggestion.objects.exists()


def test_a_facility_an_agency_wrote_is_compared_too(bring, agency_a):
    own = FacilityPageFactory(parent=agency_a.page, title="햇살데이케어", phone="02-2249-3739")

    bring(FIRST)

    assert MergeSuggestion.objects.get().first_id == own.pk


def test_what_many_share_says_nothing_and_costs_nothing(bring, monkeypatch):
    """Bodies at one telephone are not compared with each other: the cost grows with the list, not its square."""
    bring("햇살,02-2249-3739", header="시설명,전화번호", name="first.csv")
    names = [f"{'가나다라마바사'[n % 7]}{'하파타카차'[n // 7]}{n}센터{n},02-2249-3739" for n in range(30)]
    compared_pairs = []
    monkeypatch.setattr(suggestions, "compared", lambda *pair: compared_pairs.append(pair))

    bring(*names, header="시설명,전화번호", name="second.csv")

    assert not compared_pairs


def test_suggesting_costs_a_constant_number_of_queries(bring, django_assert_max_num_queries):
    bring(FIRST)
    bring("햇살데이케어,02-2249-3739", header="시설명,연락처", name="another.csv")
    with django_assert_max_num_queries(4):
        suggest(FacilityPage.objects.values_list("pk", flat=True))
