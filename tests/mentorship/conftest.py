"""Harbor House and its people, as mentoring needs them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from community.facilities.models import Facility, StaffRole, Stay
from community.members.models import Member
from mentorship.profiles.actions import answer_check, approve, offer, read_step, say, vouch_as_staff
from mentorship.profiles.agreement import AGREEMENT
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.training import QUESTIONS, STEPS
from mentorship.profiles.vocabulary import AROUND, LANGUAGES, LIFE, LIVED, PATHWAYS


@pytest.fixture
def harbor(faye: Member) -> Facility:
    """Harbor House, with faye as its coordinator."""
    house, _ = Facility.objects.get_or_create(slug="harbor-house", defaults={"name": "Harbor House"})
    StaffRole.objects.get_or_create(facility=house, member=faye, role="coordinator")
    return house


def learn(member: Member) -> None:
    """Read every step, and answer every question as it holds."""
    for number in range(1, len(STEPS) + 1):
        read_step(number, by=member)
    answer_check({question.code: question.right for question in QUESTIONS}, by=member)


@pytest.fixture
def mentor(harbor: Facility, faye: Member) -> Callable[..., MentorOffer]:
    """Make a member a mentor of Harbor House, who has all that is asked for; approved by faye, unless told not to."""

    def make(member: Member, *, places: int = 2, approved: bool = True, **answers: Any) -> MentorOffer:
        Stay.objects.get_or_create(facility=harbor, member=member, defaults={"admitted_on": date(2018, 3, 1)})
        says = {"lived": LIVED.bits(["alcohol"]), "languages": LANGUAGES.bits(["en"])} | answers
        say(member, **says)
        made = offer(member, story="I came back.", years=9, places=places, facility=harbor, agreed_to=AGREEMENT)
        learn(member)
        if member != faye:
            vouch_as_staff(made, by=faye, words="We know each other well.")
        return approve(made, by=faye, reason="We know each other well.") if approved else made

    return make


@pytest.fixture
def brunos(bruno: Member, mentor: Callable[..., MentorOffer]) -> MentorOffer:
    """Bruno's offer: alcohol, SMART, a parent, evenings."""
    return mentor(
        bruno,
        lived=LIVED.bits(["alcohol", "pills"]),
        pathways=PATHWAYS.bits(["smart"]),
        life=LIFE.bits(["parent", "setback"]),
        around=AROUND.bits(["evenings", "weekends"]),
    )


@pytest.fixture
def gil(gil: Member, harbor: Facility) -> Member:
    """Gil waits: he has said what matters to him and hopes for a mentor."""
    Stay.objects.get_or_create(facility=harbor, member=gil, defaults={"admitted_on": date(2026, 8, 1)})
    say(
        gil,
        looking=True,
        lived=LIVED.bits(["alcohol"]),
        life=LIFE.bits(["setback"]),
        languages=LANGUAGES.bits(["en"]),
        around=AROUND.bits(["evenings"]),
    )
    return gil


@pytest.fixture
def someone(db: None) -> Callable[[str], Member]:
    """A member of that name, made now."""

    def make(name: str) -> Member:
        return Member.objects.create_user(f"{name.lower()}@elsewhere.example", "walk-beside-me", name=name)

    return make
