"""Every page a person can reach by links from Today: whole, without barriers, nothing asked of anyone else."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.harness.browsing import Complaints, barriers
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]

#: Links that leave the page's story: other origins, the way out, files, and downloads.
LEAVES = re.compile(r"^(https?:|tel:|sms:|mailto:|#)|logout|/static/|/operators/|\.(ics|json)$")
#: A number or key in an address: one page of each kind is enough.
PARTICULAR = re.compile(r"/\d+(?=/)|\?.*$|#.*$")


def kinds_of_pages(page: Page, start: list[str], most: int = 60) -> list[str]:
    """Follow links from ``start``; return each kind of address once, having checked the page behind it."""
    waiting, seen, visited = list(start), set(), []
    while waiting and len(visited) < most:
        path = waiting.pop(0)
        kind = PARTICULAR.sub("", path)
        if kind in seen:
            continue
        seen.add(kind)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        found = barriers(page)
        assert not found, "\n".join(found)
        assert page.title() == "Notes", f"{path}: the title says {page.title()!r}"
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} px wider than the window"
        visited.append(path)
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        waiting += [link if link.startswith("/") else _joined(path, link) for link in links if not LEAVES.search(link)]
    return visited


def _joined(path: str, link: str) -> str:
    return path.split("?")[0] + link if link.startswith("?") else path + link


@pytest.mark.parametrize(
    ("who", "at_least", "most", "dark", "width"),
    [
        ("alba", 45, 60, False, 1280),
        ("faye", 45, 60, True, 1280),
        ("carmen", 35, 40, False, 390),
        ("gil", 35, 40, True, 390),
    ],
)
def test_every_page_is_whole(
    as_person: Visit, complaints: Complaints, who: str, at_least: int, most: int, dark: bool, width: int
) -> None:
    people = tell_the_week()
    page = as_person(getattr(people, who), dark=dark, width=width)
    visited = kinds_of_pages(page, ["/"], most)
    assert len(visited) >= at_least, visited


def test_signed_out_pages_are_whole(new_visitor: Visit, live_site: Any) -> None:
    page = new_visitor()
    visited = kinds_of_pages(page, ["/", "/support/", "/accounts/signup/"])
    assert "/support/" in visited
