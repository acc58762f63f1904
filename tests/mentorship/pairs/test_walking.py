"""Walking together: the note, the rhythm, the end."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from community.conversations.actions import post
from community.conversations.models import Conversation, Participant
from community.kit.gate import Refused
from community.members.models import Block, Member
from community.notifications.models import Notification
from mentorship.matching.queries import top_three
from mentorship.pairs import queries
from mentorship.pairs.actions import acknowledge, agree, end, part, propose
from mentorship.pairs.models import Pair, Rhythm
from tests.mentorship.pairs.test_answering import at_once


def say(pair: Pair, by: Member, body: str = "Hello") -> None:
    post(Conversation.objects.get(scope=pair.scope), by=by, body=body, client_id=uuid.uuid4())


def test_not_a_word_before_both_have_read(pair: Pair, gil: Member, bruno: Member) -> None:
    assert not acknowledge(pair, by=bruno)
    for member in (gil, bruno):
        with pytest.raises(PermissionDenied):
            say(pair, member)
    assert acknowledge(pair, by=gil)
    say(pair, gil)
    say(pair, bruno)


def test_reading_it_twice_is_reading_it_once(pair: Pair, bruno: Member) -> None:
    assert not acknowledge(pair, by=bruno)
    assert not acknowledge(pair, by=bruno)


def test_others_have_nothing_to_acknowledge_agree_or_end(pair: Pair, bruno: Member, dara: Member) -> None:
    rhythm = propose(pair, by=bruno, words="Tuesdays")
    for deed in (
        lambda: acknowledge(pair, by=dara),
        lambda: propose(pair, by=dara, words="Never"),
        lambda: agree(rhythm, by=dara),
        lambda: end(pair, by=dara),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_a_rhythm_holds_once_the_other_agrees(pair: Pair, gil: Member, bruno: Member) -> None:
    first = propose(pair, by=bruno, words="Tuesdays and Fridays")
    with pytest.raises(PermissionDenied):
        agree(first, by=bruno)
    agree(first, by=gil)
    agree(first, by=gil)
    second = propose(pair, by=gil, words="Every morning, a line")
    found = queries.rhythms(pair)
    assert (found.agreed, found.proposed) == (first, second)
    third = propose(pair, by=gil, words="Every other morning")
    with pytest.raises(Refused):
        agree(second, by=bruno)
    agree(third, by=bruno)
    found = queries.rhythms(pair)
    assert (found.agreed, found.proposed) == (third, None)


def test_an_empty_rhythm_is_none(pair: Pair, gil: Member) -> None:
    with pytest.raises(Refused):
        propose(pair, by=gil, words="  ")
    assert not Rhythm.objects.exists()


@pytest.mark.parametrize("who", ["gil", "bruno"])
def test_either_can_end_it_at_once(talking: Pair, gil: Member, bruno: Member, who: str) -> None:
    by, other = (gil, bruno) if who == "gil" else (bruno, gil)
    ended = end(talking, by=by)
    assert ended.ended_by == by
    for member in (gil, bruno):
        with pytest.raises(PermissionDenied):
            say(talking, member)
    assert not Participant.objects.filter(conversation__scope=talking.scope, ended_at=None).exists()
    [notice] = Notification.objects.filter(kind="pair_ended")
    assert (notice.member, notice.text) == (other, f"Your time with {by.name} has come to its end.")
    assert top_three(gil) == []
    end(talking, by=other)
    assert Pair.objects.get().ended_by == by


def test_after_the_end_nothing_begins(talking: Pair, gil: Member) -> None:
    end(talking, by=gil)
    with pytest.raises(Refused):
        acknowledge(talking, by=gil)
    with pytest.raises(Refused):
        propose(talking, by=gil, words="Tuesdays")


@pytest.mark.parametrize("who", ["gil", "bruno"])
def test_a_block_is_an_ending_like_any_other(talking: Pair, gil: Member, bruno: Member, who: str) -> None:
    by, other = (gil, bruno) if who == "gil" else (bruno, gil)
    Block.objects.create(blocker=by, blocked=other, known_as=other.name)
    assert queries.walks_of(gil) == queries.walks_of(bruno) == []
    assert part() == 1
    assert part() == 0
    assert Pair.objects.get().ended_by is None
    [notice] = Notification.objects.filter(kind="pair_ended")
    assert (notice.member, notice.text) == (other, f"Your time with {by.name} has come to its end.")


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_part_once(talking: Pair, gil: Member, bruno: Member) -> None:
    Block.objects.create(blocker=gil, blocked=bruno, known_as="Bruno")
    assert sorted(at_once(part, part)) == [0, 1]
    assert Notification.objects.get(kind="pair_ended").count == 1


@pytest.mark.django_db(transaction=True)
def test_both_read_at_the_same_moment(pair: Pair, gil: Member, bruno: Member) -> None:
    results = at_once(lambda: acknowledge(pair, by=gil), lambda: acknowledge(pair, by=bruno))
    assert sorted(map(str, results)) == ["False", "True"]
    assert Participant.objects.filter(conversation__scope=pair.scope, ended_at=None).count() == 2
