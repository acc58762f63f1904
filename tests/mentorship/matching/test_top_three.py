"""Who is suggested, and who is not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from community.members.models import Block, Member
from mentorship.matching.actions import bring_back, set_aside
from mentorship.matching.queries import top_three
from mentorship.profiles.actions import take_rest
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.vocabulary import LIFE, LIVED


def names(member: Member) -> list[str]:
    return [suggestion.offer.member.name for suggestion in top_three(member)]


@pytest.fixture
def three(
    brunos: MentorOffer, mentor: Callable[..., MentorOffer], someone: Callable[[str], Member]
) -> dict[str, MentorOffer]:
    """Bruno shares most with Gil, then Ines, then Tomas; Bea shares nothing."""
    return {
        "Bruno": brunos,
        "Ines": mentor(someone("Ines"), life=LIFE.bits(["setback"])),
        "Tomas": mentor(someone("Tomas")),
        "Bea": mentor(someone("Bea"), lived=LIVED.bits(["gambling"])),
    }


def test_the_three_who_share_most_come_first(gil: Member, three: dict[str, MentorOffer]) -> None:
    assert names(gil) == ["Bruno", "Ines", "Tomas"]


def test_who_has_said_nothing_sees_nobody(alba: Member, three: dict[str, MentorOffer]) -> None:
    assert names(alba) == []


def test_nobody_is_suggested_to_themselves(bruno: Member, three: dict[str, MentorOffer]) -> None:
    assert "Bruno" not in names(bruno)


@pytest.mark.parametrize("way", ["rests", "full", "waits", "ended", "overdue", "hidden", "left"])
def test_who_has_no_room_is_not_shown(gil: Member, three: dict[str, MentorOffer], way: str) -> None:
    brunos, now = MentorOffer.objects.filter(pk=three["Bruno"].pk), timezone.now()
    if way == "rests":
        take_rest(three["Bruno"], by=three["Bruno"].member)
    elif way == "full":
        brunos.update(places_taken=2)
    elif way == "waits":
        brunos.update(approved_at=None)
    elif way == "ended":
        brunos.update(ended_at=now)
    elif way == "overdue":
        brunos.update(review_due=now.date() - timedelta(days=1))
    elif way == "hidden":
        brunos.update(hidden_at=now)
    else:
        Member.objects.filter(pk=three["Bruno"].member_id).update(ended_at=now)
    assert names(gil) == ["Ines", "Tomas", "Bea"]
    assert not MentorOffer.objects.get(pk=three["Bruno"].pk).is_welcoming


def test_a_block_in_either_direction_is_total(gil: Member, bruno: Member, three: dict[str, MentorOffer]) -> None:
    Block.objects.create(blocker=gil, blocked=bruno, known_as="Bruno")
    Block.objects.create(blocker=three["Ines"].member, blocked=gil, known_as="Gil")
    assert names(gil) == ["Tomas", "Bea"]


def test_someone_set_aside_comes_back_in_time(gil: Member, bruno: Member, three: dict[str, MentorOffer]) -> None:
    set_aside(gil, bruno, until=timezone.now() + timedelta(days=3))
    assert "Bruno" not in names(gil)
    later = top_three(gil, at=timezone.now() + timedelta(days=4))
    assert later[0].offer.member == bruno
    set_aside(gil, bruno, until=None)
    assert "Bruno" not in names(gil)
    bring_back(gil, bruno)
    assert names(gil)[0] == "Bruno"


def test_ties_are_broken_differently_for_different_members(
    mentor: Callable[..., MentorOffer], someone: Callable[[str], Member]
) -> None:
    from mentorship.profiles.actions import say

    for number in range(12):
        mentor(someone(f"Same{number}"))
    seen = set()
    for number in range(6):
        asker = someone(f"Asker{number}")
        say(asker, lived=LIVED.bits(["alcohol"]))
        assert names(asker) == names(asker)
        seen.add(tuple(names(asker)))
    assert len(seen) > 1
