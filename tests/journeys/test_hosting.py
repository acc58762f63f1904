"""A host cancels; somebody else is asked, and says yes. Nobody found is said. A phone's calendar reads along."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Page, expect

from community.members.models import Member
from groups.hosting.actions import Step, ask_after, keep_hosts, set_kit
from groups.hosting.models import Belonging, HostSearch
from groups.meetings.actions import answer, call_off, make_meeting
from groups.meetings.models import Meeting, Occurrence
from groups.meetings.plan import Plan
from groups.meetings.repeating import How, Repeats
from groups.roster.actions import appoint, found_group, settle_in
from tests.harness.browsing import Complaints

Visit = Callable[..., Page]
Axe = Callable[[Page], None]


@pytest.fixture
def weekly(carmen: Member, alba: Member, bruno: Member) -> Meeting:
    """Night Owls meet each week; Carmen leads them as Heron, Alba and Bruno are Birch and Wolf."""
    owls = found_group(
        by=carmen, slug="night-owls", name="Night Owls", kind="support", entry="open", about="Late.", known_as="Heron"
    )
    settle_in(owls, alba, name="Birch", hue=3)
    appoint(settle_in(owls, bruno, name="Wolf", hue=5), by=carmen, role="mentor")
    begins = timezone.now().replace(second=0, microsecond=0) + timedelta(days=3)
    plan = Plan(
        title="Tea at nine",
        starts_on=begins.date(),
        starts_at=begins.time(),
        zone="Europe/Madrid",
        repeats=Repeats(How.WEEKLY),
        place="Mill Hall",
    )
    return make_meeting(owls, by=carmen, plan=plan)


def test_a_host_cancels_and_another_says_yes(
    as_person: Visit, complaints: Complaints, weekly: Meeting, alba: Member, bruno: Member, carmen: Member, axe: Axe
) -> None:
    complaints.allow("422")
    first = weekly.occurrences.order_by("starts_at")[0]
    once = first.get_absolute_url()

    birch = as_person(alba)
    birch.goto(f"{weekly.get_absolute_url()}hosts/")
    birch.get_by_role("button", name="I host too").click()
    expect(birch.get_by_text("You are on the rota.")).to_be_visible()
    birch.get_by_role("link", name="Write it").click()
    birch.get_by_label("To open with").fill("Good evening. Names stay here.")
    birch.get_by_role("group", name="Step 1").get_by_label("What").fill("A minute of quiet")
    birch.get_by_role("group", name="Step 2").get_by_label("What").fill("Round")
    birch.get_by_role("group", name="Step 2").get_by_label("Minutes").fill("40")
    birch.get_by_role("button", name="Save").click()
    expect(birch.get_by_text("How long is it?")).to_be_visible()
    axe(birch)
    birch.get_by_role("group", name="Step 1").get_by_label("Minutes").fill("5")
    birch.get_by_role("button", name="Save").click()
    expect(birch.get_by_text("45 minutes of the 60")).to_be_visible()
    axe(birch)
    keep_hosts()
    birch.goto("/notices/")
    birch.get_by_role("link", name="You are the next to host").first.click()
    birch.goto(once)
    axe(birch)
    birch.get_by_role("button", name="I'll host").click()
    expect(birch.get_by_text("You said you are there.")).to_be_visible()

    wolf = as_person(bruno, width=390, height=844, dark=True)
    wolf.goto(once)
    expect(wolf.get_by_text("Birch hosts.")).to_be_visible()
    birch.get_by_role("button", name="I can't after all").click()
    expect(birch.get_by_text("Others are asked now.")).to_be_visible()
    wolf.goto("/notices/")
    wolf.get_by_role("link", name="Could you stand in?").click()
    expect(wolf.get_by_text("Somebody is looked for to host this one.")).to_be_visible()
    axe(wolf)
    wolf.get_by_role("button", name="I'll host this one").click()
    expect(wolf.get_by_text("You said you are there.")).to_be_visible()
    birch.reload()
    expect(birch.get_by_text("Wolf hosts.")).to_be_visible()

    wolf.get_by_role("button", name="I can't after all").click()
    expect(wolf.get_by_text("Others are asked now.")).to_be_visible()
    HostSearch.objects.update(next_at=timezone.now())
    keep_hosts()
    keeper = as_person(carmen, width=390, height=844)
    keeper.goto("/notices/")
    keeper.get_by_role("link", name="Nobody was found to host").first.click()
    expect(keeper.get_by_text("Nobody was found to host this one yet.")).to_be_visible()
    axe(keeper)


def test_the_kit_goes_by_the_clock_and_a_tap_afterwards(
    as_person: Visit, weekly: Meeting, alba: Member, carmen: Member, axe: Axe
) -> None:
    set_kit(weekly, by=carmen, opening="Good evening.", steps=[Step("A minute of quiet", 5), Step("Round", 40)])
    first = weekly.occurrences.order_by("starts_at")[0]
    answer(first, by=alba, coming=True)
    begun = timezone.now() - timedelta(minutes=1)
    Occurrence.objects.filter(pk=first.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=1))

    birch = as_person(alba, width=390, height=844)
    birch.goto(first.get_absolute_url())
    keeper = as_person(carmen)
    keeper.goto(f"{first.get_absolute_url()}host/")
    keeper.get_by_role("button", name="Begin").click()
    axe(keeper)
    keeper.get_by_role("button", name="Next step").click()
    expect(keeper.locator("#on-now-title")).to_have_text("Round")
    expect(birch.locator("#on-now-title")).to_have_text("Round", timeout=20_000)
    axe(birch)

    over = timezone.now() - timedelta(minutes=20)
    Occurrence.objects.filter(pk=first.pk).update(starts_at=over - timedelta(hours=1), ends_at=over)
    ask_after()
    birch.goto("/notices/")
    birch.get_by_role("link", name="did you feel you belonged?").click()
    axe(birch)
    birch.get_by_role("button", name="In part").click()
    expect(birch.get_by_role("heading", name="Thank you for saying")).to_be_visible()
    assert Belonging.objects.get().partly == 1


def test_a_phones_calendar(as_person: Visit, weekly: Meeting, alba: Member, carmen: Member, axe: Axe) -> None:
    page = as_person(alba, width=390, height=844, dark=True)
    page.goto("/meetings/calendar/")
    axe(page)
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_role("textbox", name="Address").input_value()
    assert page.get_by_role("link", name="Add to my calendar").get_attribute("href") == address.replace(
        "http", "webcal", 1
    )
    axe(page)

    def phone() -> Any:
        answer = httpx.get(address, headers={"User-Agent": "iOS/18 dataaccessd"})
        return Calendar.from_ical(answer.content).walk("VEVENT") if answer.status_code == 200 else answer.status_code

    (event,) = phone()
    assert event["SUMMARY"] == "Appointment"
    call_off(weekly.occurrences.order_by("starts_at")[1], by=carmen)
    series, off = phone()
    assert (off["STATUS"], off["UID"]) == ("CANCELLED", series["UID"])
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("The address opens nothing any more.")).to_be_visible()
    assert phone() == 404
