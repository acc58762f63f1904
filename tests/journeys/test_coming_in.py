"""From the front page to the first group: a newcomer, someone with an invitation, someone without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from community.facilities.models import Facility, StaffRole, Stay
from community.members.models import Member
from groups.roster.actions import found_group
from tests.harness.browsing import Complaints

Visit = Callable[..., Page]
Axe = Callable[[Page], None]


@pytest.fixture
def circle(carmen: Member) -> Any:
    return found_group(
        by=carmen, slug="evening-circle", name="Evening Circle", kind="meeting", entry="open", about="Every evening."
    )


def code_for(page: Page, address: str) -> str:
    """Read the code in the newest mail to an address, as someone who tries the demo does."""
    mails = page.context.new_page()
    mails.goto(f"/outbox/?to={address}")
    found = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mails.get_by_role("main").inner_text())
    mails.close()
    assert found
    return found.group()


def go_on(page: Page, name: str) -> None:
    """Press a button and wait for the page behind it."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def sign_up(page: Page, name: str, address: str) -> None:
    page.get_by_label("The name you go by here").fill(name)
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password").fill("walk-beside-me")
    page.get_by_label("I am 18 or older").check()
    page.get_by_role("main").get_by_role("button", name="Join").click()
    page.wait_for_url("**/accounts/confirm-email/")
    page.get_by_label("Code").fill(code_for(page, address))
    page.keyboard.press("Enter")


@pytest.mark.parametrize("look", [{}, {"width": 390, "height": 844, "dark": True}])
def test_a_newcomer_comes_in(new_visitor: Visit, circle: Any, axe: Axe, look: dict[str, Any]) -> None:
    page = new_visitor(timezone_id="Europe/Madrid", **look)
    page.goto("/accounts/signup/")
    axe(page)
    page.get_by_label("The name you go by here").press_sequentially("Heroin Hank")
    expect(page.get_by_text("Names here leave substances out")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Hank Willow").click()
    expect(page.get_by_label("The name you go by here")).to_have_value("Hank Willow")
    expect(page.get_by_text("This name is free.")).to_be_visible()
    sign_up(page, "Heron", "heron@example.org")
    page.wait_for_url("**/welcome/why/")
    axe(page)
    page.get_by_label("What brings you here?").fill("Staying stopped.")
    go_on(page, "Go on")
    page.get_by_label("In my first year").check()
    axe(page)
    go_on(page, "Go on")
    axe(page)
    go_on(page, "Pass by")
    page.get_by_label("Evenings").check()
    axe(page)
    go_on(page, "Go on")
    axe(page)
    page.get_by_label("My circle and my groups").check()
    go_on(page, "That is it")
    page.wait_for_url("**/welcome/here/")
    expect(page.get_by_role("heading", name="Evening Circle")).to_be_visible()
    expect(page.get_by_role("heading", name="Say hello to Carmen")).to_be_visible()
    axe(page)
    heron = Member.objects.get(email="heron@example.org")
    assert heron.time_zone == "Europe/Madrid"
    assert heron.profile.brings_me == "Staying stopped."
    for address in (
        "/me/",
        "/me/profile/",
        "/me/profile/edit/",
        "/me/name/",
        "/me/clock/",
        "/me/blocks/",
        "/me/leave/",
    ):
        page.goto(address)
        axe(page)


def test_an_invitation_is_handed_over_on_paper(
    as_person: Visit, new_visitor: Visit, faye: Member, axe: Axe, complaints: Complaints
) -> None:
    harbor = Facility.objects.create(name="Harbor House", slug="harbor-house")
    StaffRole.objects.create(facility=harbor, member=faye, role="coordinator")
    desk = as_person(faye)
    desk.goto("/desk/invitations/")
    axe(desk)
    desk.get_by_role("button", name="Make the invitation").click()
    desk.wait_for_url("**/fresh/")
    axe(desk)
    code = desk.locator(".ticket__code").inner_text()

    page = new_visitor(width=390, height=844)
    page.goto("/invited/")
    axe(page)
    page.get_by_label("The code you were given").fill(code.lower())
    page.get_by_role("button", name="Open it").click()
    axe(page)
    expect(page.get_by_role("main")).not_to_contain_text("Harbor House")
    page.get_by_role("link", name="Make an account").click()
    sign_up(page, "Gwen", "gwen@example.org")
    page.wait_for_url("**/invited/")
    expect(page.get_by_role("heading", name="Harbor House invites you")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Yes, be with them").click()
    page.wait_for_url("**/welcome/why/")
    assert Stay.objects.get().member.name == "Gwen"

    complaints.allow("410")
    page.goto(f"/invited/{code}/")
    expect(page.get_by_role("heading", name="This invitation is not open")).to_be_visible()
    axe(page)
    desk.goto("/desk/invitations/")
    expect(desk.get_by_text("Gwen is in")).to_be_visible()


def test_without_javascript(new_visitor: Visit, circle: Any) -> None:
    page = new_visitor(java_script_enabled=False)
    page.goto("/accounts/signup/")
    sign_up(page, "Lark", "lark@example.org")
    page.wait_for_url("**/welcome/why/")
    page.get_by_role("button", name="Leave the rest for later").click()
    page.wait_for_url("**/welcome/here/")
    page.goto("/me/name/")
    page.get_by_label("The name you go by here").fill("Early Lark")
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url("**/me/")
    assert Member.objects.get(email="lark@example.org").name == "Early Lark"


def test_someone_under_age_sees_who_is_there_for_them(new_visitor: Visit, axe: Axe, complaints: Complaints) -> None:
    complaints.allow("403")
    page = new_visitor()
    page.goto("/accounts/signup/")
    page.get_by_label("The name you go by here").fill("Sparrow")
    page.get_by_label("E-mail").fill("sparrow@example.org")
    page.get_by_label("Password").fill("walk-beside-me")
    page.get_by_label("I am younger than 18").check()
    page.get_by_role("main").get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name="This place is for adults")).to_be_visible()
    axe(page)
    assert not Member.objects.filter(email="sparrow@example.org").exists()
