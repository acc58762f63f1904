"""The browser itself: what the other journeys stand on."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.harness.browsing import Complaints, barriers
from tests.harness.processes import Site

Visit = Callable[..., Page]


@pytest.fixture(autouse=True)
def _bare_pages(complaints: Complaints) -> None:
    """/healthz is no page: it names no icon."""
    complaints.allow("/favicon.ico")


def test_somebody_signed_in_is_known(as_person: Visit, alba: Any) -> None:
    """The session made for a person is one that the site believes."""
    page = as_person(alba)
    page.goto("/accounts/email/")
    assert "/accounts/login/" not in page.url


def test_the_site_is_killed_and_comes_back(new_visitor: Visit, live_site: Site) -> None:
    """A site keeps its address over a crash."""
    page = new_visitor()
    live_site.kill()
    live_site.start()
    answer = page.goto("/healthz")
    assert answer
    assert answer.status == 200


@pytest.mark.parametrize(
    "script",
    [
        "console.error('x')",
        "setTimeout(() => { throw new Error('x') })",
        "fetch('http://127.0.0.1:9/').catch(() => 0)",
    ],
)
def test_what_should_not_happen_is_heard(new_visitor: Visit, complaints: Complaints, script: str) -> None:
    """Errors and foreign requests are noticed."""
    page = new_visitor()
    page.goto("/healthz")
    page.evaluate(script)
    page.wait_for_timeout(100)
    assert complaints.unexpected()
    complaints.lines.clear()


def test_barriers_are_found(new_visitor: Visit) -> None:
    """A picture without words is a barrier."""
    page = new_visitor()
    page.goto("/healthz")
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='data:,'></main>")
    assert any("image-alt" in line for line in barriers(page))
