"""Ask, decide, lend, take back; and nobody gets what somebody else has."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import registry

from accounts.models import AccessLog, Verb
from common.moments import midnight
from directory.models import ResourcePage, TakenSlot
from directory.models.lending import LendingState
from directory.models.resource import LendingUnit
from nurinet_cms.models import ContentChange
from tests.directory.lending.conftest import NOW, THE_PERSON, at, day, days


class TestTheWay:
    def test_asked_accepted_lent_returned(self, chairs, asked, editor_a, mailoutbox):
        request = asked(chairs, days(3, 5), quantity=2)
        assert request.state == LendingState.ASKED
        assert not TakenSlot.objects.exists()

        request = request.accept(by=editor_a, note="정문으로 오십시오.")
        assert request.slots.count() == 2 * 3
        assert {slot.piece for slot in request.slots.all()} == {1, 2}

        request = request.lend(by=editor_a)
        request = request.take_back(by=editor_a)

        assert request.state == LendingState.RETURNED
        assert request.purge_on == NOW.date() + timedelta(days=90)
        to_asker = [mail for mail in mailoutbox if mail.to == [THE_PERSON["email"]]]
        assert len(to_asker) == 4
        assert "정문으로 오십시오." in to_asker[1].body
        assert all(request.link() in mail.body for mail in to_asker)

    def test_the_givers_are_told_without_a_word_about_who_asks(self, chairs, asked, editor_a, mailoutbox):
        request = asked(chairs, days(3, 5))

        (mail,) = [mail for mail in mailoutbox if mail.to == [editor_a.email]]
        assert f"/admin/lending/{request.pk}/" in mail.body
        assert not [word for word in THE_PERSON.values() if word in mail.body + mail.subject]

    def test_mail_to_who_asks_repeats_no_words_of_a_stranger(self, chairs, asked, mailoutbox):
        asked(chairs, days(3, 5), purpose="https://spam.example", name="광고")

        body = next(mail.body for mail in mailoutbox if mail.to == [THE_PERSON["email"]])
        assert "spam.example" not in body
        assert "광고" not in body

    def test_every_step_is_in_both_logs_without_personal_data(self, chairs, asked, editor_a):
        request = asked(chairs, days(3, 5)).accept(by=editor_a)
        request.lend(by=editor_a).take_back(by=editor_a)

        steps = AccessLog.objects.filter(verb=Verb.LENDING, object_id=str(request.pk))
        assert steps.count() == 4
        assert steps.filter(actor=editor_a).count() == 3
        history = registry.get_logs_for_instance(request)
        assert history.count() == 4
        told = str(list(steps.values())) + str(list(history.values()))
        assert not [word for word in THE_PERSON.values() if word in told]

    @pytest.mark.parametrize("verb", ["lend", "take_back"])
    def test_the_wrong_order_is_refused_with_a_sentence(self, chairs, asked, editor_a, verb):
        request = asked(chairs, days(3, 5))

        with pytest.raises(ValidationError, match="신청함"):
            getattr(request, verb)(by=editor_a)

    def test_a_second_answer_is_refused(self, chairs, asked, editor_a):
        request = asked(chairs, days(3, 5))
        request.accept(by=editor_a)

        with pytest.raises(ValidationError, match="승낙"):
            request.decline(by=editor_a, reason="늦었습니다.")

    @pytest.mark.parametrize("verb", ["decline", "cancel"])
    def test_a_no_needs_a_reason(self, chairs, asked, editor_a, verb):
        request = asked(chairs, days(3, 5))

        with pytest.raises(ValidationError, match="까닭"):
            getattr(request, verb)(by=editor_a, reason=" ")

    def test_what_has_passed_cannot_be_accepted(self, chairs, asked, editor_a, time_machine):
        request = asked(chairs, days(3, 5))
        time_machine.move_to(midnight(day(6)))

        with pytest.raises(ValidationError, match="지난"):
            request.accept(by=editor_a)


class TestWhoMay:
    def test_another_agency_and_a_resident_may_not(self, chairs, asked, editor_b, resident):
        request = asked(chairs, days(3, 5))

        for person in (editor_b, resident):
            with pytest.raises(PermissionDenied):
                request.accept(by=person)

    def test_headquarters_may(self, chairs, asked, secretariat, office):
        asked(chairs, days(3, 5)).accept(by=secretariat)
        asked(chairs, days(3, 5)).decline(by=office, reason="쓸 일이 있습니다.")

    def test_a_suspended_agency_may_not(self, chairs, asked, agency_a, editor_a):
        request = asked(chairs, days(3, 5))
        type(agency_a).objects.filter(pk=agency_a.pk).update(suspended_at=timezone.now())

        with pytest.raises(PermissionDenied):
            request.accept(by=editor_a)

    def test_who_left_may_not(self, chairs, asked, agency_a, editor_a):
        request = asked(chairs, days(3, 5))
        agency_a.memberships.update(ended_at=timezone.now())

        with pytest.raises(PermissionDenied):
            request.accept(by=editor_a)


class TestNobodyTwice:
    def test_the_last_piece_goes_once(self, chairs, asked):
        asked(chairs, days(3, 5)).accept()
        second, third = asked(chairs, days(4, 4)), asked(chairs, days(4, 4))
        second.accept()

        with pytest.raises(ValidationError, match="이미 나갔습니다"):
            third.accept()
        third.refresh_from_db()
        assert third.state == LendingState.ASKED
        assert not third.slots.exists()

    def test_adjacent_days_do_not_collide(self, chairs, asked):
        asked(chairs, days(3, 5), quantity=2).accept()

        asked(chairs, days(6, 6), quantity=2).accept()
        asked(chairs, days(2, 2), quantity=2).accept()

        assert TakenSlot.objects.count() == 10

    def test_adjacent_hours_do_not_collide(self, room, asked):
        asked(room, {"starts_at": at("14:00"), "ends_at": at("15:00")}).accept()

        asked(room, {"starts_at": at("15:00"), "ends_at": at("15:30")}).accept()
        with pytest.raises(ValidationError, match="이미 나갔습니다"):
            asked(room, {"starts_at": at("14:30"), "ends_at": at("15:30")})

    def test_two_half_taken_pieces_still_make_one_whole(self, chairs, asked):
        """Monday's and Wednesday's may be the same chair: the other is free for all three days."""
        asked(chairs, days(3, 3)).accept()
        asked(chairs, days(5, 5)).accept()

        asked(chairs, days(3, 5)).accept()

        with pytest.raises(ValidationError, match="이미 나갔습니다"):
            asked(chairs, days(3, 5))

    def test_the_database_keeps_it_whatever_the_code_does(self, chairs, asked):
        one, two = asked(chairs, days(3, 3)), asked(chairs, days(3, 3))
        slot = {"resource": chairs, "starts_at": midnight(day(3)), "piece": 1}
        TakenSlot.objects.create(request=one, **slot)

        with pytest.raises(IntegrityError), transaction.atomic():
            TakenSlot.objects.create(request=two, **slot)

    def test_a_clash_in_the_database_is_a_sentence_and_changes_nothing(self, chairs, asked, monkeypatch):
        asked(chairs, days(3, 3), quantity=2).accept()
        monkeypatch.setattr("directory.lending.rules.refuse_what_is_taken", lambda *args: None)
        monkeypatch.setattr("directory.lending.actions.refuse_what_is_taken", lambda *args: None)
        monkeypatch.setattr("directory.lending.actions._free_pieces", lambda *args: [1])
        request = asked(chairs, days(3, 3))

        with pytest.raises(ValidationError, match="방금 다른 신청"):
            request.accept()

        request.refresh_from_db()
        assert request.state == LendingState.ASKED
        assert chairs.taken_slots.count() == 2

    def test_fewer_pieces_later_are_not_lent_beyond_what_there_is(self, chairs, asked):
        asked(chairs, days(3, 3)).accept()
        asked(chairs, days(3, 3)).accept()
        waiting = asked(chairs, days(4, 4))
        ResourcePage.objects.filter(pk=chairs.pk).update(quantity=1)
        chairs.refresh_from_db()

        waiting.accept()
        with pytest.raises(ValidationError, match="이미 나갔습니다"):
            asked(chairs, days(3, 3))

    def test_another_unit_of_time_does_not_forget_what_is_out(self, chairs, asked):
        asked(chairs, days(3, 3), quantity=2).accept()
        ResourcePage.objects.filter(pk=chairs.pk).update(lending_unit=LendingUnit.HALF_HOUR)
        chairs.refresh_from_db()

        with pytest.raises(ValidationError, match="이미 나갔습니다"):
            asked(chairs, {"starts_at": at("14:00"), "ends_at": at("15:00")})

    def test_a_promise_writes_a_bounded_number_of_slots(self, chairs, asked):
        ResourcePage.objects.filter(pk=chairs.pk).update(quantity=1001, longest_days=30)
        chairs.refresh_from_db()

        with pytest.raises(ValidationError, match="너무 많습니다"):
            asked(chairs, days(1, 5), quantity=1001)


class TestFreeAgain:
    def test_what_is_cancelled(self, chairs, asked, editor_a):
        asked(chairs, days(3, 5), quantity=2).accept().cancel(by=editor_a, reason="고장입니다.")

        assert not TakenSlot.objects.exists()
        asked(chairs, days(3, 5), quantity=2).accept()

    def test_the_rest_of_what_comes_back_early(self, chairs, asked, time_machine):
        request = asked(chairs, days(3, 5), quantity=2).accept().lend()
        time_machine.move_to(at("12:00", 4))

        request.take_back()

        assert {slot.starts_at for slot in request.slots.all()} == {midnight(day(3)), midnight(day(4))}
        asked(chairs, days(5, 5), quantity=2).accept()

    def test_what_did_not_come_back_cannot_be_handed_out_again(self, chairs, asked, time_machine):
        late = asked(chairs, days(3, 5), quantity=2).accept().lend()
        next_one = asked(chairs, days(6, 6)).accept()
        time_machine.move_to(at("10:00", 6))

        with pytest.raises(ValidationError, match="돌려받지 못한 것이 2대"):
            next_one.lend()
        late.take_back()
        assert next_one.lend().state == LendingState.LENT

    def test_who_asks_takes_it_back_and_the_giver_hears(self, chairs, asked, editor_a, mailoutbox):
        request = asked(chairs, days(3, 5)).accept()
        mailoutbox.clear()

        assert request.withdraw().state == LendingState.CANCELLED
        assert sorted(mail.to[0] for mail in mailoutbox) == sorted([THE_PERSON["email"], editor_a.email])

    def test_after_it_is_lent_nobody_cancels(self, chairs, asked):
        request = asked(chairs, days(3, 5)).accept().lend()

        with pytest.raises(ValidationError, match="빌려 감"):
            request.withdraw()


class TestAround:
    def test_taking_and_freeing_tell_that_public_content_changed(self, chairs, asked, editor_a):
        request = asked(chairs, days(3, 5))
        before = ContentChange.objects.count()

        request = request.accept(by=editor_a)
        after_taking = ContentChange.objects.count()
        request.cancel(by=editor_a, reason="고장입니다.")

        assert before < after_taking < ContentChange.objects.count()

    def test_who_waits_is_told_when_the_resource_is_deleted(self, chairs, asked, mailoutbox):
        asked(chairs, days(3, 5))
        asked(chairs, days(6, 6)).decline(reason="안 됩니다.")
        mailoutbox.clear()

        chairs.get_parent().specific.get_children().get(pk=chairs.pk).delete()

        (mail,) = mailoutbox
        assert mail.to == [THE_PERSON["email"]]
        assert "누리넷에서 내려" in mail.body
        assert not TakenSlot.objects.exists()
