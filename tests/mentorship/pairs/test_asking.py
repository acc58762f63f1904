"""Asking: three at a time, once each, of people who are free."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.utils import timezone

from community.kit.gate import Refused
from community.members.models import Block, Member
from community.notifications.models import Notification
from mentorship.matching.queries import top_three
from mentorship.pairs.actions import accept, ask, decline, withdraw
from mentorship.pairs.models import ANSWER_WITHIN, Request
from mentorship.profiles.actions import say, take_rest
from mentorship.profiles.models import Matters, MentorOffer


def kinds(member: Member) -> list[str]:
    """Kinds of notice about asking that the member has, the oldest first."""
    notices = Notification.objects.filter(member=member, kind__in=["mentor_request", "mentor_yes", "mentor_moved_on"])
    return list(notices.order_by("pk").values_list("kind", flat=True))


def test_the_mentor_is_told_and_has_two_days(asked: Request, bruno: Member) -> None:
    assert kinds(bruno) == ["mentor_request"]
    assert abs(asked.lapses_at - asked.created_at - ANSWER_WITHIN) < timedelta(seconds=5)
    assert asked.is_open


def test_what_was_said_is_sealed_in_the_database(asked: Request) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM mentorship_request WHERE id = %s", [asked.pk])
        [stored] = cursor.fetchone()
    assert "evenings" not in stored
    assert Request.objects.get(pk=asked.pk).words == "The evenings are long."


def test_asking_twice_is_one_request(asked: Request, gil: Member, bruno: Member, brunos: MentorOffer) -> None:
    assert ask(brunos, by=gil, words="Again").pk == asked.pk
    assert Request.objects.count() == 1
    assert kinds(bruno) == ["mentor_request"]


def test_three_at_a_time(gil: Member, mentor: Callable[..., MentorOffer], someone: Callable[[str], Member]) -> None:
    offers = [mentor(someone(f"Mentor{number}")) for number in range(4)]
    requests = [ask(offer, by=gil) for offer in offers[:3]]
    with pytest.raises(Refused) as refused:
        ask(offers[3], by=gil)
    assert refused.value.code == "three"
    withdraw(requests[1], by=gil)
    assert ask(offers[3], by=gil).slot == requests[1].slot


def test_the_database_itself_knows_only_three(asked: Request, gil: Member, dara: Member) -> None:
    with pytest.raises(IntegrityError):
        Request.objects.create(offer=asked.offer, mentor=dara, mentee=gil, slot=4, lapses_at=timezone.now())


def test_someone_asked_is_not_suggested_until_taken_back(asked: Request, gil: Member, bruno: Member) -> None:
    assert top_three(gil) == []
    withdraw(asked, by=gil)
    assert [suggestion.offer.member for suggestion in top_three(gil)] == [bruno]
    assert kinds(bruno) == ["mentor_request"]
    assert not Request.objects.to_member(bruno).exists()


def test_only_the_one_who_asked_can_take_it_back(asked: Request, dara: Member, bruno: Member) -> None:
    for other in (dara, bruno):
        with pytest.raises(PermissionDenied):
            withdraw(asked, by=other)


@pytest.mark.parametrize("way", ["rests", "full", "limits"])
def test_who_is_not_free_cannot_be_asked(gil: Member, bruno: Member, brunos: MentorOffer, way: str) -> None:
    if way == "rests":
        take_rest(brunos, by=bruno)
    elif way == "full":
        MentorOffer.objects.filter(pk=brunos.pk).update(places_taken=2)
    else:
        say(bruno, genders_wanted=1)
    with pytest.raises(Refused) as refused:
        ask(brunos, by=gil)
    assert refused.value.code == "not_free"
    assert str(refused.value.reason) == "Bruno is not free just now."


@pytest.mark.parametrize("way", ["blocks", "is_blocked", "waits", "own"])
def test_who_is_not_there_cannot_be_asked(gil: Member, bruno: Member, brunos: MentorOffer, way: str) -> None:
    asker = bruno if way == "own" else gil
    if way == "blocks":
        Block.objects.create(blocker=gil, blocked=bruno, known_as="Bruno")
    elif way == "is_blocked":
        Block.objects.create(blocker=bruno, blocked=gil, known_as="Gil")
    elif way == "waits":
        MentorOffer.objects.filter(pk=brunos.pk).update(approved_at=None)
    with pytest.raises(PermissionDenied):
        ask(brunos, by=asker)


def test_a_no_is_not_a_persons_no(asked: Request, gil: Member, bruno: Member, brunos: MentorOffer) -> None:
    decline(asked, by=bruno)
    [notice] = Notification.objects.filter(member=gil)
    assert notice.text == "Bruno is not free just now. Others have walked this road too."
    assert top_three(gil) == []
    with pytest.raises(Refused) as refused:
        ask(brunos, by=gil)
    assert refused.value.code == "not_free"
    assert asked.was_not_free_lately
    Request.objects.update(settled_at=timezone.now() - timedelta(days=61))
    assert ask(brunos, by=gil).is_open


def test_one_at_a_time(
    asked: Request, gil: Member, bruno: Member, mentor: Callable[..., MentorOffer], dara: Member
) -> None:
    daras = mentor(dara)
    accept(asked, by=bruno)
    with pytest.raises(Refused) as refused:
        ask(daras, by=gil)
    assert refused.value.code == "has_mentor"


def test_taking_back_and_asking_again_has_an_end(gil: Member, brunos: MentorOffer) -> None:
    for _turn in range(3):
        withdraw(ask(brunos, by=gil), by=gil)
    with pytest.raises(Refused) as refused:
        ask(brunos, by=gil)
    assert refused.value.code == "not_free"


def test_asking_is_hoping(bruno: Member, brunos: MentorOffer, alba: Member) -> None:
    ask(brunos, by=alba)
    assert Matters.objects.get(pk=alba.pk).looking_since is not None
