"""Papers and minutes as files: everybody's, or the members'; what one may not have is not there."""

import uuid

import pytest
from django.core.files.base import ContentFile

from council.models import MinutesFile, Paper
from tests.factories import UserFactory
from tests.factories.council import make_meeting, make_minutes, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(committee):
    return make_meeting(committee)


def make_paper(meeting, **fields):
    file = ContentFile("자료의 글".encode(), name="paper.pdf")
    return Paper.objects.create(
        meeting=meeting, title="예시 자료", name="자료.pdf", file=file, size=13, **fields
    )


@pytest.fixture
def original(meeting):
    file = ContentFile("원본의 글".encode(), name="minutes.hwpx")
    return MinutesFile.objects.create(
        minutes=make_minutes(meeting), file=file, name="회의록.hwpx", size=13, is_readable=True
    )


def url_of(file):
    return f"/council/files/{file.uuid}/{file.name}"


def body_of(response):
    return b"".join(response.streaming_content).decode()


def tell(meeting, file):
    return make_publication(meeting, files=[{"uuid": str(file.uuid), "name": file.name, "size": file.size}])


class TestPapers:
    def test_a_public_one_is_everybodys_to_keep(self, client, meeting):
        response = client.get(make_paper(meeting, is_public=True).get_absolute_url())

        assert body_of(response) == "자료의 글"
        assert response["Content-Disposition"].startswith("attachment")
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["Cache-Control"] == "private, no-cache"

    def test_its_size_and_format_stand_beside_it(self, client, meeting):
        make_paper(meeting, is_public=True)
        make_paper(meeting).title = "위원만"

        told = client.get(meeting.get_absolute_url()).content.decode()

        assert "예시 자료" in told
        assert "PDF 파일, 13" in told
        assert told.count("/council/papers/") == 1

    def test_a_private_one_is_not_there_for_strangers(self, client, meeting):
        paper = make_paper(meeting)
        refused = client.get(paper.get_absolute_url())
        nothing = client.get(f"/council/papers/{uuid.uuid4()}/{paper.name}")

        assert refused.status_code == nothing.status_code == 404
        assert refused.content == nothing.content

    @pytest.mark.parametrize("fields", [{"is_public": True}, {}])
    def test_papers_of_a_meeting_that_is_not_listed_are_the_members(self, client, meeting, member, fields):
        meeting.is_listed = False
        meeting.save()
        url = make_paper(meeting, **fields).get_absolute_url()
        assert client.get(url).status_code == 404

        client.force_login(member)
        response = client.get(url)

        assert body_of(response) == "자료의 글"
        assert response["Cache-Control"] == "private, no-store"

    def test_a_member_of_another_body_does_not_get_it(self, client, meeting):
        client.force_login(UserFactory())

        assert client.get(make_paper(meeting).get_absolute_url()).status_code == 404

    def test_headquarters_get_it(self, client, meeting, secretariat):
        client.force_login(secretariat)

        assert client.get(make_paper(meeting).get_absolute_url()).status_code == 200

    def test_one_whose_file_is_lost_is_not_there(self, client, meeting):
        paper = make_paper(meeting, is_public=True)
        paper.file.delete(save=False)
        Paper.objects.filter(pk=paper.pk).update(file="council/lost.pdf")

        assert client.get(paper.get_absolute_url()).status_code == 404


class TestMinutes:
    def test_the_original_is_everybodys_while_public_minutes_name_it(self, client, meeting, original):
        publication = tell(meeting, original)
        assert body_of(client.get(url_of(original))) == "원본의 글"
        assert url_of(original).rpartition("/")[0] in client.get(meeting.get_absolute_url()).content.decode()

        publication.ended_at = publication.published_at
        publication.save()

        assert client.get(url_of(original)).status_code == 404

    def test_one_that_no_public_minutes_name_is_the_members(self, client, meeting, original, member):
        make_publication(meeting)
        assert client.get(url_of(original)).status_code == 404

        client.force_login(member)

        assert client.get(url_of(original))["Cache-Control"] == "private, no-store"

    def test_another_name_is_another_file(self, client, meeting, original):
        tell(meeting, original)

        assert client.get(f"/council/files/{original.uuid}/other.hwpx").status_code == 404
