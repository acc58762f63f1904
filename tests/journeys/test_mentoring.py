"""Gil finds a mentor: what matters, three people with reasons, asking, a yes, and the first words."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.harness.browsing import barriers
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]


def test_ask_and_accept(as_person: Visit) -> None:
    people = tell_the_week()
    gil, bruno = as_person(people.gil), as_person(people.bruno, width=390)
    gil.goto("/mentoring/")
    expect(gil.get_by_text("also alcohol").first).to_be_visible()
    assert barriers(gil) == []
    gil.get_by_role("link", name="Ask Bruno").click()
    assert barriers(gil) == []
    gil.get_by_role("textbox").fill("The evenings are long. Would you write with me for a while?")
    gil.get_by_role("main").get_by_role("button", name="Ask").click()
    expect(gil.get_by_role("main")).to_contain_text("asked")

    bruno.goto("/")
    bruno.get_by_role("link", name=re.compile("Answer")).click()
    assert barriers(bruno) == []
    bruno.get_by_role("button", name="Yes, I will").click()
    expect(bruno.get_by_role("heading", level=1)).to_contain_text("Gil")

    gil.goto("/mentoring/")
    gil.get_by_role("main").get_by_role("link", name="Bruno").first.click()
    for page in (gil, bruno):
        page.get_by_role("button", name="I have read this").click()
    gil.reload()
    bruno.reload()
    gil.get_by_role("textbox").last.fill("Thank you for saying yes.")
    gil.get_by_role("button", name="Send").click()
    expect(bruno.get_by_role("log").get_by_text("Thank you for saying yes.")).to_have_count(1)
