import pytest
from django.core.cache import cache

from directory.models import AgencyPage
from participation.moderating.looking import look_at

pytestmark = pytest.mark.django_db


def test_the_number_of_an_office_in_the_directory_is_no_secret(agency_a):
    assert look_at("복지관 02-962-1234로 물었습니다.").personal
    AgencyPage.objects.filter(pk=agency_a.page.pk).update(phone="02-962-1234")
    cache.clear()
    assert not look_at("복지관 02-962-1234로 물었습니다.").personal
    assert look_at("복지관 02-962-1235로 물었습니다.").personal


def test_a_text_without_numbers_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not look_at("의자가 없습니다.")
