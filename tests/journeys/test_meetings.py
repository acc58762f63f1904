"""Meetings in the browser: over a clock change as two zones see it, and two places for five people at once."""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from community.members.models import Member
from groups.meetings.actions import make_meeting, write_ahead
from groups.meetings.models import Answer, Meeting, Occurrence
from groups.meetings.plan import Plan
from groups.roster.actions import found_group, join
from groups.roster.models import Group

Visit = Callable[..., Page]
BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
WEEK = timedelta(days=7)
SEVEN, LATER = "19:00\u201320:00", "20:30\u201321:30"


@pytest.fixture
def tomas(alba: Member) -> Member:
    """Tomas, who lives in New York and leads the group."""
    return Member.objects.create_user(
        "tomas@demo.example", "walk-beside-me", name="Tomas", time_zone="America/New_York"
    )


@pytest.fixture
def circle(tomas: Member) -> Group:
    return found_group(
        by=tomas, slug="evening-circle", name="Evening Circle", kind="support", entry="open", known_as="Tomas"
    )


def change_day() -> date:
    """The next day on which the hours between Berlin and New York change, at least two weeks from now."""
    day = timezone.localdate() + 2 * WEEK
    while hours_between(day) == hours_between(day + timedelta(days=1)):
        day += timedelta(days=1)
    return day + timedelta(days=1)


def hours_between(day: date) -> timedelta:
    noon = datetime.combine(day, clock(12))
    return noon.replace(tzinfo=BERLIN).utcoffset() - noon.replace(tzinfo=NEW_YORK).utcoffset()  # type: ignore[operator]


def in_new_york(day: date, at: clock) -> str:
    """What clocks show there when those of Berlin show that."""
    return datetime.combine(day, at, tzinfo=BERLIN).astimezone(NEW_YORK).strftime("%H:%M")


