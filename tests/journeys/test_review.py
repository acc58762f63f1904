"""Review, from a word of warning to another's answer; and the thread of the day."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from groups.daily.models import DailyLine
from groups.moderation.actions import let_sanctions_end
from groups.roster.models import Membership, Sanction
from tests.harness.browsing import Complaints
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]
ROOM = "/groups/evening-circle/"


def test_warned_quieted_heard_by_another_and_away_for_a_while(
    as_person: Visit, axe: Callable[[Page], None], complaints: Complaints
) -> None:
    complaints.allow("422")
    complaints.allow("403")
    people = tell_the_week()
    seat = Membership.objects.get(group__slug="evening-circle", member=people.june)
    june = as_person(people.june)
    june.goto(f"{ROOM}chat/")
    expect(june.get_by_role("textbox", name="Write to Evening Circle")).to_be_editable()

    carmen = as_person(people.carmen)
    carmen.goto(f"{ROOM}members/{seat.pk}/look-after/")
    carmen.get_by_label("What you want to say").fill("Please speak of yourself, not of others.")
    carmen.get_by_role("button", name="Send it").click()
    expect(carmen.get_by_text("June was told.")).to_be_visible()
    carmen.get_by_text("Quiet them").first.click()
    form = carmen.locator("form[action$='/quiet/']")
    form.get_by_label("1 day").check()
    form.get_by_role("button", name="Quiet them").click()
    expect(form.get_by_text("Please say why, in a few words.")).to_be_visible()
    form.get_by_label("Why").fill("You named somebody who had asked you not to.")
    form.get_by_role("button", name="Quiet them").click()
    expect(carmen.get_by_text("June is quieted")).to_be_visible()
    axe(carmen)

    # She reads along, reads why, and asks for another look.
    june.goto(f"{ROOM}chat/")
    expect(june.get_by_text("You named somebody who had asked you not to.")).to_be_visible()
    june.goto("/me/")
    june.get_by_role("link", name="Decisions about me").click()
    june.get_by_role("link", name="You are quieted for a while").click()
    june.get_by_role("button", name="Ask for another look").click()
    expect(june.get_by_text("Say in a few words how you see it.")).to_be_visible()
    june.get_by_label("How you see it").fill("She asked me to tell it. Please ask her.")
    june.get_by_role("button", name="Ask for another look").click()
    expect(june.get_by_role("heading", name="Somebody else will look again")).to_be_visible()
    axe(june)

    # Not who decided, but another keeper answers.
    carmen.goto(f"{ROOM}queue/")
    expect(carmen.get_by_text("They ask for another look")).to_have_count(0)
    tomas = as_person(people.tomas, width=390, dark=True)
    tomas.goto(f"{ROOM}queue/")
    tomas.get_by_role("link", name="Look June").click()
    expect(tomas.get_by_text("She asked me to tell it. Please ask her.")).to_be_visible()
    tomas.get_by_label("Take it back").check()
    tomas.get_by_label("What you say to them").fill("I asked her, and it is so. I am sorry.")
    axe(tomas)
    tomas.get_by_role("button", name="Answer").click()
    expect(tomas.get_by_text("They are told, in your words.")).to_be_visible()
    june.reload()
    expect(june.get_by_role("heading", name="It was taken back")).to_be_visible()
    june.goto(f"{ROOM}chat/")
    box = june.get_by_role("textbox", name="Write to Evening Circle")
    box.fill("I am back.")
    box.press("Enter")
    expect(june.get_by_role("log").get_by_text("I am back.")).to_be_visible()

    # Asked to step away, she loses the room at once and gets it back by itself.
    carmen.goto(f"{ROOM}members/{seat.pk}/look-after/")
    carmen.get_by_text("Ask them to step away").first.click()
    away = carmen.locator("form[action$='/away/']")
    away.get_by_label("Why").fill("A day apart will do us all good.")
    away.get_by_role("button", name="Ask them to step away").click()
    expect(carmen.get_by_text("June was asked to step away")).to_be_visible()
    expect(june.get_by_text("This conversation is no longer open to you.").first).to_be_visible()
    until = timezone.now() + timedelta(seconds=2)
    Sanction.objects.filter(kind="away").update(until=until)
    Membership.objects.filter(pk=seat.pk).update(away_until=until)
    june.goto(f"{ROOM}chat/")
    expect(june.get_by_role("heading", name="Your place waits for you")).to_be_visible()
    axe(june)
    expect(june.get_by_role("textbox", name="Write to Evening Circle")).to_be_editable(timeout=20_000)
    assert let_sanctions_end() == 1


def test_a_line_for_the_day_without_javascript(
    as_person: Visit, axe: Callable[[Page], None], complaints: Complaints
) -> None:
    complaints.allow("422")
    people = tell_the_week()
    alba = as_person(people.alba, width=390, java_script_enabled=False)
    alba.goto(f"{ROOM}daily/")
    expect(alba.get_by_text("Coffee on the steps, and nobody needing anything yet.")).to_be_visible()
    grateful = alba.locator("#gratitude")
    grateful.get_by_role("button", name="Say it").click()
    expect(alba.get_by_text("Skipping is fine, too.")).to_be_visible()
    alba.locator("#gratitude").get_by_label("What are you grateful for?").fill("The dog, again.")
    alba.locator("#gratitude").get_by_role("button", name="Say it").click()
    expect(alba.get_by_text("The dog, again.")).to_be_visible()
    assert DailyLine.objects.filter(post__author__member=people.alba, prompt="gratitude").count() == 1

    tomas = as_person(people.tomas)
    tomas.goto(f"{ROOM}daily/hosts/")
    axe(tomas)
    tomas.get_by_role("button", name="Free the day Tuesday").click()
    tomas.get_by_role("button", name="I host Tuesday").click()
    expect(tomas.get_by_text("You are told when the thread opens in your name.")).to_be_visible()
    tomas.goto(f"{ROOM}daily/")
    expect(tomas.get_by_text("The dog, again.")).to_be_visible()
    axe(tomas)
