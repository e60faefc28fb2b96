"""What an editor may type about a facility: hours that agree, numbers one can dial, and a sentence for the rest."""

from datetime import time

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from directory.models import FacilityKind, FacilityPage, ProgramPage
from tests.factories import FacilityPageFactory

# Boxes are sent as several values of one name; a list would be rows.
WEEKDAYS = ("1", "2", "4", "8", "16")
ROW = {"days": WEEKDAYS, "opens_at": "09:00", "closes_at": "18:00"}


def rows(*given):
    return inline_formset([dict.fromkeys(("note", "valid_from"), "") | row for row in given])


@pytest.fixture
def add(client, editor_a, agency_a):
    client.force_login(editor_a)
    kind = FacilityKind.objects.filter(parent__isnull=False).first()

    def add(*hours, numbers=(), **fields):
        form = {
            "title": "복지관",
            "slug": "centre",
            "kind": kind.pk,
            "status": "operating",
            "opened_precision": "day",
            "address_public": "on",
            "body": streamfield([]),
            "phones": streamfield(numbers),
            "hours": rows(*hours),
            "licence": "all-rights",
            "comments": inline_formset([]),
        }
        path = f"/admin/pages/add/directory/facilitypage/{agency_a.page.pk}/"
        return client.post(path, nested_form_data(form | fields))

    return add


def sentences(answer):
    """Every sentence of the form and of its rows."""
    form = answer.context["form"]
    errors = list(form.errors.values())
    errors += [found for row in form.formsets["hours"].forms for found in row.errors.values()]
    return " ".join(str(sentence) for found in errors for sentence in found)


class TestHours:
    def test_ticked_days_are_kept(self, add):
        lunch = {"break_from": "12:00", "break_until": "13:00"}

        answer = add(
            ROW | lunch,
            {
                "days": ("32",),
                "weeks": (
                    "1",
                    "4",
                ),
                "opens_at": "09:00",
                "closes_at": "12:00",
            },
        )

        assert answer.status_code == 302
        one, other = FacilityPage.objects.get().get_latest_revision_as_object().hours.all()
        assert (one.days, one.weeks, one.break_from) == (31, 0, time(12))
        assert (other.days, other.weeks) == (32, 5)

    def test_a_day_without_weekdays_is_an_exception(self, add):
        day = {"valid_from": "2026-12-03", "valid_until": "2026-12-03", "is_closed": "on"}

        assert add(ROW, day).status_code == 302

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            ({"days": ()}, "요일을 하나 이상"),
            ({"days": ("3",)}, "정수"),
            ({"days": ("가",)}, "정수"),
            ({"closes_at": ""}, "모두 적거나"),
            ({"opens_at": "", "closes_at": ""}, "모두 적거나"),
            ({"closes_at": "09:00"}, "같습니다"),
            ({"closes_at": "25:00"}, "올바른 시각"),
            ({"is_closed": "on"}, "쉬는 날에는 시각을"),
            ({"break_from": "12:00"}, "시작과 끝을 모두"),
            ({"break_from": "13:00", "break_until": "12:00"}, "시작보다 빠릅니다"),
            ({"break_from": "08:00", "break_until": "10:00"}, "운영시간 밖"),
            ({"break_from": "17:30", "break_until": "18:30"}, "운영시간 밖"),
            ({"valid_from": "2026-12-02", "valid_until": "2026-12-01"}, "시작하는 날보다 빠릅니다"),
        ],
    )
    def test_what_cannot_be_gets_a_sentence(self, add, row, words):
        answer = add(ROW | row)

        assert answer.status_code == 200
        assert words in sentences(answer)
        assert not FacilityPage.objects.exists()

    @pytest.mark.parametrize(
        ("other", "agree"),
        [
            ({"opens_at": "17:59", "closes_at": "20:00"}, False),
            ({"opens_at": "18:00", "closes_at": "20:00"}, True),
            ({"days": ("32",)}, True),
            (
                {
                    "days": (
                        "16",
                        "32",
                    )
                },
                False,
            ),
            ({"weeks": ("1",)}, True),
            ({"valid_from": "2026-07-01", "valid_until": "2026-08-31"}, True),
        ],
    )
    def test_two_rows_do_not_open_the_same_moment(self, add, other, agree):
        answer = add(ROW, ROW | other)

        assert (answer.status_code == 302) is agree
        assert agree or "겹칩니다" in sentences(answer)

    def test_past_midnight_is_the_next_day(self, add):
        assert add(ROW | {"opens_at": "22:00", "closes_at": "06:00"}).status_code == 302

    def test_the_form_ticks_what_was_chosen(self, client, editor_a, agency_a):
        page = FacilityPageFactory(parent=agency_a.page)
        page.hours.create(days=0b100001, opens_at=time(9), closes_at=time(18))
        page.save_revision()
        client.force_login(editor_a)

        row = client.get(f"/admin/pages/{page.pk}/edit/").context["form"].formsets["hours"].forms[0]

        assert [box.data["value"] for box in row["days"] if box.data["selected"]] == [1, 32]

    def test_a_copy_has_its_own(self, agency_a, agency_b):
        page = FacilityPageFactory(parent=agency_a.page, slug="a")
        page.hours.create(days=31, opens_at=time(9), closes_at=time(18))
        page.save_revision().publish(skip_permission_checks=True)
        page = FacilityPage.objects.get(pk=page.pk)

        copy = page.copy(to=agency_b.page, update_attrs={"slug": "copy"})

        assert copy.uuid != page.uuid
        assert [row.days for row in copy.hours.all()] == [31]
        assert {row.pk for row in copy.hours.all()}.isdisjoint(row.pk for row in page.hours.all())


