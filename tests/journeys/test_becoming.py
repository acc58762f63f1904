"""Alba offers to walk beside someone: steps, a check, two who know her, a yes from the desk; then Gil finds her."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from community.conversations.actions import admit, open_conversation, post
from community.facilities.models import Facility, Stay
from community.members.models import Member
from mentorship.profiles.actions import say
from mentorship.profiles.training import QUESTIONS, STEPS
from mentorship.profiles.vocabulary import LANGUAGES, LIVED
from tests.harness.browsing import Complaints

pytestmark = pytest.mark.django_db(transaction=True)


def test_offer_to_approval(
    as_person: Callable[..., Page],
    axe: Callable[[Page], None],
    complaints: Complaints,
    alba: Member,
    bruno: Member,
    carmen: Member,
    faye: Member,
    gil: Member,
) -> None:
    complaints.allow("422")
    house = Facility.objects.create(name="Harbor House", slug="harbor-house")
    house.roles.create(member=faye, role="coordinator")
    for member in (alba, gil):
        Stay.objects.create(facility=house, member=member, admitted_on="2026-08-01")
        say(member, lived=LIVED.bits(["alcohol"]), languages=LANGUAGES.bits(["en"]))
    say(gil, looking=True)
    talk = open_conversation("group:900")
    for member in (alba, bruno, carmen):
        admit(talk, member, name=member.name, hue=member.hue)
        post(talk, by=member, body="Good evening.", client_id=uuid4())

    mine = as_person(alba, width=390)
    mine.goto("/mentoring/offer/")
    mine.get_by_label("Your story").fill("Six years. I came back twice.")
    mine.get_by_label("Years on this road").fill("6")
    axe(mine)
    mine.get_by_role("button", name="Offer").click()
    expect(mine.get_by_text("say that you will hold to it")).to_be_visible()
    expect(mine.get_by_label("Your story")).to_have_value("Six years. I came back twice.")
    mine.get_by_role("checkbox", name="I have read this").check()
    mine.get_by_role("button", name="Offer").click()

    mine.goto("/mentoring/offer/")
    axe(mine)
    mine.get_by_role("link", name=re.compile("Begin.*Learn the steps")).click()
    axe(mine)
    mine.get_by_role("link", name=re.compile("^Begin")).click()
    for _step in STEPS[:-1]:
        mine.get_by_role("button", name="I have read this").click()
    axe(mine)
    mine.get_by_role("button", name="On to the questions").click()
    for question in QUESTIONS:
        held = next(choice for choice in question.choices if choice.is_right)
        mine.get_by_role("radio", name=str(held.words)).check()
    lend = next(choice for choice in QUESTIONS[1].choices if choice.code == "lend")
    mine.get_by_role("radio", name=str(lend.words)).check()
    mine.get_by_role("button", name="That is what I would do").click()
    expect(mine.get_by_text(str(lend.feedback))).to_be_visible()
    expect(mine.get_by_role("radio", name=str(lend.words))).to_be_checked()
    axe(mine)
    mine.get_by_role("radio", name=QUESTIONS[1].choice("no").words).check()  # type: ignore[union-attr]
    mine.get_by_role("button", name="Try again").click()
    expect(mine.get_by_text("Done. Read them again whenever you like.")).to_be_visible()
    for name in ("Bruno", "Carmen"):
        mine.get_by_label("Somebody who knows you").select_option(label=name)
        mine.get_by_role("button", name="Ask them for a word").click()
        expect(mine.get_by_text(f"{name}: asked")).to_be_visible()

    desk = as_person(faye)
    desk.goto("/desk/mentors/")
    desk.get_by_text("Welcome them").click()
    axe(desk)
    reason = desk.get_by_role("textbox").first
    reason.fill("A good talk over coffee.")
    desk.get_by_role("button", name="Approve").click()
    expect(desk.get_by_text("Two people who know them are needed")).to_be_visible()
    expect(reason).to_have_value("A good talk over coffee.")

    for referee, words in ((bruno, "Three years in one group."), (carmen, "She keeps her word.")):
        page = as_person(referee, width=390, dark=True)
        page.goto("/notices/")
        page.get_by_role("link", name=re.compile("hopes for a word from you")).click()
        axe(page)
        page.get_by_label("How you know them").fill(words)
        page.get_by_role("button", name="Yes, I would trust them with someone").click()
        expect(page.get_by_text("It is with the staff who decide.")).to_be_visible()
    mine.reload()
    expect(mine.get_by_text("Bruno: has said a word")).to_be_visible()
    expect(mine.get_by_role("main")).not_to_contain_text("Three years in one group.")

    desk.get_by_role("button", name="Approve").click()
    expect(desk.get_by_text("Nobody waits for you here")).to_be_visible()
    seeker = as_person(gil)
    seeker.goto("/mentoring/")
    expect(seeker.get_by_role("link", name="Ask Alba")).to_be_visible()
    mine.goto("/notices/")
    expect(mine.get_by_text("You are a mentor now.")).to_be_visible()
