"""What a first visit weighs, from a site that serves its files as production does: compressed, and for good."""

import gzip
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Response

from tests.harness.processes import ROOT, Site
from tests.journeys.week import tell_the_week

#: HTML is pressed by the proxy (deploy/Caddyfile); all else arrives as the site itself sends it.
TEXT = re.compile(r"\.(css|js|svg|html)$")
LIMIT, REQUESTS, SCRIPT = 150_000, 15, 40_000


class Visit(NamedTuple):
    """What came over the line for one page: the answers, and the bytes of each by address."""

    answers: list[Response]
    bytes_of: dict[str, int]

    def ending(self, end: str) -> int:
        """Return the bytes of all addresses that end so."""
        return sum(size for url, size in self.bytes_of.items() if url.endswith(end))


@pytest.fixture(scope="module")
def production() -> dict[str, str]:
    """The environment of a site without DEBUG, its files collected; keys as in the tests, so that sessions hold."""
    environment = {
        "DEBUG": "false",
        "SECRET_KEY": settings.SECRET_KEY,
        "FIELD_KEYS": ",".join(settings.FIELD_KEYS),
        "SITE_URL": "http://127.0.0.1",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE": "false",
    }
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
    )
    return environment


@pytest.fixture
def site(transactional_db: None, production: dict[str, str]) -> Iterator[Site]:
    """A site as production has it, but for TLS and the proxy."""
    site = Site(9)
    site.environment = {**(site.environment or {}), **production, "SITE_URL": site.url}
    site.start()
    yield site
    site.kill()


@pytest.fixture
def first_visit(browser: Browser, site: Site) -> Iterator[Any]:
    """Return a way to come with nothing in the browser's cache: `first_visit("/", alba)`."""
    contexts = []

    def come(path: str, person: Any = None) -> Visit:
        context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 800})
        contexts.append(context)
        if person is not None:
            client = Client()
            client.force_login(person)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site.url}])
        page = context.new_page()
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))
        assert page.goto(path).status == 200  # type: ignore[union-attr]
        page.evaluate("document.fonts.ready.then(() => true)")
        page.wait_for_load_state("networkidle")
        return Visit(answers, {answer.url: on_the_line(answer) for answer in answers})

    yield come
    for context in contexts:
        context.close()


def on_the_line(answer: Response) -> int:
    """Return the bytes of a body as they crossed the line, or would behind the proxy."""
    if answer.headers.get("content-type", "").startswith("text/html"):
        return len(gzip.compress(answer.body()))
    return int(answer.headers["content-length"])


def check(visit: Visit) -> None:
    """Hold a visit to its limits."""
    lines = "\n".join(f"{size:7} {url}" for url, size in visit.bytes_of.items())
    assert len(visit.answers) <= REQUESTS, lines
    assert sum(visit.bytes_of.values()) <= LIMIT, lines
    assert visit.ending(".js") <= SCRIPT, lines
    assert visit.ending(".woff2") > 0, lines


def test_today_is_light(first_visit: Any) -> None:
    """Signed in, in the demo week, with fonts."""
    check(first_visit("/", tell_the_week().alba))


def test_a_chat_is_light(first_visit: Any) -> None:
    """With the live engine's script."""
    check(first_visit("/groups/evening-circle/chat/", tell_the_week().alba))


def test_the_front_page_is_light(first_visit: Any) -> None:
    check(first_visit("/"))


def test_files_are_pressed_and_kept_for_good(first_visit: Any) -> None:
    """Each has a name that changes with it, may be kept for ten years, and text comes compressed; modules that are
    imported by modules too."""
    visit = first_visit("/groups/evening-circle/chat/", tell_the_week().alba)
    files = [answer for answer in visit.answers if "/static/" in answer.url]
    assert len(files) >= 8
    for file in files:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", file.url), file.url
        assert "immutable" in file.headers["cache-control"], file.url
        assert int(re.search(r"max-age=(\d+)", file.headers["cache-control"])[1]) >= 31_536_000  # type: ignore[index]
        if TEXT.search(file.url):
            assert file.headers.get("content-encoding") in ("br", "gzip"), file.url
            assert "accept-encoding" in file.headers["vary"].lower()


def test_pages_with_people_on_them_are_pressed_by_the_proxy(first_visit: Any) -> None:
    """Not by Django: docs/performance.md has why."""
    page = first_visit("/", tell_the_week().alba).answers[0]
    assert "content-encoding" not in page.headers
    proxy = (ROOT / "deploy/Caddyfile").read_text()
    assert re.search(r"^\s*encode zstd gzip$", proxy, re.MULTILINE)