def test_over_a_clock_change_seen_from_two_zones(
    as_person: Visit, axe: Callable[[Page], None], alba: Member, tomas: Member, circle: Group
) -> None:
    Member.objects.filter(pk=alba.pk).update(time_zone="Europe/Berlin")
    join(circle, by=alba, name="Birch")
    changes = change_day()
    before, after = changes - timedelta(days=4), changes + timedelta(days=3)

    # Tomas plans it in plain words, by the clock of Berlin, and looks at the dates before he saves.
    page = as_person(tomas)
    page.goto("/groups/evening-circle/meetings/")
    page.get_by_role("link", name="Plan something").first.click()
    page.get_by_label("What is it called?").fill("The long table")
    page.get_by_label("Day", exact=True).fill(before.isoformat())
    page.get_by_label("From").fill("19:00")
    page.get_by_label("To", exact=True).fill("20:00")
    page.get_by_label("By the clock of").select_option("Europe/Berlin")
    expect(page.get_by_text("On which days?")).to_be_hidden()
    page.get_by_label("Every week").check()
    expect(page.get_by_text("On which days?")).to_be_visible()
    for chosen in page.locator("[name=days]:checked").all():
        chosen.uncheck()
    page.get_by_label(before.strftime("%A")).first.check()
    page.locator("#id_place").fill("The old mill")
    page.get_by_role("button", name="Show me the dates").click()
    look = page.locator(".repeating__look")
    expect(look).to_contain_text(f"Every {before:%A}")
    expect(look).to_contain_text(in_new_york(before, clock(19)))
    expect(look).to_contain_text(in_new_york(after, clock(19)))
    assert not Meeting.objects.exists()
    axe(page)
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", name="The long table")).to_be_visible()
    expect(page.get_by_text("Berlin time")).to_be_visible()
    write_ahead(now=timezone.now() + (changes - timezone.localdate()))

    # Each sees it by their own clock: one time in Berlin, two in New York.
    phone = as_person(alba, width=390, dark=True)
    for day in (before, after):
        phone.goto(f"/meetings/?view=week&on={day}")
        expect(phone.locator(".block")).to_contain_text(SEVEN)
        page.goto(f"/meetings/?view=week&on={day}")
        expect(page.locator(".block")).to_contain_text(in_new_york(day, clock(19)))
    assert in_new_york(before, clock(19)) != in_new_york(after, clock(19))

    # The one after the change moves by an hour and a half: only that one.
    moved = Occurrence.objects.get(starts_at=datetime.combine(after, clock(19), tzinfo=BERLIN))
    page.goto(moved.get_absolute_url())
    expect(page.get_by_text(f"{SEVEN} in Berlin")).to_be_visible()
    page.get_by_role("link", name="Change only this one").click()
    page.get_by_label("From").fill("20:30")
    page.get_by_label("To", exact=True).fill("21:30")
    page.get_by_label("A word to those who come").fill("The hall is taken until eight.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"{LATER} in Berlin")).to_be_visible()
    expect(page.get_by_text("The hall is taken until eight.")).to_be_visible()
    phone.goto(f"/meetings/?view=month&on={after}")
    table = phone.get_by_role("table", name=after.strftime("%B %Y"))
    expect(table.get_by_role("columnheader")).to_have_count(7)
    day = phone.locator("#day")
    expect(day).to_contain_text("20:30")
    expect(day).to_contain_text("Another time than usual")
    axe(phone)
    phone.goto(f"/meetings/?view=week&on={after + WEEK}")
    expect(phone.locator(".block")).to_contain_text(SEVEN)
    axe(phone)


def test_two_places_and_five_people_at_once(as_person: Visit, tomas: Member, circle: Group) -> None:
    plan = Plan(
        title="A walk",
        kind="activity",
        starts_on=timezone.localdate() + WEEK,
        starts_at=clock(10),
        zone="Europe/Berlin",
        place="The bridge",
        places=2,
    )
    walk = make_meeting(circle, by=tomas, plan=plan).occurrences.get()
    pages: dict[str, Page] = {}
    for name in ("Aaro", "Bela", "Cato", "Dana", "Elia"):
        member = Member.objects.create_user(f"{name.lower()}@demo.example", "walk-beside-me", name=name)
        join(circle, by=member, name=name)
        pages[name] = as_person(member)
        pages[name].goto(walk.get_absolute_url())
        expect(pages[name].get_by_text("2 of 2 places are free")).to_be_visible()

    # All five press the button at the same moment.
    moment = (time.time() + 1) * 1000
    press = "at => setTimeout(() => document.querySelector('button[value=yes]').click(), at - Date.now())"
    for one in pages.values():
        one.evaluate(press, moment)
    for one in pages.values():
        expect(one.locator("#answer h2")).not_to_have_text("Will you come?", timeout=30_000)
    line = list(Answer.objects.filter(occurrence=walk, state="waiting").order_by("since", "id"))
    names = [one.membership.name for one in line if one.membership]
    going = sorted(set(pages) - set(names))
    assert (len(going), len(names)) == (2, 3)
    for name in going:
        expect(pages[name].get_by_role("heading", name="You come")).to_be_visible()
    for number, name in enumerate(names):
        pages[name].reload()
        expect(pages[name].get_by_role("heading", name="You are on the waiting list")).to_be_visible()
        words = ("You are the next.", "There is 1 person before you.", "There are 2 people before you.")[number]
        expect(pages[name].get_by_text(words)).to_be_visible()

    # One of the two cannot come after all; whoever waited longest has the place, and hears of it.
    pages[going[0]].get_by_role("button", name="I cannot come after all").click()
    expect(pages[going[0]].get_by_text("all 2 places are taken")).to_be_visible()
    lucky = pages[names[0]]
    lucky.goto("/notices/")
    lucky.get_by_role("link", name="A place came free").first.click()
    expect(lucky.get_by_text("A place came free, and it is yours.")).to_be_visible()
    pages[names[1]].reload()
    expect(pages[names[1]].get_by_text("You are the next.")).to_be_visible()
    assert Answer.objects.going().filter(occurrence=walk).count() == 2
