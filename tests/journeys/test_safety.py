"""Something is reported, looked at, and hidden; the person concerned is told."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from community.audit.models import Entry
from community.conversations.models import Message
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]
CHAT = "/groups/evening-circle/chat/"


def test_report_and_hide(as_person: Visit) -> None:
    people = tell_the_week()
    offer = Message.objects.get(body__startswith="DM me")
    gil = as_person(people.gil)
    gil.goto(CHAT)
    expect(gil.get_by_text("DM me if you need something")).to_have_count(1)

    reporter = as_person(people.june)
    reporter.goto(f"/report/message/{offer.pk}/")
    reporter.get_by_label("Drugs are offered or asked for").check()
    reporter.get_by_role("button", name="Send").click()
    expect(reporter.get_by_role("heading", level=1)).to_contain_text("Thank you")

    carmen = as_person(people.carmen)
    carmen.goto("/groups/evening-circle/queue/")
    carmen.get_by_role("button", name="Take").first.click()
    carmen.get_by_label("Why").first.fill("Nothing is offered or sold here.")
    carmen.get_by_role("button", name="Hide the words").click()

    expect(gil.get_by_text("DM me if you need something")).to_have_count(0)
    offer.refresh_from_db()
    assert offer.is_hidden
    assert Entry.objects.filter(about=people.ray, by=people.carmen).exists()

    ray = as_person(people.ray)
    ray.goto("/notices/")
    expect(ray.get_by_role("main")).to_contain_text("Your words were hidden.")
