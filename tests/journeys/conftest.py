"""A real browser, with as many people in it as the story needs."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.harness.browsing import Complaints, barriers
from tests.harness.processes import Site

# Sync Playwright leaves an event loop running, in which Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# What a page comes to is waited for as long as a machine with much else to do may take.
expect.set_options(timeout=20_000)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the Chromium that scripts/chromium found, or the one on the PATH, or Playwright's own."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return browser_type_launch_args | {"args": QUIET} | ({"executable_path": found} if found else {})


@pytest.fixture
def complaints(live_site: Site) -> Iterator[Complaints]:
    """Collect errors and foreign requests of every page; the test fails on those it did not `allow`."""
    heard = Complaints(live_site.url)
    yield heard
    assert not heard.unexpected(), "\n".join(heard.unexpected())


@pytest.fixture
def new_visitor(browser: Browser, live_site: Site, complaints: Complaints) -> Iterator[Visit]:
    """Return a way to open the site in a browser of one's own, signed out: `new_visitor(width=390, dark=True)`."""
    contexts: list[BrowserContext] = []

    def visit(*, width: int = 1280, height: int = 800, dark: bool = False, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_site.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            **options,
        )
        context.set_default_timeout(20_000)
        complaints.listen(context)
        contexts.append(context)
        return context.new_page()

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def as_person(new_visitor: Visit, live_site: Site) -> Visit:
    """Return a page signed in as somebody: `as_person(alba)`; take the people from the cast's fixtures."""

    def visit(person: Any, **options: Any) -> Page:
        page = new_visitor(**options)
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_site.url}])
        return page

    return visit


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fail where a page puts barriers up: `axe(page)`."""

    def check(page: Page) -> None:
        found = barriers(page)
        assert not found, "\n".join(found)

    return check
