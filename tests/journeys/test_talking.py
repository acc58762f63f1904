"""Two people in one room, and what happens when the line, the server or the seat is lost."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from groups.roster.actions import remove
from groups.roster.models import Membership
from tests.harness.browsing import Complaints
from tests.harness.processes import Site
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]
CHAT = "/groups/evening-circle/chat/"


def say(page: Page, words: str) -> None:
    page.get_by_label("Write to Evening Circle").fill(words)
    page.get_by_role("button", name="Send").click()


def heard(page: Page, words: str) -> None:
    """The words stand in the log, once."""
    expect(page.get_by_role("log").get_by_text(words, exact=True)).to_have_count(1, timeout=15_000)


def test_a_message_arrives_on_the_other_page_also_after_a_restart(
    as_person: Visit, live_site: Site, complaints: Complaints
) -> None:
    people = tell_the_week()
    alba, bruno = as_person(people.alba), as_person(people.bruno, width=390, dark=True)
    alba.goto(CHAT)
    bruno.goto(CHAT)
    say(alba, "The bread is in the oven.")
    heard(alba, "The bread is in the oven.")
    heard(bruno, "The bread is in the oven.")
    say(bruno, "Keep me a crust.")
    heard(alba, "Keep me a crust.")

    complaints.allow("WebSocket")
    complaints.allow("ERR_CONNECTION_REFUSED")
    live_site.kill()
    say(alba, "Said while nobody could hear.")
    live_site.start()
    heard(alba, "Said while nobody could hear.")
    heard(bruno, "Said while nobody could hear.")
    for page in (alba, bruno):
        page.reload()
        for words in ("The bread is in the oven.", "Keep me a crust.", "Said while nobody could hear."):
            heard(page, words)


def test_a_lost_seat_closes_the_line(as_person: Visit, complaints: Complaints) -> None:
    people = tell_the_week()
    gil, bruno = as_person(people.gil), as_person(people.bruno)
    gil.goto(CHAT)
    bruno.goto(CHAT)
    say(bruno, "Good to see you, Gil.")
    heard(gil, "Good to see you, Gil.")
    seat = Membership.objects.select_related("group", "member").get(group__slug="evening-circle", member=people.gil)
    remove(seat, by=people.carmen, reason="Asked to leave, for this story.")
    expect(gil.get_by_role("status").filter(has_text=re.compile(r"\w"))).to_be_visible()
    say(bruno, "Only for those who are still here.")
    heard(bruno, "Only for those who are still here.")
    expect(gil.get_by_text("Only for those who are still here.")).to_have_count(0)
    complaints.allow("403")
    answer = gil.goto(CHAT)
    assert answer is not None
    assert answer.status == 403


def test_a_room_works_without_scripts(as_person: Visit) -> None:
    people = tell_the_week()
    page = as_person(people.alba, java_script_enabled=False)
    page.goto(CHAT)
    say(page, "Written by an old telephone.")
    assert page.url.split("?")[0].split("#")[0].endswith(CHAT)
    heard(page, "Written by an old telephone.")


def test_eli_reads_and_is_told_why_he_cannot_write(as_person: Visit) -> None:
    people = tell_the_week()
    page = as_person(people.eli)
    page.goto(CHAT)
    expect(page.get_by_text("You were asked to be quiet here")).to_be_visible()
    expect(page.get_by_label("Write to Evening Circle")).to_have_count(0)
