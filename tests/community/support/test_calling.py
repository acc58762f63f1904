"""One tap tells everyone chosen, once; the first to answer is in a talk; blocks and names hold."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from community.circle.actions import accept, invite, let_go
from community.circle.models import Tie
from community.conversations.actions import post
from community.conversations.models import Participant
from community.kit.gate import Refused
from community.members.actions import block, end_account
from community.notifications.actions import deliver_due
from community.notifications.models import Delivery, Notification
from community.support import actions, queries
from community.support.candidates import Candidate, candidates
from community.support.models import SupportCall, SupportPerson, Told


def near(member, other, name=None):
    """Bring someone into a circle and choose them."""
    _invitation, token = invite(member, name=name or other.name)
    tie = accept(token, by=other)
    return actions.choose(member, key=f"tie:{tie.pk}")


def told(call, member):
    return Told.objects.heard().get(call=call, person=member)


@pytest.fixture
def call(alba, bruno, hana):
    near(alba, hana, "Sis")
    near(alba, bruno)
    Notification.objects.all().delete()
    return actions.ask_for_support(alba)


def test_everyone_chosen_is_told_at_once(call, alba, bruno, hana):
    for member in (bruno, hana):
        notice = Notification.objects.get(member=member)
        assert notice.text == "Alba could use someone now."
        assert notice.url == f"/support/asked/{told(call, member).pk}/"
    assert deliver_due() == 2
    assert {letter.subject for letter in mail.outbox} == {"A note for you, please look soon"}


def test_a_double_tap_is_one_call(call, alba):
    assert actions.ask_for_support(alba).pk == call.pk
    assert Told.objects.count() == 2
    assert Delivery.objects.count() == 2
    assert set(Notification.objects.values_list("count", flat=True)) == {1}


def test_someone_chosen_since_is_told_by_the_second_tap(call, alba, carmen):
    near(alba, carmen)
    actions.ask_for_support(alba)
    assert told(call, carmen)


def test_nobody_chosen_is_said(alba):
    with pytest.raises(Refused) as refusal:
        actions.ask_for_support(alba)
    assert refusal.value.code == "nobody"
    assert not SupportCall.objects.exists()


@pytest.mark.parametrize("who", ["caller", "called"])
def test_blocked_people_are_never_told(alba, hana, bruno, who):
    near(alba, hana)
    near(alba, bruno)
    block(alba, hana, known_as="H") if who == "caller" else block(hana, alba, known_as="A")
    call = actions.ask_for_support(alba)
    assert [one.person for one in Told.objects.filter(call=call)] == [bruno]


def test_who_has_let_go_or_left_is_not_told(alba, hana, bruno, carmen):
    near(alba, hana)
    near(alba, bruno)
    near(alba, carmen)
    let_go(Tie.objects.get(supporter=hana), by=hana)
    end_account(bruno)
    call = actions.ask_for_support(alba)
    assert [one.person for one in Told.objects.filter(call=call)] == [carmen]


def test_the_first_to_answer_is_in_a_talk(call, alba, bruno, hana):
    answered = actions.answer(told(call, hana), by=hana)
    assert answered.answered_by == hana
    assert answered.conversation.scope == f"support:{call.pk}"
    names = dict(Participant.objects.values_list("member", "name"))
    assert names == {alba.pk: "Alba", hana.pk: "Sis"}
    assert Notification.objects.get(member=alba).text == "Sis is here for you."
    assert Notification.objects.get(member=bruno).read_at is not None
    with pytest.raises(Refused, match="already"):
        actions.answer(told(call, bruno), by=bruno)
    assert Participant.objects.count() == 2


def test_answering_twice_is_once(call, hana):
    actions.answer(told(call, hana), by=hana)
    actions.answer(told(call, hana), by=hana)
    assert Participant.objects.count() == 2
    assert Notification.objects.filter(kind="support.answered").get().count == 1


def test_a_mail_that_has_not_left_is_dropped_once_someone_answered(call, hana):
    actions.answer(told(call, hana), by=hana)
    assert deliver_due() == 0


@pytest.mark.django_db(transaction=True)
def test_two_answer_at_once_and_one_is_first(call, bruno, hana):
    at_once = Barrier(2)

    def come(member):
        at_once.wait()
        try:
            return actions.answer(told(call, member), by=member).answered_by_id
        except Refused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(come, (bruno, hana)))
    assert len([one for one in found if one]) == 1
    assert Participant.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_eight_taps_at_once_are_one_call(alba, hana):
    near(alba, hana)
    at_once = Barrier(8)

    def tap(_number):
        at_once.wait()
        try:
            return actions.ask_for_support(alba).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(tap, range(8)))) == 1
    assert Told.objects.count() == 1
    assert Notification.objects.get(kind="support.call").count == 1


def test_ended_by_either_and_the_talk_closes(call, alba, hana):
    answered = actions.answer(told(call, hana), by=hana)
    post(answered.conversation, by=alba, body="Thank you", client_id="0b1f0c1e-8f5a-4c38-9a86-5f3f3c9b8a01")
    actions.end_call(call, by=hana)
    actions.end_call(call, by=alba)
    with pytest.raises(Refused, match="closed"):
        post(answered.conversation, by=alba, body="More", client_id="0b1f0c1e-8f5a-4c38-9a86-5f3f3c9b8a02")
    assert SupportCall.objects.get().ended_by == hana
    other = Told.objects.exclude(person=hana).get()
    with pytest.raises(Refused, match="ended"):
        actions.answer(other, by=other.person)


def test_only_the_two_may_end_it_and_only_the_told_may_answer(call, bruno, dara, alba):
    for stranger in (bruno, dara):
        with pytest.raises(PermissionDenied):
            actions.end_call(call, by=stranger)
    with pytest.raises(PermissionDenied):
        actions.answer(told(call, bruno), by=dara)
    with pytest.raises(PermissionDenied):
        actions.answer(told(call, bruno), by=alba)


def test_blocked_after_being_told_can_neither_see_nor_answer(call, alba, hana):
    block(alba, hana, known_as="H")
    assert not Told.objects.visible_to(hana).exists()
    assert queries.asked_of(hana) == []
    with pytest.raises(PermissionDenied):
        actions.answer(told(call, hana), by=hana)


def test_yesterdays_open_call_does_not_swallow_todays(call, alba):
    SupportCall.objects.update(created_at=timezone.now() - timedelta(hours=13))
    again = actions.ask_for_support(alba)
    assert again.pk != call.pk
    call.refresh_from_db()
    assert call.ended_at is not None


def test_stepping_back_needs_no_reason_and_holds(alba, hana):
    chosen = near(alba, hana)
    with pytest.raises(PermissionDenied):
        actions.step_back(chosen, by=alba)
    actions.step_back(chosen, by=hana)
    with pytest.raises(Refused):
        actions.ask_for_support(alba)
    with pytest.raises(Refused, match="cannot be called on"):
        actions.choose(alba, key=chosen.key)


def test_let_off_and_chosen_again(alba, hana):
    chosen = near(alba, hana)
    with pytest.raises(PermissionDenied):
        actions.let_off(chosen, by=hana)
    actions.let_off(chosen, by=alba)
    actions.choose(alba, key=chosen.key)
    assert queries.chosen_by(alba)[0].person == hana


def test_only_candidates_can_be_chosen(alba, bruno, hana):
    _invitation, token = invite(bruno, name="H")
    tie = accept(token, by=hana)
    for key in ("", "tie:0", f"tie:{tie.pk}", f"member:{hana.pk}"):
        with pytest.raises(Refused):
            actions.choose(alba, key=key)


def two_places(member):
    """Hana, known in a second place under another name, as someone who knows Alba as Birch."""
    from community.members.models import Member

    hana = Member.objects.get(email__startswith="hana@")
    return [Candidate("membership:7", hana, "River", 3, "Birch", 5, "Evening Circle")] if member.pk != hana.pk else []


def test_known_in_two_places_neither_learns_that_they_are_one(alba, hana, settings):
    settings.SUPPORT_CANDIDATES = f"{__name__}.two_places"
    settings.SUPPORT_HOLDING = f"{__name__}.all_hold"
    near(alba, hana, "Sis")
    assert [one.name for one in queries.people(alba).candidates] == ["River"]
    actions.choose(alba, key="membership:7")
    call = actions.ask_for_support(alba)
    assert [one.chosen.name for one in queries.own_call(call).told] == ["Sis", "River"]
    assert [one.text for one in Notification.objects.filter(member=hana, kind="support.call")] == [
        "Alba could use someone now."
    ]
    assert [one.chosen.known_as for one in queries.asked_of(hana)] == ["Alba"]
    assert Told.objects.visible_to(hana).count() == 1


def all_hold(keys):
    return set(keys)


def test_candidates_come_from_the_circle_and_carry_no_account_id(alba, hana):
    _invitation, token = invite(alba, name="Sis")
    tie = accept(token, by=hana)
    assert [(one.key, one.name, one.known_as) for one in candidates(alba)] == [(f"tie:{tie.pk}", "Sis", "Alba")]
    assert not SupportPerson.objects.exists()
