"""The content version follows what the public may see, and nothing else."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from wagtail.models import Collection, PageViewRestriction, Site

from common.signals import public_content_changed
from directory.models import Dong, FacilityKind, Term
from nurinet_cms.content_version import current_version, heal
from nurinet_cms.models import ContentChange
from pages.models import DistrictSettings
from tests.factories import AgencyImageFactory, NewsPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(agency_a):
    return NewsPageFactory(parent=agency_a.page)


@pytest.fixture
def changes():
    """A question: did the version change since the last time it was asked?"""
    seen = [ContentChange.objects.version()]

    def changed():
        seen.append(ContentChange.objects.version())
        return seen[-1] != seen[-2]

    changed()
    return changed


class TestWhatChangesTheVersion:
    def test_a_draft_edit_does_not(self, news, changes):
        changes()
        news.title = "아직 초안"
        news.save_revision()

        assert not changes()

    def test_a_new_draft_does_not(self, agency_a, changes):
        NewsPageFactory(parent=agency_a.page, live=False)

        assert not changes()

    def test_publishing_does(self, news, changes):
        changes()
        news.save_revision().publish(skip_permission_checks=True)

        assert changes()

    def test_unpublishing_does(self, news, changes):
        changes()
        news.unpublish()

        assert changes()

    def test_moving_and_reordering_do(self, news, agency_a, agency_b, changes):
        sibling = NewsPageFactory(parent=agency_a.page)
        changes()

        sibling.move(news, pos="left")
        assert changes()

        sibling.refresh_from_db()
        sibling.move(agency_b.page, pos="last-child")
        assert changes()

    def test_deleting_a_page_does(self, news, changes):
        changes()
        news.delete()

        assert changes()

    def test_saving_a_live_page_without_publishing_does(self, news, changes):
        changes()
        news.save()

        assert changes()

    def test_restricting_a_page_and_lifting_it_do(self, news, changes):
        changes()
        restriction = PageViewRestriction.objects.create(
            page=news, restriction_type=PageViewRestriction.LOGIN
        )
        assert changes()

        restriction.delete()
        assert changes()

    @pytest.mark.parametrize("model", [Term, Dong, FacilityKind, Collection, Site])
    def test_vocabularies_collections_and_sites_do(self, model, changes):
        thing = model.objects.first() or FacilityKind(code="test", label="시험")
        changes()
        thing.save()

        assert changes()

    def test_the_districts_settings_do(self, changes):
        settings = DistrictSettings.for_site(Site.objects.get(is_default_site=True))
        changes()
        settings.phone = "02-000-0000"
        settings.save()

        assert changes()

    def test_a_picture_changed_or_deleted_does(self, changes):
        picture = AgencyImageFactory()
        changes()

        picture.title = "다른 이름"
        picture.save()
        assert changes()

        picture.delete()
        assert changes()

    def test_a_suspended_agency_does(self, agency_a, changes):
        changes()
        agency_a.save()

        assert changes()

    def test_many_pictures_moved_at_once_do(self, changes, client, agency_a, settings):
        settings.STAFF_MFA_REQUIRED = False
        picture = AgencyImageFactory(collection=Collection.get_first_root_node())
        client.force_login(UserFactory(is_superuser=True))
        changes()

        address = reverse("wagtail_bulk_action", args=("directory", "agencyimage", "add_to_collection"))
        client.post(f"{address}?id={picture.pk}", {"collection": agency_a.collection.pk})

        picture.refresh_from_db()
        assert picture.collection == agency_a.collection
        assert changes()

    def test_a_lower_floor_may_say_so_itself(self, changes):
        public_content_changed.send(sender=None)

        assert changes()

    def test_the_command_does(self, changes, capsys):
        call_command("bump_content_version")

        assert changes()


@pytest.mark.django_db(transaction=True)
class TestTransactions:
    def test_a_rollback_leaves_the_version(self, news, changes):
        changes()
        with transaction.atomic():
            news.save_revision().publish(skip_permission_checks=True)
            transaction.set_rollback(True)

        assert not changes()

    def test_two_transactions_that_commit_in_the_other_order_are_both_noticed(self, changes):
        """The later number first, then the earlier one: the highest number alone would not tell."""
        late = ContentChange.objects.create()
        early_pk = late.pk
        late.delete()
        ContentChange.objects.create()
        changes()

        ContentChange.objects.create(pk=early_pk)

        assert changes()


def in_redis():
    from nurinet_cms.content_version import shared_cache

    return shared_cache() is not None


@pytest.mark.django_db(transaction=True)
class TestRedis:
    @pytest.fixture(autouse=True)
    def _redis(self):
        if not in_redis():
            pytest.skip("REDIS_URL is not set")

    def test_the_version_costs_no_query(self, django_assert_num_queries):
        current_version()

        with django_assert_num_queries(0):
            current_version()

    def test_the_copy_changes_only_after_the_commit(self, news):
        before = current_version()
        with transaction.atomic():
            news.save_revision().publish(skip_permission_checks=True)
            assert current_version() == before

        assert current_version() != before

    def test_a_change_that_redis_was_not_told_of_is_made_good_by_the_worker(self):
        before = current_version()
        ContentChange.objects.create()  # as after a kill between the commit and what follows it
        assert current_version() == before

        heal()

        assert current_version() != before

    def test_nothing_to_mend_flushes_nothing(self):
        before = current_version()

        heal()

        assert current_version() == before
