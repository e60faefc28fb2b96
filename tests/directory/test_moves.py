"""A page belongs to the agency in whose section it stands."""

import pytest
from wagtail.models import Page

from tests.directory.review import fresh
from tests.factories import NewsPageFactory


@pytest.fixture
def news(agency_a):
    return NewsPageFactory(parent=agency_a.page)


def test_a_page_moved_to_another_section_changes_its_agency(news, agency_b):
    news.move(agency_b.page, pos="last-child")

    assert fresh(news).agency_id == agency_b.page.pk


def test_an_older_revision_does_not_bring_the_old_agency_back(news, agency_b):
    news.move(agency_b.page, pos="last-child")
    page = fresh(news)

    page.latest_revision.publish(skip_permission_checks=True)

    assert fresh(news).agency_id == agency_b.page.pk


def test_a_move_within_the_section_changes_nothing(news, agency_a):
    sibling = NewsPageFactory(parent=agency_a.page)

    news.move(sibling, pos="right")

    assert fresh(news).agency_id == agency_a.page.pk


def test_a_whole_section_moved_keeps_its_pages(news, agency_a, directory_index):
    Page.objects.get(pk=agency_a.page.pk).move(directory_index, pos="first-child")

    assert fresh(news).agency_id == agency_a.page.pk


def test_a_copy_in_another_section_belongs_to_it(news, agency_b):
    copy = news.copy(to=agency_b.page, update_attrs={"slug": "copy"})

    assert fresh(copy).agency_id == agency_b.page.pk
    assert not fresh(copy).workflow_in_progress
