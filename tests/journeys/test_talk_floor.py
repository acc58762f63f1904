"""A text meeting of three: a hand goes up, the floor goes round, a reload changes nothing, and the meeting ends."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]
CHAT = "/groups/evening-circle/chat/"


def test_one_speaks_and_the_others_listen(as_person: Visit, axe: Callable[[Page], None]) -> None:
    people = tell_the_week()
    carmen, alba, bruno = (
        as_person(people.carmen),
        as_person(people.alba, width=390, dark=True),
        as_person(people.bruno),
    )
    for page in (carmen, alba, bruno):
        page.goto(CHAT)
    expect(alba.get_by_text("Begin a text meeting")).to_have_count(0)
    carmen.get_by_text("Begin a text meeting").click()
    carmen.get_by_label("What is it about?").fill("What carried you this week")
    carmen.get_by_role("button", name="Begin", exact=True).click()
    alba.get_by_role("button", name="Raise a hand").click()
    expect(alba.get_by_role("button", name="Lower my hand")).to_be_visible()
    bruno.get_by_role("button", name="Raise a hand").click()
    expect(carmen.locator("[data-queue] li")).to_have_count(2)
    carmen.get_by_role("button", name="Next, please").click()
    expect(alba.locator("[data-speaker]")).to_have_text("It is your turn")
    expect(alba.get_by_role("timer", name="Time left")).to_have_text(re.compile(r"^[23]:\d\d$"))
    axe(alba)

    field = bruno.get_by_label("Write to Evening Circle")
    field.fill("May I add something?")
    bruno.get_by_role("button", name="Send").click()
    expect(bruno.get_by_role("alert").filter(has_text="stays here")).to_be_visible()
    expect(field).to_have_value("May I add something?")

    alba.get_by_label("Write to Evening Circle").fill("My neighbour waters her plants when I would go out.")
    alba.get_by_role("button", name="Send").click()
    expect(bruno.get_by_role("log").get_by_text("My neighbour waters her plants")).to_have_count(1)
    alba.get_by_role("button", name="I have said it").click()
    expect(bruno.locator("[data-speaker]")).to_have_text("It is your turn")
    bruno.reload()
    expect(bruno.locator("[data-speaker]")).to_have_text("It is your turn")

    carmen.locator("[data-keep] summary").click()
    carmen.get_by_role("button", name="End the meeting").click()
    for page in (alba, bruno):
        expect(page.locator("[data-ended]")).to_be_visible()
