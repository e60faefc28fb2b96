"""The one rule of what may leave the house."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.models import AgencyPage
from pages.models import NewsPage
from tests.factories import NewsPageFactory


@pytest.fixture
def news(agency_a):
    return NewsPageFactory(parent=agency_a.page)


class TestPublished:
    def test_a_live_page_is_published(self, news):
        assert list(NewsPage.objects.published()) == [news]

    def test_a_draft_is_not(self, agency_a):
        NewsPageFactory(parent=agency_a.page, live=False)

        assert not NewsPage.objects.published().exists()

    def test_a_page_below_an_unpublished_section_is_not(self, news, agency_a):
        agency_a.page.unpublish()

        assert not NewsPage.objects.published().exists()

    def test_a_page_below_an_expired_section_is_not(self, news, agency_a):
        AgencyPage.objects.filter(pk=agency_a.page.pk).update(expire_at=timezone.now())

        assert not NewsPage.objects.published().exists()

    def test_it_comes_back_with_its_section(self, news, agency_a):
        agency_a.page.unpublish()
        agency_a.page.refresh_from_db()
        agency_a.page.save_revision().publish(skip_permission_checks=True)

        assert list(NewsPage.objects.published()) == [news]

    def test_a_restriction_on_the_section_hides_it(self, news, agency_a):
        PageViewRestriction.objects.create(page=agency_a.page, restriction_type=PageViewRestriction.LOGIN)

        assert not NewsPage.objects.published().exists()

    def test_a_restriction_on_another_section_does_not(self, news, agency_b):
        PageViewRestriction.objects.create(page=agency_b.page, restriction_type=PageViewRestriction.LOGIN)

        assert NewsPage.objects.published().exists()

    @pytest.mark.parametrize(("minutes", "published"), [(-1, False), (1, True)])
    def test_a_page_past_its_expiry_is_not_even_before_the_runner_comes(self, news, minutes, published):
        NewsPage.objects.filter(pk=news.pk).update(expire_at=timezone.now() + timedelta(minutes=minutes))

        assert NewsPage.objects.published().exists() is published


class TestAgencyOfAPage:
    def test_it_is_the_section_the_page_stands_in(self, news, agency_a):
        assert news.agency == agency_a.page

    def test_a_copy_is_another_page_with_its_own_number(self, news, agency_b):
        copy = news.copy(to=agency_b.page, update_attrs={"slug": "copy"}, copy_revisions=True)
        copy.save_revision().publish(skip_permission_checks=True)

        copy.refresh_from_db()
        assert copy.uuid != news.uuid
        assert copy.agency_id == agency_b.page.pk
