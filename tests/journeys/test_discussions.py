"""Somebody asks to be listened to, to be witnessed, for words, for advice; others answer as it is wished for."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from community.members.models import Member
from groups.forum.models import Draft
from groups.roster.actions import found_group, settle_in
from tests.harness.browsing import Complaints

Visit = Callable[..., Page]
Axe = Callable[[Page], None]

LIST = "/groups/evening-circle/discussions/"


@pytest.fixture
def circle(bruno: Member, alba: Member, carmen: Member) -> Any:
    group = found_group(by=bruno, slug="evening-circle", name="Evening Circle", kind="support", entry="open")
    settle_in(group, alba, name="Birch", hue=1)
    settle_in(group, carmen, name="Heron", hue=2)
    return group


def wish(page: Page, mode: str) -> None:
    """Change how one wishes to be answered."""
    page.get_by_role("link", name="Change it").click()
    page.get_by_label(mode).check()
    page.get_by_role("button", name="Keep it so").click()
    expect(page.get_by_role("heading", name="Add something")).to_be_visible()


def test_writing_in_each_way_of_answering(
    as_person: Visit, complaints: Complaints, circle: Any, alba: Member, bruno: Member, carmen: Member, axe: Axe
) -> None:
    complaints.allow("422")
    birch = as_person(alba, width=390, height=844, dark=True)
    birch.goto(LIST)
    birch.get_by_role("link", name="Start a discussion").first.click()
    birch.get_by_label("Title").fill("Saturday")
    birch.get_by_label("Your words").fill("One evening, after four months.")
    birch.get_by_label("Listen").check()
    birch.get_by_label("relapse").check()
    axe(birch)
    birch.get_by_role("button", name="Put it up").click()
    expect(birch.get_by_text("One evening, after four months.")).to_be_visible()

    # Listen: folded until it is opened, and sentences to choose from, no words.
    other = as_person(bruno)
    other.goto(LIST)
    expect(other.get_by_text("Contains: relapse")).to_be_visible()
    other.get_by_role("link", name="Saturday").click()
    words = other.get_by_text("One evening, after four months.")
    expect(words).to_be_hidden()
    axe(other)
    other.locator("summary", has_text="relapse").click()
    expect(words).to_be_visible()
    expect(other.locator("textarea")).to_have_count(0)
    other.get_by_role("button", name="Send").click()
    expect(other.get_by_text("Please choose at least one sentence.").first).to_be_visible()
    other.get_by_label("I read every word.").check()
    other.get_by_role("button", name="Send").click()
    expect(other.locator("#p1")).to_contain_text("I read every word.")

    # Just witness: nothing but signs, given without leaving the page.
    birch.reload()
    wish(birch, "Just witness")
    other.reload()
    expect(other.get_by_role("heading", name="Be a witness")).to_be_visible()
    expect(other.get_by_role("button", name="Send")).to_have_count(0)
    other.locator("#p0").get_by_text("Give a sign").click()
    other.locator("#p0").get_by_role("button", name="With you").click()
    expect(other.locator("#p0").get_by_role("button", name="With you 1")).to_be_visible()
    axe(other)

    # Advice welcome: it says so of itself; what was begun is kept by itself.
    birch.reload()
    expect(birch.locator("#p0")).to_contain_text("With you 1")
    wish(birch, "Advice welcome")
    other.reload()
    field = other.get_by_label("Your words")
    field.fill("Ring somebody before")
    expect(other.get_by_text("Kept for you")).to_be_visible()
    assert Draft.objects.get().body == "Ring somebody before"
    other.reload()
    expect(field).to_have_value("Ring somebody before")
    field.press("End")
    field.press_sequentially(" six, @bi")
    other.get_by_role("option", name="Birch").click()
    other.get_by_label("Advice", exact=True).check()
    axe(other)
    other.get_by_role("button", name="Send").click()
    expect(other.locator("#p2")).to_contain_text("Ring somebody before six, @Birch")
    expect(other.locator("#p2 .chip").first).to_have_text("Advice")

    # Open: words from one's own life, also without scripts and in answer to a particular post.
    birch.reload()
    wish(birch, "Open")
    plain = as_person(carmen, java_script_enabled=False)
    plain.goto(LIST)
    plain.get_by_role("link", name="Saturday").click()
    plain.locator("#p2").get_by_role("link", name="Answer this").click()
    plain.get_by_label("Your words").fill("I rang my aunt at five.")
    plain.get_by_role("button", name="Send").click()
    expect(plain.locator("#p3")).to_contain_text("I rang my aunt at five.")
    expect(plain.locator("#p3 .answers")).to_contain_text("Ring somebody before six")
    birch.goto(LIST)
    expect(birch.get_by_text("1 new")).to_be_visible()
    birch.get_by_role("link", name="Saturday").click()
    expect(birch.get_by_text("New from here")).to_be_visible()
    axe(birch)
