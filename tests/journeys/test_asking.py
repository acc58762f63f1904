"""Gil asks one person and puts two in line. Two days of silence, the next is asked by itself, and says yes."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from mentorship.pairs.models import Request
from mentorship.pairs.tasks import let_requests_move_on
from tests.harness.browsing import barriers
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]


def test_ask_lapse_next_accept(as_person: Visit) -> None:
    people = tell_the_week()
    gil, ines = as_person(people.gil, width=390), as_person(people.ines)
    gil.goto("/mentoring/")
    gil.get_by_role("link", name="Ask Tomas").click()
    gil.get_by_role("textbox").fill("Would you write with me?")
    gil.get_by_role("main").get_by_role("button", name="Ask Tomas").click()
    for name in ("Bruno", "Ines"):
        gil.get_by_role("link", name=f"Ask {name}").click()
        gil.get_by_role("textbox").fill(f"Dear {name}, the evenings are long.")
        assert barriers(gil) == []
        gil.get_by_role("button", name=f"Ask {name} next").click()
    line = gil.get_by_role("region", name="Next in your line")
    expect(line.get_by_role("listitem")).to_have_text([re.compile("Bruno"), re.compile("Ines")])
    gil.get_by_role("button", name="Ask Ines earlier").click()
    expect(line.get_by_role("listitem")).to_have_text([re.compile("Ines"), re.compile("Bruno")])
    assert barriers(gil) == []
    ines.goto("/mentoring/")
    expect(ines.get_by_role("main")).not_to_contain_text("Gil")
    tomas = as_person(people.tomas)
    tomas.goto("/mentoring/")
    tomas.get_by_role("link", name=re.compile("Read and answer.*Gil")).click()
    expect(tomas.get_by_role("main")).to_contain_text("without a word about you")

    Request.objects.filter(mentee=people.gil, settled_at=None).update(lapses_at=timezone.now() - timedelta(minutes=1))
    let_requests_move_on()

    gil.goto("/notices/")
    expect(gil.get_by_text("Tomas is not free just now. We have asked Ines, as you wished.")).to_be_visible()
    gil.goto("/mentoring/")
    expect(gil.get_by_role("region", name="You have asked")).to_contain_text("Ines")
    expect(line.get_by_role("listitem")).to_have_text([re.compile("Bruno")])
    tomas.goto("/mentoring/")
    expect(tomas.get_by_role("main")).not_to_contain_text("Gil")

    ines.reload()
    ines.get_by_role("link", name=re.compile("Read and answer.*Gil")).click()
    expect(ines.get_by_text("Dear Ines, the evenings are long.")).to_be_visible()
    ines.get_by_role("button", name="Yes, I will").click()
    gil.reload()
    expect(line).to_have_count(0)
    gil.get_by_role("main").get_by_role("link", name="Ines").first.click()
    for page in (gil, ines):
        page.get_by_role("button", name="I have read this").click()
    gil.reload()
    ines.reload()
    gil.get_by_role("textbox").last.fill("Thank you for saying yes.")
    gil.get_by_role("button", name="Send").click()
    expect(ines.get_by_role("log").get_by_text("Thank you for saying yes.")).to_have_count(1)
    bruno = as_person(people.bruno)
    bruno.goto("/mentoring/")
    expect(bruno.get_by_role("main")).not_to_contain_text("Gil")
