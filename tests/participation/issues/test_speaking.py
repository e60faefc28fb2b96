"""공감, following and comments, with a script and without."""

import pytest

from participation.models import Comment, CommentVersion, Empathy, Issue
from tests.factories.participation import ResidentFactory, make_issue

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def issue(db):
    return make_issue()


class TestEmpathy:
    def test_a_press_counts_once_and_is_taken_back(self, signed_in, issue):
        address = f"/issues/{issue.pk}/empathy/"

        answers = [signed_in.post(address, {"press": press}, **JSON).json() for press in ("on", "on", "off")]

        assert [(answer["pressed"], answer["count"]) for answer in answers] == [
            (True, 1),
            (True, 1),
            (False, 0),
        ]

    def test_it_works_without_a_script(self, signed_in, issue):
        address = f"/issues/{issue.pk}/empathy/"
        assert "공감하기" in signed_in.get(address).content.decode()

        page = signed_in.post(address, {"press": "on"}, follow=True).content.decode()

        assert "공감했습니다. 지금 공감은 1입니다." in page
        assert "공감 거두기" in signed_in.get(address).content.decode()

    def test_a_stranger_and_an_unverified_person_press_nothing(self, client, issue):
        assert client.post(f"/issues/{issue.pk}/empathy/").status_code == 302
        client.force_login(ResidentFactory(voice=None).user)
        assert client.post(f"/issues/{issue.pk}/empathy/").status_code == 302
        assert not Empathy.objects.exists()

    def test_where_it_is_closed_it_says_so(self, signed_in):
        issue = make_issue(status="adopted")

        answer = signed_in.post(f"/issues/{issue.pk}/empathy/", {"press": "on"}, **JSON)

        assert answer.status_code == 409
        assert "공감을 받지 않는" in answer.json()["said"]

    def test_what_is_mine_is_told_to_me_alone(self, signed_in, client, issue, author):
        signed_in.post(f"/issues/{issue.pk}/empathy/", {"press": "on"})

        answer = signed_in.get(f"/issues/{issue.pk}/mine.json")

        assert answer.json()["empathised"] is True
        assert "no-store" in answer["Cache-Control"]


