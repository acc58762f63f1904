"""Alba and Bruno part on a day they planned; letters; and Alba begins anew with Ines."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mentorship.pairs.models import Pair
from mentorship.partings.models import Parting
from mentorship.partings.tasks import let_last_days_come
from tests.journeys.week import tell_the_week

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_planned_ending_and_what_comes_after(live_site: Any, as_person: Any, axe: Any) -> None:
    week = tell_the_week()
    pair = Pair.objects.get(mentee=week.alba)
    alba, bruno = as_person(week.alba), as_person(week.bruno, width=390)

    alba.goto(pair.get_absolute_url())
    alba.get_by_role("link", name="Plan a last day").click()
    axe(alba)
    day = timezone.now() + timedelta(days=12)
    alba.get_by_label("Your last day").fill(f"{day:%Y-%m-%d}")
    alba.get_by_label("We have reached what we set out for").check()
    alba.get_by_label("A few words").fill("You got me through the winter.")
    alba.get_by_role("button", name="Propose this day").click()
    expect(alba.get_by_role("heading", level=1)).to_have_text("Your last day")

    bruno.goto(pair.get_absolute_url())
    bruno.get_by_role("link", name="Read and answer").click()
    expect(bruno.get_by_text("You got me through the winter.")).to_be_visible()
    axe(bruno)
    bruno.get_by_role("button", name="Agree to this day").click()
    expect(bruno.get_by_text("You and Alba have agreed on it.")).to_be_visible()

    for page, words in ((alba, "Thank you for the bicycle story."), (bruno, "You did the walking.")):
        page.goto(f"{pair.get_absolute_url()}parting/")
        page.get_by_role("link", name="Write a letter").click()
        page.get_by_label("Your letter").fill(words)
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_text("Nobody reads it before")).to_be_visible()
    axe(alba)

    bruno.goto(f"{pair.get_absolute_url()}parting/")
    bruno.get_by_role("link", name="Words for the next mentor").click()
    bruno.get_by_label("What could the next mentor know?").fill("Sundays are long for her.")
    bruno.get_by_role("button", name="Show it to Alba").click()
    axe(bruno)
    alba.goto(f"{pair.get_absolute_url()}handover/")
    alba.get_by_label("What would you like your next mentor to know?").fill("Sundays are long for me.")
    alba.get_by_label("Give it to my next mentor").check()
    axe(alba)
    alba.get_by_role("button", name="Keep it").click()
    bruno.reload()
    expect(bruno.get_by_text("Sundays")).to_have_count(0)

    alba.goto(pair.get_absolute_url())
    expect(alba.get_by_text("Your last talk here is on")).to_be_visible()
    Parting.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    let_last_days_come()
    for page, words in ((alba, "You did the walking."), (bruno, "Thank you for the bicycle story.")):
        page.goto(pair.get_absolute_url())
        expect(page.get_by_text("Your time together has come to its end")).to_be_visible()
        page.get_by_role("link", name="Letters I keep").click()
        page.get_by_role("link", name="A letter from").click()
        expect(page.get_by_role("article")).to_contain_text(words)
    axe(alba)

    alba.goto("/mentoring/")
    axe(alba)
    alba.get_by_role("button", name="Yes, now").click()
    expect(alba.get_by_text("you are first in line")).to_be_visible()
    faye = as_person(week.faye)
    faye.goto("/desk/mentors/waiting/")
    first = faye.get_by_role("main").get_by_role("listitem").filter(has_text="walked with someone until").first
    expect(first).to_contain_text("Alba")

    alba.get_by_role("link", name="Ask Ines").click()
    alba.get_by_role("main").get_by_role("button", name="Ask").click()
    expect(alba.get_by_role("heading", name="You have asked")).to_be_visible()
    ines = as_person(week.ines)
    ines.goto("/mentoring/")
    ines.get_by_role("link", name="Read and answer").click()
    ines.get_by_role("button", name="Yes, I will").click()
    expect(ines.get_by_text("Words from before")).to_have_count(0)
    new = Pair.objects.get(mentee=week.alba, ended_at=None)
    for page in (ines, alba):
        page.goto(new.get_absolute_url())
        page.get_by_role("button", name="I have read this").click()
    ines.goto(new.get_absolute_url())
    ines.get_by_role("link", name="Read it").click()
    expect(ines.get_by_role("article")).to_contain_text("Sundays are long for me.")
    axe(ines)
