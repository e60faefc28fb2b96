"""Synonyms: what a group may be, how the shipped ones come, and that the next search knows a new one."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from common.versions import content_version
from directory.models import Dong, LegalDong
from search import lexicons
from search.apps import bring_shipped_synonyms
from search.korean.lexicon import INITIAL_SYNONYMS, read_synonyms
from search.korean.understanding import understand
from search.models import Synonym
from search.synonyms import LONGEST, bring_shipped, checked, in_use, read_line, same_as

pytestmark = pytest.mark.django_db


def messages_of(words, instead=""):
    with pytest.raises(ValidationError) as refused:
        checked(words, instead)
    return refused.value.message_dict


class TestGroup:
    def test_words_are_kept_clean_once_each_and_in_their_order(self):
        assert checked(" 어르신 ,노인，  노 인、 LH, lh", "") == ("어르신, 노인, 노 인, LH", "")

    def test_one_of_several_words_may_stand_for_the_others(self):
        assert checked("다이어트, 비만", "비만") == ("다이어트, 비만", "비만")

    def test_decomposed_hangul_is_composed(self):
        assert checked(unicodedata.normalize("NFD", "어르신, 노인"), "") == ("어르신, 노인", "")

    @pytest.mark.parametrize(
        ("words", "instead", "field", "said"),
        [
            ("", "", "words", "찾는 말을"),
            (" , ,", "노인", "words", "찾는 말을"),
            ("어르신", "", "words", "두 개 이상"),
            ("어르신, 어르신", "", "words", "두 개 이상"),
            ("어르신, 노인", "노인, 어르신", "instead", "양쪽이 같습니다"),
            ("가" * 31 + ", 노인", "", "words", "너무 깁니다"),
            ("어르신, !!", "", "words", "글자가 없습니다"),
            ("어르신=노인, 고령자", "", "words", "등호"),
            (", ".join(f"말{number}" for number in range(41)), "", "words", "40개까지"),
            (", ".join(f"{'가' * 28}{number}" for number in range(10, 20)), "", "words", f"{LONGEST}자까지"),
        ],
    )
    def test_what_cannot_be_kept_is_refused_with_a_sentence(self, words, instead, field, said):
        assert said in messages_of(words, instead)[field][0]

    @pytest.mark.parametrize(
        ("line", "kept"),
        [
            ("어르신, 노인", ("어르신, 노인", "")),
            ("어르신=노인", ("어르신, 노인", "")),
            ("할머니, 할아버지 => 노인", ("할머니, 할아버지", "노인")),
            ("할머니→노인", ("할머니", "노인")),
        ],
    )
    def test_a_line_is_read_as_people_write_it(self, line, kept):
        assert read_line(line) == kept

    def test_an_arrow_to_nothing_is_refused(self):
        with pytest.raises(ValidationError, match="화살표 뒤에"):
            read_line("할머니 =>")

    def test_the_order_of_words_makes_no_other_group(self):
        known = Synonym.objects.create(words="가나말, 다라말")

        assert same_as("다라말, 가나말", "") == known
        assert same_as("다라말", "가나말") is None


class TestShipped:
    @pytest.fixture
    def bring(self, tmp_path):
        Synonym.objects.all().delete()
        path = tmp_path / "synonyms.txt"

        def bring(text):
            path.write_text(text, encoding="utf-8")
            bring_shipped(path=path)
            return sorted(map(str, Synonym.objects.all()))

        return bring

    def test_they_are_there_after_a_migrate(self):
        Synonym.objects.all().delete()
        shipped = list(read_synonyms(INITIAL_SYNONYMS.read_text(encoding="utf-8")))

        bring_shipped_synonyms(sender=None)

        assert Synonym.objects.exclude(shipped_as="").count() == len(shipped) > 0

    def test_every_shipped_line_would_be_accepted_by_the_form_and_has_its_own_key(self):
        shipped = list(read_synonyms(INITIAL_SYNONYMS.read_text(encoding="utf-8")))

        for words, instead, _both_ways in shipped:
            assert checked(", ".join(words), ", ".join(instead)) == (", ".join(words), ", ".join(instead))
        keys = [(words[0], both_ways) for words, _instead, both_ways in shipped]
        assert len(set(keys)) == len(keys)

    def test_twice_changes_nothing(self, bring):
        once = bring("어르신, 노인\n할머니 => 노인")

        assert bring("어르신, 노인\n할머니 => 노인") == once == ["어르신, 노인", "할머니 => 노인"]

    def test_what_the_district_left_alone_follows_the_product(self, bring):
        bring("어르신, 노인\n할머니 => 노인")

        assert bring("어르신, 노인, 고령자") == ["어르신, 노인, 고령자"]

    def test_what_the_district_edited_or_switched_off_stays_so(self, bring):
        bring("어르신, 노인\n할머니 => 노인\n옛말, 새말")
        Synonym.objects.filter(words="어르신, 노인").update(words="어르신, 실버")
        Synonym.objects.filter(instead="노인").update(is_on=False)
        Synonym.objects.filter(words="옛말, 새말").update(words="옛말, 새말, 요즘말")

        found = bring("어르신, 노인, 고령자\n할머니 => 노인, 고령자")

        assert found == ["어르신, 실버", "옛말, 새말, 요즘말", "할머니 => 노인, 고령자"]
        assert not Synonym.objects.get(words="할머니").is_on
        assert Synonym.objects.get(words="옛말, 새말, 요즘말").shipped_as == ""

    def test_the_district_s_own_group_is_never_touched_or_doubled(self, bring):
        Synonym.objects.create(words="어르신, 노인", is_on=False)

        assert bring("어르신, 노인") == ["어르신, 노인"]
        assert not Synonym.objects.get().is_on


class TestDongs:
    def test_official_old_and_legal_names_find_the_dong(self):
        Dong.objects.all().delete()
        LegalDong.objects.all().delete()
        new = Dong.objects.create(code="1123060000", name="용신동", official_name="용신동")
        old = Dong.objects.create(code="1123051000", name="용두1동", official_name="용두제1동")
        old.successors.add(new)
        LegalDong.objects.create(code="1123010200", name="용두동").dongs.add(new)

        found = {(synonym.words, synonym.instead) for synonym in in_use()}

        assert (("용두1동", "용두제1동"), ()) in found
        assert (("용두1동",), ("용신동",)) in found
        assert (("용두동",), ("용신동",)) in found
        assert (("용신동", "용신동"), ()) not in found


@pytest.fixture
def desk(client, secretariat):
    client.force_login(secretariat)
    return client


def stands_for(text):
    """All units that may stand for what was asked."""
    found = understand(text, lexicons.current())
    return {unit for concept in found.concepts for choice in concept.alternatives for unit in choice.units}


class TestScreens:
    def test_the_next_search_knows_what_the_secretariat_added(self, desk):
        before = stands_for("꿀벌지기")

        answer = desk.post(reverse("synonyms:add"), {"words": "꿀벌지기, 노인", "instead": "", "is_on": "on"})

        assert answer.status_code == 302
        assert "노인" not in before
        assert "노인" in stands_for("꿀벌지기")

    def test_cached_answers_go_with_every_change(self, desk):
        versions = [content_version()]
        given = {"words": "가나말, 다라말", "instead": "", "is_on": "on"}
        desk.post(reverse("synonyms:add"), given)
        row = Synonym.objects.get(words="가나말, 다라말")
        versions.append(content_version())
        desk.post(reverse("synonyms:edit", args=[row.pk]), {"words": "가나말", "instead": "다라말"})
        versions.append(content_version())
        desk.post(reverse("synonyms:paste"), {"lines": "마바말 => 사아말"})
        versions.append(content_version())
        desk.post(reverse("synonyms:delete", args=[row.pk]))
        versions.append(content_version())

        assert len(set(versions)) == 5

    def test_one_that_is_switched_off_or_deleted_is_forgotten(self, desk):
        row = Synonym.objects.create(words="꿀벌지기, 노인")
        assert "노인" in stands_for("꿀벌지기")

        desk.post(reverse("synonyms:edit", args=[row.pk]), {"words": "꿀벌지기, 노인", "instead": ""})
        assert "노인" not in stands_for("꿀벌지기")

    def test_it_is_said_who_did_what(self, desk, secretariat):
        desk.post(reverse("synonyms:add"), {"words": "가나말, 다라말", "instead": "", "is_on": "on"})
        row = Synonym.objects.get(words="가나말, 다라말")
        desk.post(reverse("synonyms:edit", args=[row.pk]), {"words": "가나말, 마바말", "instead": ""})

        actions = ModelLogEntry.objects.for_instance(row).filter(user=secretariat)

        assert {entry.action for entry in actions} == {"wagtail.create", "wagtail.edit"}
        assert desk.get(reverse("synonyms:history", args=[row.pk])).status_code == 200

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"words": "", "instead": ""}, "찾는 말을 적어 주십시오."),
            ({"words": "홀로", "instead": ""}, "두 개 이상"),
            ({"words": "다라말, 가나말", "instead": ""}, "이미 있습니다: 가나말, 다라말."),
            ({"words": "가" * 301, "instead": ""}, f"{LONGEST}자까지"),
        ],
    )
    def test_bad_input_gets_a_sentence_and_is_not_lost(self, desk, given, said):
        Synonym.objects.create(words="가나말, 다라말")

        answer = desk.post(reverse("synonyms:add"), given | {"note": "적어 둔 메모"})

        assert answer.status_code == 200
        assert said in answer.content.decode()
        assert "적어 둔 메모" in answer.content.decode()

    def test_many_lines_are_added_once_and_the_known_are_named(self, desk):
        Synonym.objects.create(words="가나말, 다라말")
        lines = "# 새 낱말\n다라말, 가나말\n마바말=사아말\n\n자차말 => 카타말\n마바말, 사아말"

        answer = desk.post(reverse("synonyms:paste"), {"lines": lines}, follow=True)

        assert "2묶음을 넣었습니다. 이미 있는 2묶음" in answer.content.decode()
        assert Synonym.objects.filter(words__in=["마바말, 사아말", "자차말"]).count() == 2

    def test_one_bad_line_saves_none_and_loses_nothing(self, desk):
        answer = desk.post(reverse("synonyms:paste"), {"lines": "마바말, 사아말\n홀로\n자차말 =>"})

        told = answer.content.decode()
        assert "2번째 줄: 뜻이 같은 말을" in told
        assert "3번째 줄: 화살표 뒤에" in told
        assert "마바말, 사아말" in told
        assert not Synonym.objects.filter(words="마바말, 사아말").exists()

    def test_a_shipped_one_is_switched_off_not_deleted(self, desk):
        row = Synonym.objects.exclude(shipped_as="").first()

        answer = desk.post(reverse("synonyms:delete", args=[row.pk]), follow=True)

        assert "처음부터 들어 있던" in answer.content.decode()
        assert Synonym.objects.filter(pk=row.pk).exists()

    def test_a_word_that_was_missed_stands_in_the_form(self, desk):
        answer = desk.get(reverse("synonyms:add"), {"words": "  밑반찬 배달 "})

        assert "밑반찬 배달" in answer.content.decode()
        assert answer.context["form"].instance.words == "밑반찬 배달"

    def test_the_list_is_searched_and_filtered(self, desk):
        Synonym.objects.create(words="가나말, 다라말", note="우리 메모", is_on=False)

        def listed(**asked):
            return desk.get(reverse("synonyms:index"), asked).content.decode()

        assert "가나말" in listed(q="우리 메모")
        assert "가나말" in listed(origin="ours", is_on="false")
        assert "가나말" not in listed(origin="shipped")
        assert "가나말" not in listed(is_on="true")