class TestComments:
    def write(self, client, issue, text="저도 그렇습니다.", **fields):
        to = f"?to={fields.pop('to')}" if "to" in fields else ""
        post = {"kind": "for", "text": text, "key": text} | fields
        return client.post(f"/issues/{issue.pk}/comments/new/{to}", post)

    @pytest.fixture
    def read_before(self, author):
        make_issue(author=author)

    def test_it_is_said_once(self, signed_in, issue, read_before):
        [self.write(signed_in, issue) for _ in range(2)]

        assert Comment.objects.count() == 1
        assert Issue.objects.get(pk=issue.pk).comment_count == 1

    def test_an_answer_to_an_answer_is_refused(self, signed_in, issue, read_before):
        self.write(signed_in, issue)
        first = Comment.objects.get()
        self.write(signed_in, issue, text="답", to=first.uuid)
        answer = Comment.objects.get(parent=first)

        assert self.write(signed_in, issue, text="또", to=answer.uuid).status_code == 404

    @pytest.mark.parametrize("to", ["x", "00000000-0000-0000-0000-000000000000"])
    def test_a_strange_answer_is_no_500(self, signed_in, issue, to):
        assert self.write(signed_in, issue, to=to).status_code == 404

    def test_once_answered_the_earlier_words_stay(self, signed_in, issue, read_before):
        self.write(signed_in, issue, text="하나")
        said = Comment.objects.get()
        address = f"/issues/{issue.pk}/comments/{said.uuid}/"
        assert "하나</textarea>" in signed_in.get(address).content.decode()
        signed_in.post(address, {"text": "둘"})
        assert not CommentVersion.objects.exists()
        self.write(signed_in, issue, text="답", to=said.uuid)

        signed_in.post(address, {"text": "셋"})

        assert [version.text for version in CommentVersion.objects.all()] == ["둘"]
        assert "고치기 앞의 글" in signed_in.get(f"/issues/{issue.pk}/").content.decode()

    def test_taken_back_it_leaves_its_place_only_under_an_answer(self, signed_in, issue, read_before):
        self.write(signed_in, issue, text="답없는말")
        self.write(signed_in, issue, text="답있는말")
        said = Comment.objects.get(text="답있는말")
        self.write(signed_in, issue, text="답", to=said.uuid)

        for each in Comment.objects.filter(parent=None):
            signed_in.post(f"/issues/{issue.pk}/comments/{each.uuid}/", {"deed": "withdraw"})

        page = signed_in.get(f"/issues/{issue.pk}/").content.decode()
        assert "답없는말" not in page
        assert "답있는말" not in page
        assert page.count("쓴 분이 거둔 댓글입니다.") == 1
        assert Issue.objects.get(pk=issue.pk).comment_count == 1

    def test_another_persons_comment_is_not_there_to_change(self, client, issue, signed_in, read_before):
        self.write(signed_in, issue)
        said = Comment.objects.get()
        client.force_login(ResidentFactory().user)

        assert client.post(f"/issues/{issue.pk}/comments/{said.uuid}/", {"text": "바꿈"}).status_code == 404

    def test_personal_data_is_shown_before_it_is_said(self, signed_in, issue, read_before):
        page = self.write(signed_in, issue, text="010-1234-5678로 전화 주세요").content.decode()

        assert "<mark>010-1234-5678</mark>" in page
        assert not Comment.objects.exists()

    @pytest.mark.parametrize(
        ("who", "shown"), [("office", "구청"), ("secretariat", "사무국"), ("editor_a", "가나다복지관")]
    )
    def test_an_office_speaks_under_its_badge_and_without_a_name(self, client, issue, request, who, shown):
        person = request.getfixturevalue(who)
        person.last_name, person.first_name = "김", "담당자"
        person.save()
        client.force_login(person)

        self.write(client, issue)

        page = client.get(f"/issues/{issue.pk}/").content.decode()
        assert f"<b>{shown}</b>" in page
        assert "김담당자" not in page

    def test_a_person_without_a_role_does_not_speak(self, client, issue):
        from tests.factories import UserFactory

        client.force_login(UserFactory())

        assert self.write(client, issue).status_code in (302, 403)
        assert not Comment.objects.exists()


def test_who_follows_stops_with_the_same_button(signed_in, issue, author):
    for press, follows in (("on", True), ("on", True), ("off", False)):
        signed_in.post(f"/issues/{issue.pk}/follow/", {"press": press})
        assert issue.follows.filter(resident=author).exists() is follows


class TestOwnIssue:
    def test_another_persons_is_not_there(self, signed_in, issue):
        for page in ("manage", "sent", "supplement", "appeal", "withdraw"):
            assert signed_in.get(f"/issues/{issue.pk}/{page}/").status_code == 404

    def test_its_author_takes_it_back(self, signed_in, author):
        mine = make_issue(author=author)

        assert signed_in.post(f"/issues/{mine.pk}/withdraw/").url == f"/issues/{mine.pk}/manage/"
        assert signed_in.get(f"/issues/{mine.pk}/").status_code == 410
        assert "거둠" in signed_in.get("/issues/mine/").content.decode()

    def test_an_appeal_is_made_from_the_page(self, signed_in, author, secretariat):
        from participation.actions import move

        mine = make_issue(author=author)
        move(mine, "rejected", by=secretariat, seen="gathering", reason="이미 있습니다.")
        assert "재심 요청" in signed_in.get(f"/issues/{mine.pk}/manage/").content.decode()

        signed_in.post(f"/issues/{mine.pk}/appeal/", {"reason": "제 동네에는 없습니다."})

        assert Issue.objects.get(pk=mine.pk).status == "subcommittee"

    def test_what_was_asked_for_is_added(self, signed_in, author, secretariat):
        from participation.actions import move

        mine = make_issue(author=author, status="received")
        move(mine, "supplement", by=secretariat, seen="received", reason="어느 정류장인가요?")
        page = signed_in.get(f"/issues/{mine.pk}/supplement/").content.decode()
        assert "어느 정류장인가요?" in page

        signed_in.post(f"/issues/{mine.pk}/supplement/", {"title": "의자", "problem": "청량리역 앞입니다."})

        assert Issue.objects.get(pk=mine.pk).problem == "청량리역 앞입니다."
