"""What somebody wrote is found again by those who may read it, and by nobody else."""

import os
from collections.abc import Callable

from playwright.sync_api import Page, expect

from community.members.actions import block
from groups.forum.actions import reply, start_thread
from groups.forum.models import Thread
from groups.roster.models import Group, Membership
from tests.harness.browsing import Complaints
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]
SHOTS = os.environ.get("SHOTS")


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def look_for(page: Page, words: str) -> None:
    page.get_by_label("Words to look for").fill(words)
    page.get_by_role("search").get_by_role("button", name="Search").click()


def test_found_again_and_by_nobody_else(as_person: Visit, axe: Callable[..., None], complaints: Complaints) -> None:
    people = tell_the_week()
    circle = Group.objects.get(slug="evening-circle")
    thread = start_thread(
        circle, by=people.alba, title="The lighthouse walk", body="We saw **kittiwakes** at the lighthouse."
    )
    reply(thread, by=people.bruno, body="The kittiwakes again, by the harbour wall.")
    folded = reply(thread, by=people.alba, body="A kittiwake, and something heavier.")
    folded.notes = ["relapse"]
    folded.save()

    alba = as_person(people.alba)
    alba.goto("/groups/evening-circle/discussions/")
    alba.get_by_role("main").get_by_role("link", name="Search", exact=True).click()
    look_for(alba, "kittiwakes")
    results = alba.locator(".found__one")
    expect(results).to_have_count(3)
    expect(results.filter(has_text="harbour wall").locator("mark")).to_have_text("kittiwakes")
    expect(alba.get_by_text("something heavier")).to_be_hidden()
    axe(alba)
    shot(alba, "search")
    results.filter(has_text="harbour wall").get_by_role("link").click()
    expect(alba.locator("#p1")).to_be_in_viewport()

    alba.goto("/groups/search/?q=kitiwakes")
    expect(alba.get_by_text("This is what was found for “kittiwakes”")).to_be_visible()
    alba.get_by_text("Narrow it down").click()
    alba.get_by_label("Who wrote it").fill(Membership.objects.get(group=circle, member=people.bruno).name)
    look_for(alba, "kittiwakes")
    expect(results).to_have_count(1)
    expect(results).to_contain_text("harbour wall")

    # Whoever is in none of it, knows the very words, and writes no script either.
    dara = as_person(people.dara, java_script_enabled=False, width=390)
    for words in ("kittiwakes", "kitiwakes", "lighthouse", "“harbour wall”"):
        dara.goto(f"/groups/search/?q={words}&group=evening-circle")
        expect(dara.locator(".found__one")).to_have_count(0)
        expect(dara.locator("main")).not_to_contain_text("The lighthouse walk")
    shot(dara, "search-nothing")

    # Nothing by someone who is blocked, nothing that was taken out.
    block(people.alba, people.bruno, known_as="Bruno")
    alba.goto("/groups/search/?q=kittiwakes")
    expect(results).to_have_count(2)
    expect(alba.get_by_text("harbour wall")).to_have_count(0)
    Thread.objects.get(pk=thread.pk).hide(by=people.carmen)
    alba.reload()
    expect(results).to_have_count(0)
    expect(alba.get_by_role("heading", name="Nobody wrote “kittiwakes” where you read")).to_be_visible()
