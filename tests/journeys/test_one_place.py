"""Two ask for one place, and the mentor says yes to both in two tabs at the same moment. Then the mentor rests, and
somebody else is there meanwhile.
"""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from community.notifications.models import Notification
from mentorship.deputies.actions import keep
from mentorship.pairs.actions import ask, let_move_on
from mentorship.pairs.models import Pair
from mentorship.profiles.actions import say
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.vocabulary import AROUND, LANGUAGES
from tests.harness.browsing import Complaints, barriers
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]

#: Press a page's yes when the clock, which all tabs share, shows this moment.
PRESS = """moment => {
  const yes = document.querySelector("form[action$='/accept/'] button");
  setTimeout(() => yes.click(), moment - Date.now());
}"""


def test_one_place(as_person: Visit, complaints: Complaints) -> None:
    complaints.allow("422")
    week = tell_the_week()
    offer = MentorOffer.objects.get(member=week.tomas)
    MentorOffer.objects.filter(pk=offer.pk).update(places=1)
    for member in (week.gil, week.theo):
        say(member, looking=True, languages=LANGUAGES.bits(["en"]), around=AROUND.bits(["evenings", "nights"]))
    requests = [ask(offer, by=member) for member in (week.gil, week.theo)]

    first = as_person(week.tomas)
    second = first.context.new_page()
    tabs = (first, second)
    for tab, request in zip(tabs, requests, strict=True):
        tab.goto(f"/mentoring/requests/{request.pk}/")
    moment = first.evaluate("Date.now() + 400")
    for tab in tabs:
        tab.evaluate(PRESS, moment)
    for tab in tabs:
        expect(tab.get_by_text("Your places are taken.").or_(tab.get_by_text("Before your first word"))).to_be_visible()
    pair = Pair.objects.get(mentor=week.tomas, ended_at=None)
    [full] = [tab for tab in tabs if tab.get_by_text("Your places are taken.").count()]
    assert barriers(full) == []
    chosen, other = (week.gil, week.theo) if pair.mentee == week.gil else (week.theo, week.gil)
    expect(full.get_by_role("heading", level=1)).to_contain_text(f"{other.name} asks you")
    full.goto("/mentoring/offer/")
    expect(full.get_by_text("1 of 1 places taken")).to_be_visible()

    # What a worker does within the minute.
    let_move_on()
    waits = as_person(other, width=390)
    waits.goto("/notices/")
    expect(waits.get_by_role("main")).to_contain_text("Tomas is not free just now")
    waits.goto("/mentoring/")
    expect(waits.get_by_role("main")).not_to_contain_text("you have a mentor")
    assert waits.request.get(pair.get_absolute_url()).status == 404
    walks = as_person(chosen, width=390)
    walks.goto("/mentoring/")
    walks.get_by_role("main").get_by_role("link", name="Tomas").first.click()
    expect(walks.get_by_text("Before your first word")).to_be_visible()

    # Tomas asks Ines to be there, and rests.
    full.get_by_role("link", name="Ask somebody to be there while you rest").click()
    full.get_by_role("combobox").select_option(label="Ines · 6 years on this road")
    full.get_by_role("button", name="Ask them").click()
    expect(full.get_by_text("They answer when they have read it.")).to_be_visible()
    ines = as_person(week.ines)
    ines.goto("/mentoring/")
    ines.get_by_role("link", name="Read and answer").last.click()
    expect(ines.get_by_role("main")).not_to_contain_text(chosen.name)
    assert barriers(ines) == []
    ines.get_by_role("button", name="Yes, I will").click()
    full.goto("/mentoring/offer/")
    full.get_by_role("button", name="Rest for a while").click()

    # The one Tomas walks with turns to Ines.
    walks.reload()
    expect(walks.get_by_text("While Tomas is away, you can turn to Ines.")).to_be_visible()
    assert barriers(walks) == []
    walks.get_by_role("link", name="Turn to Ines").click()
    assert barriers(walks) == []
    walks.get_by_role("button", name="I have read this, and turn to them").click()
    ines.goto(Notification.objects.get(member=week.ines, kind="deputy_turned_to").url)
    ines.get_by_role("button", name="I have read this").click()
    walks.reload()
    walks.get_by_role("textbox").last.fill("A long evening.")
    walks.get_by_role("button", name="Send").click()
    expect(ines.get_by_role("log").get_by_text("A long evening.")).to_have_count(1)
    assert barriers(ines) == []

    # Tomas is back.
    full.goto("/mentoring/offer/")
    full.get_by_role("button", name="Be there again").click()
    keep()
    for page in (walks, ines):
        page.reload()
        expect(page.get_by_text("This talk has come to its end")).to_be_visible()
