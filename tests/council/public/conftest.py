import pytest

from tests.factories.council import make_committee


@pytest.fixture
def body(db):
    return make_committee(name="예시 분과", slug="example", description="현장을 살핍니다.")
