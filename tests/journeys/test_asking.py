"""Someone asks to come in under a name of their own; they talk with whoever keeps the room, and are let in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from community.members.models import Member
from groups.roster.actions import found_group, settle_in
from tests.harness.browsing import Complaints

Visit = Callable[..., Page]
Axe = Callable[[Page], None]


@pytest.fixture
def table(carmen: Member) -> Any:
    return found_group(
        by=carmen,
        slug="kitchen-table",
        name="Kitchen Table",
        kind="family",
        entry="request",
        about="For people who love someone in recovery.",
        agreement="What is said here stays here.\nAnyone may just read.",
    )


def write(page: Page, words: str) -> None:
    page.get_by_label("Write to Kitchen Table").fill(words)
    page.get_by_role("button", name="Send").click()


def test_asking_talking_and_being_let_in(
    as_person: Visit, complaints: Complaints, table: Any, dara: Member, carmen: Member, axe: Axe
) -> None:
    complaints.allow("422")
    asker = as_person(dara, width=390, height=844, dark=True)
    asker.goto("/groups/")
    asker.get_by_role("link", name="Kitchen Table").first.click()
    axe(asker)
    asker.get_by_role("link", name="Ask to come in").click()
    axe(asker)
    asker.get_by_label("The name you go by in this group").fill("Carmen")
    asker.get_by_label("What would you like to say?").fill("My brother came home on Friday.")
    asker.get_by_label("I agree").check()
    asker.get_by_role("button", name="Ask").click()
    expect(asker.get_by_text("Someone here goes by this name")).to_be_visible()
    axe(asker)
    expect(asker.get_by_label("What would you like to say?")).to_have_value("My brother came home on Friday.")
    asker.get_by_label("The name you go by in this group").fill("Robin")
    asker.get_by_role("button", name="Ask").click()
    expect(asker.get_by_role("heading", name="You asked to come in")).to_be_visible()
    axe(asker)

    keeper = as_person(carmen)
    keeper.goto("/groups/")
    axe(keeper)
    keeper.get_by_role("link", name=re.compile("Open.*Robin")).click()
    expect(keeper.get_by_text("My brother came home on Friday.")).to_be_visible()
    axe(keeper)
    write(keeper, "Welcome. Is he with you now?")
    expect(asker.get_by_text("Welcome. Is he with you now?")).to_be_visible()
    write(asker, "In the next room, asleep.")
    expect(keeper.get_by_text("In the next room, asleep.")).to_be_visible()
    keeper.get_by_role("button", name="Let in").click()
    expect(keeper.get_by_text("Robin is in.")).to_be_visible()

    asker.goto("/groups/kitchen-table/chat/")
    keeper.goto("/groups/kitchen-table/chat/")
    write(asker, "Good evening, everyone.")
    expect(keeper.get_by_text("Good evening, everyone.")).to_be_visible()
    for page in (asker, keeper):
        assert "Dara" not in page.get_by_role("main").inner_text()


def test_leaving_is_taken_back_with_one_press(as_person: Visit, table: Any, dara: Member, axe: Axe) -> None:
    settle_in(table, dara, name="Robin", hue=2)
    page = as_person(dara)
    page.goto("/groups/kitchen-table/")
    axe(page)
    page.get_by_role("link", name="Leave the group").click()
    axe(page)
    page.get_by_role("main").get_by_role("button", name="Leave").click()
    expect(page.get_by_text("You have left Kitchen Table.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("You are back.")).to_be_visible()
