"""A coordinator runs a round, moves somebody by hand and keeps it; the mentee says yes; the mentor does."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from community.facilities.models import Facility, Stay
from community.members.models import Member
from mentorship.profiles.actions import approve, offer, say
from mentorship.profiles.agreement import AGREEMENT
from mentorship.profiles.vocabulary import LANGUAGES, LIFE, LIVED
from tests.mentorship.conftest import learn

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_round_from_run_to_kept(
    live_site: Any, worker: Any, as_person: Any, axe: Any, faye: Member, bruno: Member, gil: Member, carmen: Member
) -> None:
    house = Facility.objects.create(name="Harbor House", slug="harbor-house")
    house.roles.create(member=faye, role="coordinator")
    for member, shares in ((bruno, ["alcohol", "pills"]), (carmen, ["alcohol"])):
        Stay.objects.create(facility=house, member=member, admitted_on="2018-03-01")
        say(member, lived=LIVED.bits(shares), languages=LANGUAGES.bits(["en"]), life=LIFE.bits(["setback"]))
        made = offer(member, story="I came back.", years=9, places=1, facility=house, agreed_to=AGREEMENT)
        learn(member)
        approve(made, by=faye, reason="We know each other.", knows_them=True)
    Stay.objects.create(facility=house, member=gil, admitted_on="2026-08-01")
    says = {"lived": LIVED.bits(["alcohol", "pills"]), "languages": LANGUAGES.bits(["en"])}
    say(gil, looking=True, **says)

    desk = as_person(faye)
    desk.goto("/desk/mentors/rounds/")
    axe(desk)
    desk.get_by_role("button", name="Begin a round").click()
    expect(desk.get_by_role("heading", name=re.compile("Gil.*Bruno"))).to_be_visible(timeout=60_000)
    axe(desk)
    desk.get_by_role("link", name="Move").click()
    desk.get_by_label("To").select_option(label="Carmen")
    desk.get_by_role("button", name="See what it would change").click()
    expect(desk.get_by_role("cell", name="Carmen")).to_be_visible()
    axe(desk)
    desk.get_by_label("Why").fill("They know each other from the kitchen.")
    desk.get_by_role("button", name="Move").click()
    expect(desk.get_by_role("heading", name=re.compile("Gil.*Carmen"))).to_be_visible()
    mentee = as_person(gil, width=390)
    mentee.goto("/mentoring/")
    expect(mentee.get_by_text("We thought of someone for you")).not_to_be_visible()
    desk.get_by_role("button", name="Keep it").click()
    expect(desk.get_by_text("One person hears of it now").or_(desk.get_by_text("1 person hears"))).to_be_visible()

    mentee.reload()
    expect(mentee.get_by_text("We thought of someone for you")).to_be_visible()
    axe(mentee)
    mentee.get_by_role("button", name="Ask Carmen").first.click()
    expect(mentee.get_by_text("You have asked Carmen.")).to_be_visible()
    mentor = as_person(carmen)
    mentor.goto("/mentoring/")
    mentor.get_by_role("link", name="Read and answer").click()
    mentor.get_by_role("button", name=re.compile("^Say yes|Yes")).click()
    expect(mentor.get_by_role("heading", name=re.compile("Gil"))).to_be_visible()
