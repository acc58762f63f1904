"""Somebody is called by name, by keyboard alone, and sees it at once wherever they are."""

import os
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.harness.browsing import Complaints
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]
CHAT = "/groups/evening-circle/chat/"
SHOTS = os.environ.get("SHOTS")


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png")


def test_called_by_name(as_person: Visit, axe: Callable[..., None], complaints: Complaints, worker: object) -> None:
    people = tell_the_week()
    alba, bruno = as_person(people.alba), as_person(people.bruno)
    bruno.goto(CHAT)
    bruno.goto("/")
    alba.goto(CHAT)
    groups = bruno.locator(".places [data-waits=group]")
    expect(groups).to_be_hidden()
    bell = bruno.locator("live-bell [data-unread] b")
    before = int(bell.text_content() or 0)
    field = alba.locator("#talk-body")
    field.focus()
    alba.keyboard.type("Good evening @br")
    names = alba.get_by_role("listbox", name="Names")
    expect(names.get_by_role("option", name="Bruno")).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "mention-names-0")
    axe(alba)
    shot(alba, "names")
    alba.keyboard.press("Escape")
    expect(names).to_be_hidden()
    alba.keyboard.type("u")
    expect(names).to_be_visible()
    alba.keyboard.press("Tab")
    expect(field).to_have_value("Good evening @Bruno ")
    expect(field).to_be_focused()
    alba.keyboard.type("and welcome")
    bruno.wait_for_timeout(1500)  # their line is open by now
    alba.keyboard.press("Enter")
    expect(alba.get_by_role("log").locator(".mention", has_text="@Bruno")).to_be_visible()
    expect(groups).to_be_visible()
    expect(groups.locator("b")).to_have_text("1")
    expect(bell).to_have_text(str(before + 1), timeout=10_000)
    shot(bruno, "risen")
    told = bruno.get_by_text("mentioned you in Evening Circle")
    for _try in range(20):  # another notice may have rung the bell sooner
        bruno.goto("/notices/")
        if told.count():
            break
        bruno.wait_for_timeout(500)
    told.first.click()
    expect(bruno.locator(".mention--me")).to_have_text("@Bruno")
    shot(bruno, "named")
    bruno.goto(CHAT)
    bruno.get_by_text("All messages", exact=True).click()
    bruno.get_by_role("button", name="Mentions only").click()
    expect(bruno.locator(".bell-menu summary")).to_have_text("Mentions only")
    shot(bruno, "bell")
