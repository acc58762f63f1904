"""Staff read a list in and watch it go; a member finds a meeting nearby; another was there, and proves it."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from groups.meetings.models import Meeting, Occurrence
from groups.roster.models import Group
from tests.groups.directory.lists import row
from tests.harness.browsing import Complaints
from tests.harness.processes import Process
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]

ROWS = [
    row(name="Harbor Lights", slug="harbor-lights", day="Monday", time="6:30 PM", latitude="38.77", longitude="-75.14"),
    row(name="Far Away", slug="far-away", latitude=51.5, longitude=-0.12),
    row(name="Nobody Knows When", slug="when", time="in the evening"),
    row(name="Shut For Now", slug="shut", types=["TC"], latitude=38.78, longitude=-75.14),
]


def test_a_list_is_read_in_and_a_meeting_found_near_me(
    as_person: Visit, worker: Process, axe: Callable[[Page], None]
) -> None:
    people = tell_the_week()
    faye = as_person(people.faye)
    faye.goto("/desk/meetings/")
    faye.get_by_label("Name").fill("Coast Intergroup")
    faye.get_by_role("button", name="Add it").click()
    body = json.dumps(ROWS).encode() + b"\n<!-- made by a cache -->"
    faye.get_by_label("File").set_input_files({"name": "coast.json", "mimeType": "application/json", "buffer": body})
    faye.get_by_role("button", name="Read the file in").click()
    expect(faye.locator("#progress")).to_contain_text("Done", timeout=30_000)
    expect(faye.locator("#report")).to_contain_text("Nobody Knows When", timeout=30_000)
    expect(faye.locator("#progress")).to_contain_text("3 new")
    expect(faye.locator("#report")).to_contain_text("this is no time of the day")
    axe(faye)

    alba = as_person(people.alba, permissions=["geolocation"], geolocation={"latitude": 38.7712, "longitude": -75.1388})
    alba.goto("/meetings/find/")
    alba.get_by_role("button", name="Near me").click()
    expect(alba.get_by_text("Near where you are")).to_be_visible()
    assert "38.7" not in alba.url
    found = alba.locator(".event")
    expect(found).to_have_count(2)
    expect(found.first).to_contain_text("Harbor Lights")
    expect(found.nth(1)).to_contain_text("Closed for now")
    axe(alba)
    found.first.get_by_role("link").click()
    expect(alba.get_by_role("main")).to_contain_text("18:30")
    expect(alba.get_by_role("main")).to_contain_text("Coast Intergroup")
    axe(alba)


def test_being_there_proving_it_and_taking_it_back(
    as_person: Visit, new_visitor: Visit, axe: Callable[[Page], None], complaints: Complaints
) -> None:
    people = tell_the_week()
    began = timezone.now() - timedelta(minutes=20)
    meeting = Meeting.objects.create(
        group=Group.objects.get(slug="evening-circle"),
        title="Evening round",
        zone="UTC",
        starts_on=began.date(),
        starts_at=began.time().replace(second=0, microsecond=0),
        minutes=90,
    )
    occurrence = Occurrence.objects.create(
        meeting=meeting, original_start=began, starts_at=began, ends_at=began + timedelta(minutes=90)
    )
    alba = as_person(people.alba, width=390)
    alba.goto(occurrence.get_absolute_url())
    alba.get_by_role("button", name="I'm here").click()
    alba.get_by_role("link", name="Prove it, or forget it").click()
    alba.get_by_label("For whom").fill("My counsellor")
    alba.get_by_role("button", name="Make it").click()
    code = alba.locator(".proof__code").inner_text()
    expect(alba.get_by_role("main")).to_contain_text("Nobody yet")
    axe(alba)

    verifier = new_visitor()
    verifier.goto("/meetings/proof/")
    verifier.get_by_label("Code").fill(code.lower().replace("-", " "))
    verifier.get_by_role("button", name="Look").click()
    expect(verifier.get_by_role("heading", level=1)).to_have_text("This code is genuine")
    expect(verifier.get_by_role("main")).to_contain_text("90")
    for word in ("Alba", "Evening"):
        expect(verifier.locator("body")).not_to_contain_text(word)
    axe(verifier)

    alba.reload()
    expect(alba.locator("#looks ~ ol li")).to_have_count(1)
    alba.get_by_role("button", name="Take it back").click()
    expect(alba.get_by_role("main")).to_contain_text("Its code shows nothing.")
    complaints.allow("422")
    verifier.reload()
    expect(verifier.get_by_role("heading", level=1)).to_have_text("This code shows nothing")

    alba.goto("/meetings/attended/")
    alba.get_by_text("Forget all of it").click()
    alba.get_by_role("button", name="Forget all").click()
    expect(alba.get_by_role("main")).to_contain_text("Nothing is kept")


pytestmark = pytest.mark.usefixtures("complaints")
