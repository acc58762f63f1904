"""Saying yes: a pair, a talk, and never more people than places."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.conversations.models import Conversation, Participant
from community.kit.gate import Refused
from community.members.models import Block, Member
from community.notifications.models import Notification
from mentorship.pairs.actions import accept, ask, decline, end, withdraw
from mentorship.pairs.models import Pair, Request
from mentorship.profiles.actions import say, take_rest
from mentorship.profiles.models import Matters, MentorOffer
from tests.harness.waiting import at_once as at_once


def taken(offer: MentorOffer) -> int:
    return MentorOffer.objects.values_list("places_taken", flat=True).get(pk=offer.pk)


def test_a_yes_makes_a_pair_and_a_talk(asked: Request, gil: Member, bruno: Member, brunos: MentorOffer) -> None:
    pair = accept(asked, by=bruno)
    assert (pair.mentor, pair.mentee, pair.request) == (bruno, gil, asked)
    assert Conversation.objects.get(scope=f"pair:{pair.pk}").facility == brunos.facility
    assert taken(brunos) == 1
    assert Matters.objects.get(pk=gil.pk).looking_since is None
    assert Notification.objects.get(member=gil).kind == "mentor_yes"


def test_nobody_can_write_before_both_have_read(pair: Pair) -> None:
    assert not Participant.objects.filter(conversation__scope=pair.scope).exists()


def test_a_yes_said_twice_is_one_pair(asked: Request, bruno: Member) -> None:
    assert accept(asked, by=bruno).pk == accept(asked, by=bruno).pk
    assert Notification.objects.filter(kind="mentor_yes").get().count == 1


def test_only_the_one_who_was_asked_answers(asked: Request, gil: Member, dara: Member) -> None:
    for other in (gil, dara):
        for answer in (accept, decline):
            with pytest.raises(PermissionDenied):
                answer(asked, by=other)


def test_the_other_requests_end_kindly(
    asked: Request, gil: Member, bruno: Member, mentor: Callable[..., MentorOffer], dara: Member
) -> None:
    other = ask(mentor(dara), by=gil)
    accept(asked, by=bruno)
    other.refresh_from_db()
    assert other.outcome == Request.Outcome.WITHDRAWN
    assert not Request.objects.to_member(dara).exists()
    with pytest.raises(Refused) as refused:
        accept(other, by=dara)
    assert refused.value.code == "moved_on"


@pytest.mark.parametrize(
    ("way", "code"), [("withdrawn", "moved_on"), ("blocked", "moved_on"), ("left", "moved_on"), ("rests", "resting")]
)
def test_a_yes_that_comes_too_late(asked: Request, gil: Member, bruno: Member, way: str, code: str) -> None:
    if way == "withdrawn":
        withdraw(asked, by=gil)
    elif way == "blocked":
        Block.objects.create(blocker=gil, blocked=bruno, known_as="Bruno")
    elif way == "left":
        Member.objects.filter(pk=gil.pk).update(ended_at=timezone.now())
    else:
        take_rest(asked.offer, by=bruno)
    with pytest.raises(Refused) as refused:
        accept(asked, by=bruno)
    assert refused.value.code == code
    assert not Pair.objects.exists()


def test_no_new_match_after_an_expired_review(asked: Request, bruno: Member, brunos: MentorOffer) -> None:
    MentorOffer.objects.filter(pk=brunos.pk).update(review_due="2020-01-01")
    with pytest.raises(Refused) as refused:
        accept(asked, by=bruno)
    assert refused.value.code == "review"


def test_places_come_free_when_a_pair_ends(pair: Pair, gil: Member, brunos: MentorOffer) -> None:
    end(pair, by=gil)
    assert taken(brunos) == 0


def test_the_database_refuses_one_too_many(pair: Pair, brunos: MentorOffer, dara: Member, eli: Member) -> None:
    """Whoever writes, and however: no action is involved here."""
    Pair.objects.create(offer=brunos, mentor=brunos.member, mentee=dara)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.create(offer=brunos, mentor=brunos.member, mentee=eli)
    assert taken(brunos) == 2
    Pair.objects.filter(mentee=dara).delete()
    assert taken(brunos) == 1


def test_the_database_keeps_one_mentor_a_mentee(pair: Pair, mentor: Callable[..., MentorOffer], dara: Member) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.create(offer=mentor(dara), mentor=dara, mentee=pair.mentee)


@pytest.mark.django_db(transaction=True)
def test_two_yeses_at_once_and_one_place(
    mentor: Callable[..., MentorOffer], bruno: Member, someone: Callable[[str], Member]
) -> None:
    offer = mentor(bruno, places=1)
    for turn in range(5):
        requests = [ask(offer, by=someone(f"Asker{turn}{number}")) for number in range(3)]
        results = at_once(*(lambda request=request: accept(request, by=bruno) for request in requests))
        pairs = [one for one in results if isinstance(one, Pair)]
        assert len(pairs) == 1, results
        assert {one.code for one in results if isinstance(one, Refused)} == {"full"}
        assert taken(offer) == 1
        end(pairs[0], by=bruno)
        for request in requests:
            decline(request, by=bruno)


@pytest.mark.django_db(transaction=True)
def test_two_mentors_say_yes_to_one_person_at_once(
    gil: Member, mentor: Callable[..., MentorOffer], bruno: Member, dara: Member
) -> None:
    requests = [ask(mentor(member), by=gil) for member in (bruno, dara)]
    results = at_once(*(lambda request=request: accept(request, by=request.mentor) for request in requests))
    assert sorted(type(one).__name__ for one in results) == ["Pair", "Refused"], results
    assert Pair.objects.filter(mentee=gil, ended_at=None).count() == 1
    assert sum(MentorOffer.objects.values_list("places_taken", flat=True)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_ask_at_once(gil: Member, brunos: MentorOffer) -> None:
    results = at_once(*(lambda: ask(brunos, by=gil) for _tab in range(4)))
    assert len({getattr(one, "pk", one) for one in results}) == 1, results
    assert Request.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_fourth_tab_does_not_make_a_fourth_request(
    gil: Member, mentor: Callable[..., MentorOffer], someone: Callable[[str], Member]
) -> None:
    offers = [mentor(someone(f"Mentor{number}")) for number in range(5)]
    results = at_once(*(lambda offer=offer: ask(offer, by=gil) for offer in offers))
    assert Request.objects.open().count() == 3, results
    assert [one.code for one in results if isinstance(one, Refused)] == ["three", "three"]


@pytest.mark.django_db(transaction=True)
def test_first_answers_of_someone_new_at_once(alba: Member) -> None:
    results = at_once(*(lambda: say(alba, lived=1) for _tab in range(3)))
    assert all(isinstance(one, Matters) for one in results), results
