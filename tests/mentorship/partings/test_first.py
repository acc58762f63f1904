"""Who is first in line, and what it is worth."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.facilities.models import Facility
from community.kit.gate import Refused
from community.members.models import Member
from mentorship.oversight.actions import decide, raise_concern, take
from mentorship.oversight.queries import waiting
from mentorship.pairs.actions import close, end
from mentorship.pairs.first import walked_until
from mentorship.pairs.models import Pair
from mentorship.partings.actions import choose_onward, let_days_come
from mentorship.partings.models import Parting
from mentorship.partings.queries import after_ending
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.rounds.gathering import gather
from tests.mentorship.rounds.conftest import seeker, wren

__all__ = ["seeker", "wren"]

pytestmark = pytest.mark.django_db


def is_first(member: Member) -> bool:
    return Matters.objects.annotate(until=walked_until()).filter(pk=member.pk, until__isnull=False).exists()


@pytest.mark.parametrize(
    ("how", "first"),
    [("day", True), ("mentor", True), ("house", True), ("mentee", False), ("mentee who told", True)],
)
def test_who_was_left_is_first(
    agreed: Parting, comes: Callable[[Parting], None], gil: Member, bruno: Member, how: str, first: bool
) -> None:
    pair = agreed.pair
    if how == "day":
        comes(agreed)
        let_days_come()
    elif how == "mentor":
        end(pair, by=bruno)
    elif how == "house":
        close(pair)
    else:
        if how == "mentee who told":
            raise_concern(pair, by=gil, topic="worry", words="It is too much.")
        end(pair, by=gil)
    assert is_first(gil) is first
    assert not is_first(bruno)
    after = after_ending(gil)
    assert after
    assert (after.walked_until is not None) is first
    choose_onward(pair, by=gil, wish="now")
    assert is_first(gil) is first


def test_only_who_looks_again_before_long(talking: Pair, gil: Member, bruno: Member) -> None:
    end(talking, by=bruno)
    choose_onward(talking, by=gil, wish="now")
    Pair.objects.update(ended_at=timezone.now() - timedelta(days=91))
    assert not is_first(gil)


def test_on_the_desk_and_in_a_round(
    talking: Pair,
    gil: Member,
    bruno: Member,
    wren: Member,
    harbor: Facility,
    mentor: Callable[..., MentorOffer],
    hana: Member,
) -> None:
    """Wren waits longer, and has more in common with the one mentor who has a place."""
    end(talking, by=bruno)
    MentorOffer.objects.filter(member=bruno).update(ended_at=timezone.now())
    mentor(hana, places=1, life=wren.matters.life, around=wren.matters.around)
    Matters.objects.filter(pk=wren.pk).update(looking_since=timezone.now() - timedelta(days=40))
    assert [one.member for one in waiting(harbor).rows] == [wren]
    choose_onward(talking, by=gil, wish="now")
    rows = waiting(harbor).rows
    assert [one.member for one in rows] == [gil, wren]
    assert rows[0].walked == Pair.objects.get().ended_at  # type: ignore[attr-defined]
    gathered = gather(harbor)
    assert dict(zip(gathered.mentees, gathered.first.tolist(), strict=True)) == {gil: True, wren: False}
    placed = {gathered.mentees[n]: bool(gathered.solved().placed[n]) for n in range(2)}
    assert placed == {gil: True, wren: False}


def test_now_later_or_not(talking: Pair, gil: Member, bruno: Member, hana: Member) -> None:
    with pytest.raises(Refused):
        choose_onward(talking, by=gil, wish="now")
    end(talking, by=bruno)
    for one in (bruno, hana):
        with pytest.raises(PermissionDenied):
            choose_onward(talking, by=one, wish="now")
    with pytest.raises(Refused):
        choose_onward(talking, by=gil, wish="perhaps")
    for wish, looks in (("later", False), ("now", True), ("not", False)):
        choose_onward(talking, by=gil, wish=wish)
        after = after_ending(gil)
        assert after
        assert (after.wish, after.looks) == (wish, looks)
    assert after_ending(bruno) is None


def test_closed_by_those_who_looked_the_mentee_is_first(talking: Pair, gil: Member, faye: Member) -> None:
    concern = raise_concern(talking, by=gil, topic="worry", words="It is too much.")
    take(concern, by=faye)
    decide(concern, by=faye, outcome="parted", reason="Better so.", answer="We have looked.")
    assert is_first(gil)
