"""A hard evening: checking in, saying so, and someone coming."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from community.checkins.actions import check_in, remind_me
from community.circle.actions import accept, invite
from community.milestones.actions import begin_again, count
from community.support.actions import ask_for_support, choose
from tests.journeys.conftest import Visit

Axe = Callable[[Page], None]
WIDTHS = [(1280, False), (390, True)]


@pytest.fixture
def sister(alba: Any, hana: Any) -> Any:
    tie = accept(invite(alba, name="Sis")[1], by=hana)
    return choose(alba, key=f"tie:{tie.pk}")


@pytest.fixture
def lived(alba: Any) -> Any:
    """A month of days in it, a setback told, and a reminder."""
    today = timezone.now().date()
    counter = count(alba, label="Wine", since=today - timedelta(days=60))
    begin_again(counter, by=alba, on=today - timedelta(days=20))
    for back in range(2, 25, 2):
        check_in(alba, mood=back % 5 + 1, craving=back % 9, line="A line", day=today - timedelta(days=back))
    remind_me(alba, at=timezone.now().time().replace(hour=20, minute=0, second=0, microsecond=0))
    return counter


def test_a_hard_evening(as_person: Visit, alba: Any, hana: Any, sister: Any, axe: Axe) -> None:
    """Alba checks in, is offered help, asks; Hana comes; the two talk; Alba is all right for now."""
    me = as_person(alba, width=390)
    me.goto("/path/check-in/")
    axe(me)
    me.get_by_role("radio", name="heavy").check()
    me.get_by_label("Craving").fill("8")
    expect(me.locator("output")).to_have_text("8 of 10")
    me.get_by_role("checkbox", name="lonely").check()
    me.get_by_label("One line").fill("Nobody home.")
    me.get_by_role("button", name="Keep this day").click()
    expect(me.locator("h1")).to_contain_text("Kept")
    axe(me)
    me.locator("main").get_by_role("link", name="I need support now").click()
    expect(me.locator("h1")).to_have_text("You do not have to do this alone")
    axe(me)
    me.get_by_role("button", name="Let them know").click()
    expect(me.locator("main")).to_contain_text("Nobody has answered yet")
    expect(me.locator("main")).to_contain_text("Sis")
    axe(me)

    her = as_person(hana)
    her.goto("/notices/")
    axe(her)
    her.get_by_role("link", name="Alba could use someone now.").click()
    expect(her.locator("h1")).to_have_text("Alba could use someone now")
    axe(her)
    her.get_by_role("button", name="I am here").click()
    expect(her.locator("h1")).to_have_text("You are with Alba")

    expect(me.locator("h1")).to_have_text("Sis is here", timeout=20_000)
    me.get_by_role("textbox").fill("It is a bad one.")
    me.get_by_role("textbox").press("Enter")
    expect(her.get_by_role("log")).to_contain_text("It is a bad one.")
    axe(me)
    me.get_by_role("button", name="I am all right for now").click()
    expect(me.locator("h1")).to_have_text("This has ended, for now")
    expect(her.locator("h1")).to_have_text("This has ended, for now", timeout=20_000)


def test_the_same_without_scripts(as_person: Visit, alba: Any, hana: Any, sister: Any) -> None:
    me = as_person(alba, java_script_enabled=False)
    me.goto("/path/check-in/")
    me.get_by_role("radio", name="steady").check()
    me.get_by_role("checkbox", name="tired").check()
    me.get_by_role("button", name="Keep this day").click()
    expect(me.locator("main")).to_contain_text("Tired is allowed")
    me.goto("/support/")
    me.get_by_role("button", name="Let them know").click()
    her = as_person(hana, java_script_enabled=False)
    her.goto("/support/")
    her.get_by_role("link", name="See, and answer").click()
    her.get_by_role("button", name="I am here").click()
    me.get_by_role("link", name="Look again").click()
    expect(me.locator("h1")).to_have_text("Sis is here")
    me.locator("main textarea").fill("Thank you for coming.")
    me.get_by_role("button", name="Send").click()
    her.reload()
    expect(her.get_by_role("log")).to_contain_text("Thank you for coming.")


def test_a_setback_is_met_kindly_and_can_be_undone(as_person: Visit, alba: Any, lived: Any, axe: Axe) -> None:
    me = as_person(alba)
    me.goto(f"/path/counters/{lived.pk}/again/")
    axe(me)
    me.get_by_role("button", name="Count on from there").click()
    expect(me.locator("main")).to_contain_text("Every day you lived is still here")
    expect(me.locator("main")).to_contain_text(re.compile(r"In all\s*60"))
    me.get_by_role("button", name="Undo").click()
    expect(me.locator("main")).to_contain_text(re.compile(r"Days this time\s*20"))


def test_the_bell_rings_on_an_open_page(as_person: Visit, alba: Any, hana: Any, sister: Any) -> None:
    her = as_person(hana)
    with her.expect_websocket():
        her.goto("/circle/")
    her.wait_for_timeout(1000)  # the line has been asked for; give it time to stand
    before = her.locator("live-bell [data-unread] b").text_content() or "0"
    ask_for_support(alba)
    expect(her.locator("live-bell [data-unread] b")).to_have_text(str(int(before) + 1), timeout=15_000)
    expect(her.locator(".toast")).to_contain_text("Alba could use someone now.")


@pytest.mark.parametrize(("width", "dark"), WIDTHS)
def test_no_barriers(as_person: Visit, alba: Any, lived: Any, sister: Any, axe: Axe, width: int, dark: bool) -> None:
    me = as_person(alba, width=width, dark=dark)
    me.goto("/path/")
    me.get_by_text("The same as a table").click()
    axe(me)
    for path in (
        f"/path/counters/{lived.pk}/",
        f"/path/counters/{lived.pk}/correct/",
        "/path/counters/new/",
        "/path/reminders/",
        "/circle/",
        "/support/",
        "/support/people/",
        "/notices/",
        "/me/notifications/",
    ):
        me.goto(path)
        axe(me)
    me.goto("/circle/")
    me.get_by_label("What you call them").fill("Dad")
    me.get_by_role("button", name="Make a link").click()
    expect(me.get_by_label("The link")).to_have_value(re.compile("/circle/join/"))
    axe(me)
