"""Two people walk together: goals and questions, words for later, a time to talk, notes, and how it goes."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from mentorship.pairs.models import Pair
from mentorship.walking.actions import ask_how, send_due
from tests.journeys.week import tell_the_week

pytestmark = pytest.mark.django_db(transaction=True)


def tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Between the two of you").get_by_role("link", name=name, exact=True).click()


def test_beside_the_talk(live_site: Any, as_person: Any, axe: Any) -> None:
    week = tell_the_week()
    pair = Pair.objects.get(mentee=week.alba)
    Pair.objects.filter(pk=pair.pk).update(created_at=timezone.now() - timedelta(days=29))
    ask_how()
    alba, bruno = as_person(week.alba), as_person(week.bruno, width=390)
    alba.goto(pair.get_absolute_url())
    axe(alba)
    alba.get_by_role("button", name="So-so").click()
    axe(alba)
    alba.get_by_role("main").get_by_role("link", name="Not now").click()
    expect(alba.get_by_text("How is this going?")).to_have_count(0)

    tab(alba, "Goals and questions")
    axe(alba)
    alba.get_by_label("What would you like to reach?").fill("Swim once a week")
    alba.get_by_role("button", name="Set this goal").click()
    goal = alba.get_by_role("region", name="Swim once a week")
    goal.get_by_label("A small step").fill("Find the opening hours")
    goal.get_by_role("button", name="Add").click()
    bruno.goto(pair.get_absolute_url())
    tab(bruno, "Goals and questions")
    axe(bruno)
    bruno.get_by_role("button", name="Done: Find the opening hours").click()
    expect(bruno.get_by_role("button", name="Not done yet: Find the opening hours")).to_be_visible()

    tab(bruno, "For later")
    bruno.get_by_label("Your message").fill("Good luck in the water.")
    soon = timezone.now() + timedelta(days=1)
    bruno.get_by_label("Day").fill(f"{soon:%Y-%m-%d}")
    bruno.get_by_label("Time").fill("08:00")
    bruno.get_by_role("button", name="Keep it for then").click()
    expect(bruno.get_by_role("heading", name="Waiting")).to_be_visible()
    axe(bruno)

    tab(bruno, "A time to talk")
    first = bruno.get_by_role("group", name="First time")
    first.get_by_label("Day").fill(f"{soon:%Y-%m-%d}")
    first.get_by_label("Time").fill("20:00")
    bruno.get_by_role("button", name="Propose", exact=True).click()
    axe(bruno)
    tab(alba, "A time to talk")
    alba.get_by_role("button", name=re.compile("This fits")).click()
    expect(alba.get_by_text("You talk with Bruno")).to_be_visible()
    axe(alba)

    tab(alba, "My notes")
    alba.get_by_label("A note, only for you").fill("Ask about the bicycle.")
    alba.get_by_role("button", name="Keep it").click()
    expect(alba.get_by_text("Ask about the bicycle.")).to_be_visible()
    axe(alba)
    tab(bruno, "My notes")
    expect(bruno.get_by_text("Ask about the bicycle.")).to_have_count(0)

    tab(alba, "Talk")
    send_due(soon + timedelta(days=1))
    expect(alba.get_by_role("log").get_by_text("Good luck in the water.")).to_have_count(1)