def phone(number, extension="", label=""):
    return ("phone", {"number": number, "extension": extension, "label": label})


class TestPhones:
    def test_numbers_are_written_as_koreans_write_them(self, add):
        answer = add(
            phone="0229211234", fax="02) 2921 1235", numbers=[phone("0269111234"), phone("1577.8136")]
        )

        page = FacilityPage.objects.get().get_latest_revision_as_object()
        assert answer.status_code == 302
        assert (page.phone, page.fax) == ("02-2921-1234", "02-2921-1235")
        assert [block.value["number"] for block in page.phones] == ["02-6911-1234", "1577-8136"]

    def test_an_extension_stands_apart(self, add):
        add(numbers=[phone("02-2921-1234 내선 12")], phone="02-2921-1234 (내선 3)")

        page = FacilityPage.objects.get().get_latest_revision_as_object()
        assert page.phones[0].value["extension"] == "12"
        assert page.phone == "02-2921-1234(내선 3)"

    @pytest.mark.parametrize(
        "fields",
        [{"phone": "담당자에게"}, {"phone": "02-2921-1234, 02-2921-1235"}, {"numbers": [phone("모름")]}],
        ids=["no number", "two numbers", "no number in a block"],
    )
    def test_what_cannot_be_dialled_gets_a_sentence(self, add, fields):
        answer = add(**fields)

        assert answer.status_code == 200
        assert not FacilityPage.objects.exists()
        assert "번호" in answer.content.decode()


class TestTheRest:
    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"suspended_from": "2026-12-02", "suspended_until": "2026-12-01"}, "쉬기 시작한 날보다"),
            ({"latitude": "37.5"}, "함께 적거나"),
            ({"latitude": "10", "longitude": "10"}, ""),
        ],
    )
    def test_what_cannot_be_gets_a_sentence(self, add, fields, words):
        answer = add(**fields)

        assert answer.status_code == 200
        assert words in sentences(answer)

    def test_weekdays_of_a_programme_are_ticked(self, client, editor_a, agency_a):
        client.force_login(editor_a)
        form = {
            "title": "교실",
            "slug": "class",
            "days": (
                "1",
                "4",
            ),
            "body": streamfield([]),
            "licence": "all-rights",
            "comments": inline_formset([]),
            "questions": inline_formset([]),
        }

        path = f"/admin/pages/add/directory/programpage/{agency_a.page.pk}/"
        answer = client.post(path, nested_form_data(form))

        assert answer.status_code == 302
        assert ProgramPage.objects.get().get_latest_revision_as_object().days == 5
