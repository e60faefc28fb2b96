"""The words that every fresh database knows."""

from datetime import date

import pytest
from django.db import connection

from directory.models import Dong, FacilityKind, Term


class TestDongs:
    @pytest.mark.parametrize(("day", "name"), [(date(2025, 6, 30), "용신동"), (date(2025, 7, 1), "신설동")])
    def test_yongsin_gave_way_to_two_on_the_first_of_july_2025(self, db, time_machine, day, name):
        time_machine.move_to(f"{day}T12:00:00+09:00")

        names = {dong.name for dong in Dong.objects.current()}
        assert names & {"용신동", "신설동"} == {name}

    def test_there_are_fifteen_and_the_retired_one_names_its_successors(self, db, time_machine):
        time_machine.move_to("2026-11-26T12:00:00+09:00")

        assert Dong.objects.current().count() == 15
        assert {dong.name for dong in Dong.objects.get(name="용신동").successors.all()} == {
            "신설동",
            "용두동",
        }
        assert Dong.objects.get(name="전농1동").official_name == "전농제1동"


class TestTerms:
    @pytest.mark.parametrize(
        ("axis", "code", "label"),
        [("life", "006", "노년"), ("household", "060", "한부모·조손"), ("topic", "120", "보호·돌봄")],
    )
    def test_they_have_the_codes_of_bokjiro(self, db, axis, code, label):
        assert Term.objects.get(axis=axis, code=code).label == label


class TestKinds:
    def test_they_are_a_tree_of_two_levels(self, db):
        kinds = FacilityKind.objects.exclude(code="test-kind")

        assert kinds.filter(parent=None).count() == 8
        assert not kinds.filter(parent__parent__isnull=False).exists()


class TestPageIndexes:
    def test_both_are_on_wagtails_page_table(self, db):
        with connection.cursor() as cursor:
            names = connection.introspection.get_constraints(cursor, "wagtailcore_page")

        assert {"page_hidden_sections", "page_in_menus"} <= set(names)
