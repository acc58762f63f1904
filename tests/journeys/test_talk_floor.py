"""A text meeting on two open pages: it begins, a hand goes up, somebody speaks, the clock runs, it ends."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]
CHAT = "/groups/evening-circle/chat/"


def test_two_people_hold_a_meeting(as_person: Visit, axe: Callable[[Page], None]) -> None:
    people = tell_the_week()
    carmen, alba = as_person(people.carmen), as_person(people.alba, width=390, dark=True)
    alba.goto(CHAT)
    expect(alba.get_by_text("Begin a text meeting")).to_have_count(0)
    carmen.goto(CHAT)
    carmen.get_by_text("Begin a text meeting").click()
    carmen.get_by_label("What is it about?").fill("What helped this week")
    carmen.get_by_role("button", name="Begin", exact=True).click()

    # It begins on the open page, at once; what is written meanwhile stays with its author.
    expect(alba.get_by_role("heading", name="What helped this week")).to_be_visible()
    expect(alba.get_by_text("Carmen has the floor").first).to_be_visible()
    field = alba.get_by_role("textbox", name=re.compile("Write to"))
    field.fill("A walk every morning.")
    field.press("Enter")
    expect(alba.get_by_text("Someone else has the floor just now.")).to_be_visible()
    alba.get_by_role("button", name="Raise a hand").click()
    expect(alba.get_by_role("button", name="Lower my hand")).to_be_visible()
    expect(carmen.locator("[data-queue] li")).to_have_count(1)
    axe(carmen)

    carmen.get_by_role("button", name="Next, please").click()
    expect(alba.locator("[data-speaker]")).to_have_text("It is your turn")
    expect(alba.get_by_role("timer", name="Time left")).to_have_text(re.compile(r"^[23]:\d\d$"))
    axe(alba)
    alba.get_by_role("button", name="Send", exact=True).click()
    expect(carmen.get_by_text("A walk every morning.")).to_be_visible()
    alba.get_by_role("button", name="I have said it").click()
    expect(carmen.locator("[data-speaker]")).to_have_text("Carmen has the floor")

    # The state is the database's: a reload changes nothing. Then it ends for everyone.
    carmen.reload()
    expect(carmen.get_by_role("heading", name="What helped this week")).to_be_visible()
    carmen.locator("[data-keep] summary").click()
    carmen.get_by_role("button", name="End the meeting").click()
    expect(alba.get_by_role("heading", name="What helped this week")).to_be_hidden()
    expect(carmen.get_by_text("Begin a text meeting")).to_be_visible()
