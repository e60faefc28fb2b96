"""What a body has to do, who writes it down and who has done it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from council.models import Committee, CommitteeTask
from council.room.todo import DONE, finish, write_down
from tests.factories.council import make_committee, make_meeting, make_member
from tests.factories.residents import ResidentUserFactory

pytestmark = pytest.mark.django_db


def task_of(committee, **fields):
    return CommitteeTask.objects.create(committee=committee, **({"title": "예시 할 일"} | fields))


def room(client):
    return client.get("/council/room/").content.decode()


class TestSeeing:
    def test_mine_and_anybodys_are_seen_others_are_not(self, in_room, committee, seat):
        task_of(committee, title="내가 맡은 일", assignee=seat)
        task_of(committee, title="누구나 할 일")
        task_of(committee, title="남이 맡은 일", assignee=make_member(committee, "other@mail.example"))
        task_of(make_committee(name="다른 분과"), title="다른 분과의 일")

        text = room(in_room)

        assert "내가 맡은 일" in text
        assert "누구나 할 일" in text
        assert "남이 맡은 일" not in text
        assert "다른 분과의 일" not in text

    @pytest.mark.parametrize(("days", "late"), [(0, False), (-1, True)])
    def test_late_from_the_day_after(self, in_room, committee, days, late):
        task_of(committee, due_on=timezone.localdate() + timedelta(days=days))

        assert (">늦음<" in room(in_room)) is late

    def test_everybody_may_know_how_many_are_open_and_no_more(self, client, district, committee):
        task_of(committee, title="비밀스러운 할 일")
        task_of(committee, done_at=timezone.now())

        assert Committee.objects.with_open_tasks().get(pk=committee.pk).open_task_count == 1
        assert (
            Committee.objects.with_open_tasks().get(pk=make_committee(name="빈 분과").pk).open_task_count == 0
        )
        assert "비밀스러운 할 일" not in client.get(committee.get_absolute_url()).content.decode()


class TestFinishing:
    def test_a_press_is_enough_and_the_second_is_told(self, in_room, committee, member):
        task = task_of(committee)
        address = f"/council/room/tasks/{task.pk}/done/"

        in_room.post(address)
        second = in_room.post(address, follow=True)

        task.refresh_from_db()
        assert task.done_by == member
        assert DONE in second.content.decode()

    def test_what_another_was_given_is_not_mine_to_finish(self, in_room, committee):
        task = task_of(committee, assignee=make_member(committee, "other@mail.example"))

        assert in_room.post(f"/council/room/tasks/{task.pk}/done/").status_code == 404

    def test_who_leads_may_finish_anybodys(self, committee, member, seat):
        seat.post = "chair"
        seat.save()

        assert finish(
            task_of(committee, assignee=make_member(committee, "other@mail.example")), by=member
        ).done_at

    @pytest.mark.parametrize("pk", [10**30, 999999])
    def test_what_is_not_there_is_not_found(self, in_room, pk):
        assert in_room.post(f"/council/room/tasks/{pk}/done/").status_code == 404


class TestWriting:
    @pytest.mark.parametrize(("post", "status"), [("secretary", 302), ("leader", 302), ("member", 404)])
    def test_who_leads_the_body_writes_it_down(self, in_room, committee, seat, post, status):
        seat.post = post
        seat.save()

        response = in_room.post(f"/council/room/tasks/new/{committee.pk}/", {"title": "자료 모으기"})

        assert response.status_code == status
        assert CommitteeTask.objects.exists() is (status == 302)

    def test_nobody_writes_for_another_body(self, in_room, seat, member):
        seat.post = "leader"
        seat.save()
        other = make_committee(name="다른 분과")

        assert in_room.get(f"/council/room/tasks/new/{other.pk}/").status_code == 404
        with pytest.raises(PermissionDenied):
            write_down(by=member, committee=other, title="몰래")

    def test_members_and_meetings_of_other_bodies_are_refused(self, committee, secretariat):
        other = make_committee(name="다른 분과")

        with pytest.raises(ValidationError):
            write_down(by=secretariat, committee=committee, title="일", assignee=make_member(other))
        with pytest.raises(ValidationError):
            write_down(by=secretariat, committee=committee, title="일", meeting=make_meeting(other))

    @pytest.mark.parametrize(
        "told", [{"assignee": "9" * 40}, {"meeting": "x"}, {"due_on": "0001-01-01"}, {"title": ""}]
    )
    def test_nonsense_is_refused_politely(self, client_of, secretariat, committee, told):
        address = f"/council/room/tasks/new/{committee.pk}/"

        response = client_of(secretariat).post(address, {"title": "자료 모으기"} | told)

        assert "고칠 곳이 있습니다" in response.content.decode()
        assert not CommitteeTask.objects.exists()

    def test_headquarters_have_it_in_the_admin(self, client_of, secretariat, committee):
        browser = client_of(secretariat)
        browser.post("/admin/council_tasks/new/", {"committee": committee.pk, "title": "자료 모으기"})

        assert CommitteeTask.objects.get().title == "자료 모으기"
        assert "자료 모으기" in browser.get("/admin/council_tasks/").content.decode()
        assert browser.get("/admin/council_ideas/").status_code == 200

    def test_editors_have_nothing_of_it(self, client_of, editor_a):
        assert client_of(editor_a).get("/admin/council_ideas/").status_code != 200
        assert client_of(ResidentUserFactory()).get("/admin/council_tasks/").status_code == 403
