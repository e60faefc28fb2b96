"""참가 신청 in the admin: each agency sees its own, every look is written down, every download asks why."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse

from accounts.models import AccessLog, Verb
from directory.applying.actions import note
from directory.applying.duties import DUTIES, forget_applicants, remind_of_tomorrow
from directory.models import Application
from nurinet_cms.worker import SLOW_DUTIES
from pages.models import EventPage
from tests.directory.applying.conftest import NOW, STARTS, THE_PERSON, ask, change, send_one
from tests.directory.review import edit_url, opened

pytestmark = pytest.mark.usefixtures("one_factor_is_enough")
DEEDS = ("inspect", "confirm", "refuse", "cancel", "forget")
OF_A_PAGE = ("applicants", "applicants_results", "attendance", "add")


def url(name, thing):
    return reverse(f"applying:{name}", args=[thing.pk])


@pytest.fixture
def editor(client, editor_a):
    client.force_login(editor_a)
    return client


class TestLooking:
    def test_pages_with_their_numbers(self, editor, course, applied):
        [applied(number) for number in range(3)]
        send_one(course, 9)
        Application.objects.filter(seat=1).update(attended=True)

        (row,) = editor.get(reverse("applying:index")).context["object_list"]

        numbers = ("applied_number", "confirmed_number", "waiting_number", "attended_number")
        assert [getattr(row, name) for name in numbers] == [3, 2, 1, 1]

    def test_each_look_is_written_down(self, editor, course, applied, editor_a):
        application = applied(0)

        assert "홍길순" in editor.get(url("applicants", course)).content.decode()
        assert "02-000-7777" in editor.get(url("inspect", application)).content.decode()
        assert editor.get(url("attendance", course)).status_code == 200

        entries = AccessLog.objects.filter(verb=Verb.VIEWED, actor_id=editor_a.pk).order_by("number")
        assert [entry.object_id for entry in entries] == [
            str(course.pk),
            str(application.pk),
            str(course.pk),
        ]

    def test_filters(self, editor, course, applied):
        [applied(number, name=f"사람{number}") for number in range(3)]
        Application.objects.filter(seat=1).update(attended=True)

        for query, names in (
            ("state=waiting", ["사람2"]),
            ("attended=yes", ["사람0"]),
            ("attended=unknown", ["사람1", "사람2"]),
            ("q=사람1", ["사람1"]),
            ("state=nonsense", ["사람0", "사람1", "사람2"]),
        ):
            listed = editor.get(f"{url('applicants', course)}?{query}").context["object_list"]
            assert [each.name for each in listed] == names, query

    def test_another_agency_finds_nothing(self, client, editor_b, course, applied):
        application = applied(0)
        client.force_login(editor_b)

        assert list(client.get(reverse("applying:index")).context["object_list"]) == []
        for name, thing in [(n, application) for n in DEEDS] + [(n, course) for n in OF_A_PAGE]:
            assert client.get(url(name, thing)).status_code == 404
            assert client.post(url(name, thing), {"reason": "왜", "came": [application.pk]}).status_code in (
                404,
                405,
            )
        application.refresh_from_db()
        assert (application.state, application.attended) == ("confirmed", None)

    def test_headquarters_sees_all_and_residents_nothing(self, client, secretariat, resident, applied):
        application = applied(0)

        client.force_login(secretariat)
        assert client.get(url("inspect", application)).status_code == 200
        client.force_login(resident)
        assert client.get(url("inspect", application)).status_code in (302, 403, 404)


class TestDeeds:
    def test_refusing_needs_a_reason_and_tells_it(self, editor, applied, mailoutbox):
        application = applied(0)
        mailoutbox.clear()

        assert editor.post(url("refuse", application), {"reason": ""}).status_code == 200
        assert editor.post(url("refuse", application), {"reason": "구민이 아닙니다."}).status_code == 302

        application.refresh_from_db()
        assert (application.state, application.seat) == ("refused", None)
        assert "구민이 아닙니다." in mailoutbox[0].body

    def test_a_refusal_of_ours_is_a_sentence_on_the_form(self, editor, course, applied):
        applied(0), applied(1)
        late = send_one(course, 5)

        response = editor.post(url("confirm", late))

        assert "자리가 모두 찼습니다" in response.content.decode()

    def test_a_call_is_noted_with_what_was_answered(self, editor, course):
        question = ask(course, "몇 분이 오십니까", "number", required=True)
        form = THE_PERSON | {"email": "", question.name: "2"}

        assert "동의를 받은 뒤에" in editor.post(url("add", course), form).content.decode()
        assert editor.post(url("add", course), form | {"consent": "on"}).status_code == 302

        application = Application.objects.get()
        assert (application.state, application.answers[0]["answer"]) == ("confirmed", "2")

    def test_attendance_of_all_in_one_press(self, editor, course, applied):
        came, stayed, waits = (applied(number) for number in range(3))

        def press(*people):
            editor.post(url("attendance", course), {"came": [each.pk for each in people]})
            return list(Application.objects.order_by("pk").values_list("attended", flat=True))

        assert press(came) == [True, False, None]
        assert press(stayed) == [False, True, None]
        assert press(waits) == [False, True, None]  # who has no place is not on the list

    @pytest.mark.parametrize("name", ["confirm", "cancel", "forget"])
    def test_looking_at_a_deed_does_nothing(self, editor, course, name):
        application = send_one(course)

        assert editor.get(url(name, application)).status_code == 200

        application.refresh_from_db()
        assert application.state == "unproven"


class TestExport:
    @pytest.fixture
    def table(self, editor, course, applied):
        question = ask(course, "못 드시는 것")
        answer = {"name": question.name, "label": question.label, "answer": "=HYPERLINK(1)"}
        gone = {"name": "answer_gone", "label": "지운 질문", "answer": "예"}
        consents = [{"purpose": "photo", "given": True, "version": "1", "at": ""}]
        applied(0, name="@이름", answers=[answer, gone], consents=consents)
        address = url("applicants", course)
        return lambda kind, reason="&reason=명찰 만들기": editor.get(f"{address}?export={kind}{reason}")

    def test_it_asks_why_and_is_written_down(self, table, editor_a):
        assert "02-000-7777" not in table("csv", "").content.decode()
        assert not AccessLog.objects.filter(verb=Verb.EXPORTED).exists()

        table("csv")

        entry = AccessLog.objects.get(verb=Verb.EXPORTED)
        assert (entry.actor_id, entry.reason.endswith("명찰 만들기")) == (editor_a.pk, True)

    def test_the_questions_are_columns_and_no_cell_is_a_formula(self, table):
        text = b"".join(table("csv").streaming_content).decode("utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text))

        assert row["못 드시는 것"] == "'=HYPERLINK(1)"
        assert row["이름"] == "'@이름"
        assert (row["지운 질문"], row["사진 동의"], row["기관 소식 동의"]) == ("예", "동의", "")

    def test_as_a_workbook(self, table):
        sheet = openpyxl.load_workbook(io.BytesIO(b"".join(table("xlsx").streaming_content))).active
        cells = [cell for row in sheet.iter_rows() for cell in row]

        assert "=HYPERLINK(1)" in [cell.value for cell in cells]
        assert "f" not in {cell.data_type for cell in cells}


class TestTheEditor:
    def edit(self, client, course, **questions):
        typed = {name.replace("__", "-"): value for name, value in questions.items()}
        return client.post(edit_url(course), opened(client, course) | typed)

    @pytest.mark.parametrize(
        ("question", "sentence"),
        [
            ({"label": "주민등록번호", "field_type": "singleline"}, "물을 수 없습니다"),
            ({"label": "주민 번호 뒷자리", "field_type": "singleline"}, "물을 수 없습니다"),
            ({"label": "크기", "field_type": "radio", "choices": "하나"}, "둘 이상"),
            ({"label": "크기", "field_type": "radio", "choices": "하나\n하나"}, "두 번"),
            ({"label": "파일", "field_type": "file"}, ""),
            ({"label": "숨은 것", "field_type": "hidden"}, ""),
        ],
    )
    def test_what_may_not_be_asked(self, editor, course, question, sentence):
        fields = {f"questions__0__{name}": value for name, value in question.items()}
        fields |= {"questions__TOTAL_FORMS": "1", "questions__0__ORDER": "1", "questions__0__id": ""}

        response = self.edit(editor, course, **fields)

        assert response.status_code == 200
        assert sentence in response.content.decode()

    def test_the_same_question_twice(self, editor, course):
        fields = {"questions__TOTAL_FORMS": "2"}
        for number in ("0", "1"):
            fields |= {
                f"questions__{number}__label": "크기",
                f"questions__{number}__field_type": "singleline",
                f"questions__{number}__ORDER": str(int(number) + 1),
                f"questions__{number}__id": "",
            }

        assert "같은 질문이 이미" in self.edit(editor, course, **fields).content.decode()

    def test_an_answer_keeps_its_column_through_drafts_and_publishing(self, editor, course):
        fields = {
            "questions__TOTAL_FORMS": "1",
            "questions__0__label": "크기",
            "questions__0__field_type": "radio",
            "questions__0__choices": "작게\n크게",
            "questions__0__ORDER": "1",
            "questions__0__id": "",
        }
        assert self.edit(editor, course, **fields).status_code == 302
        assert not course.questions.exists()  # a draft

        names = []
        for _ in range(2):
            EventPage.objects.get(pk=course.pk).get_latest_revision().publish(skip_permission_checks=True)
            names += [question.name for question in EventPage.objects.get(pk=course.pk).questions.all()]
            assert self.edit(editor, course, summary="고침").status_code == 302

        assert len(names) == 2
        assert len(set(names)) == 1

    def test_a_copied_page_keeps_its_questions_and_not_its_applicants(self, course, applied):
        ask(course, "크기")
        applied(0)

        copy = course.copy(update_attrs={"slug": "copy", "title": "둘째"})

        assert [question.label for question in copy.questions.all()] == ["크기"]
        assert not copy.applications.exists()
        assert copy.questions.get().name == course.questions.get().name


class TestForgetting:
    def kept(self, application):
        application.refresh_from_db()
        return not application.is_forgotten

    @pytest.mark.parametrize(("days", "is_kept"), [(89, True), (90, False)])
    def test_ninety_days_after_the_last_day(self, applied, time_machine, days, is_kept):
        application, waiting = applied(0), [applied(number) for number in (1, 2)][1]
        time_machine.move_to(STARTS.replace(hour=0) + timedelta(days=days), tick=False)

        forget_applicants()
        forget_applicants()

        assert self.kept(application) is self.kept(waiting) is is_kept
        assert AccessLog.objects.filter(verb=Verb.FORGOTTEN).count() == (0 if is_kept else 3)
        assert application.state == "confirmed"

    def test_who_cancelled_is_forgotten_before(self, applied, course, time_machine):
        change(course, starts_at=STARTS + timedelta(days=300), ends_at=STARTS + timedelta(days=300))
        gone, stays = applied(0).cancel(), applied(1)
        time_machine.move_to(NOW + timedelta(days=90), tick=False)

        forget_applicants()

        assert (self.kept(gone), self.kept(stays)) == (False, True)

    @pytest.mark.parametrize(("days", "is_kept"), [(6, True), (7, False)])
    def test_who_never_proved_the_mailbox(self, course, time_machine, days, is_kept):
        send_one(course)
        time_machine.move_to(NOW + timedelta(days=days), tick=False)

        forget_applicants()

        assert Application.objects.exists() is is_kept

    def test_the_worker_has_the_duties(self):
        assert set(DUTIES) <= set(SLOW_DUTIES)

    def test_one_is_reminded_once_on_the_day_before(
        self, course, applied, editor_a, time_machine, mailoutbox
    ):
        [applied(number) for number in range(3)]
        note(course, by=editor_a, **THE_PERSON | {"email": "", "answers": [], "consents": []})
        mailoutbox.clear()

        for moment in (STARTS - timedelta(days=2), (STARTS - timedelta(days=1)).replace(hour=8)):
            time_machine.move_to(moment, tick=False)
            remind_of_tomorrow()
        assert mailoutbox == []
        time_machine.move_to((STARTS - timedelta(days=1)).replace(hour=9), tick=False)
        remind_of_tomorrow()
        remind_of_tomorrow()

        assert sorted(mail.to[0] for mail in mailoutbox) == ["p0@resident.example", "p1@resident.example"]
