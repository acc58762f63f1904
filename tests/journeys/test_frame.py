"""The frame around every page: leaving quickly, the keyboard, light and dark, narrow screens, no JavaScript, weight."""

import gzip
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Response, Route, expect

from tests.harness.browsing import Complaints, barriers

Visit = Callable[..., Page]
WEATHER = "https://www.weather.gov/"
ENTRANCES = ["/accounts/login/", "/accounts/signup/", "/accounts/login/code/", "/accounts/password/reset/"]
RULED = ["/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/", "/accounts/logout/"]


@pytest.fixture
def weather(complaints: Complaints) -> Callable[[Page], None]:
    """Stand in for the neutral site, which no test may reach."""
    complaints.allow(WEATHER)

    def answer(route: Route) -> None:
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    def stand_in(page: Page) -> None:
        page.route(f"{WEATHER}**", answer)

    return stand_in


def test_shift_three_times_leaves(new_visitor: Visit, weather: Callable[[Page], None]) -> None:
    """The page is blank at once, and the way back does not lead to it."""
    page = new_visitor()
    weather(page)
    page.goto("/accounts/login/")
    page.evaluate("""() => {
        const leave = customElements.get('quick-exit').prototype;
        const meant = leave.leave;
        leave.leave = function () {
            meant.call(this);
            const root = document.documentElement;
            sessionStorage.left = `${root.hidden} ${document.body.childElementCount} ${document.title}`;
        };
    }""")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.locator(".exit__count")).to_have_text("Press Shift once more to leave")
    page.keyboard.press("Shift")
    page.wait_for_url(WEATHER)
    page.goto("/accounts/login/")
    assert page.evaluate("sessionStorage.left") == "true 0 "


def test_leaving_takes_this_page_out_of_the_way_back(new_visitor: Visit, weather: Callable[[Page], None]) -> None:
    page = new_visitor()
    weather(page)
    page.goto("/accounts/signup/")
    before = page.evaluate("history.length")
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(WEATHER)
    assert page.evaluate("history.length") == before


def test_typing_capitals_does_not_leave(new_visitor: Visit) -> None:
    page = new_visitor()
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail").focus()
    for _ in range(4):
        page.keyboard.press("Shift")
        page.keyboard.press("A")
    assert page.url.endswith("/accounts/signup/")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.url.endswith("/accounts/signup/")


def test_the_first_three_stops_of_the_keyboard(as_person: Visit, alba: Any) -> None:
    """Leave quickly, skip to the page, support."""
    page = as_person(alba)
    page.goto("/accounts/email/")
    focused = "document.activeElement.className"
    page.keyboard.press("Tab")
    assert "exit" in page.evaluate(focused)
    page.keyboard.press("Tab")
    assert "skip" in page.evaluate(focused)
    page.keyboard.press("Tab")
    assert "support-now" in page.evaluate(focused)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_without_javascript(new_visitor: Visit, weather: Callable[[Page], None]) -> None:
    """Leaving, the rest of the places and the theme are plain HTML."""
    page = new_visitor(java_script_enabled=False)
    weather(page)
    page.goto("/accounts/login/")
    exit_link = page.get_by_role("link", name="Leave quickly")
    assert exit_link.get_attribute("href") == WEATHER
    exit_link.click()
    page.wait_for_url(WEATHER)


def test_more_opens_and_dark_stays_without_javascript(as_person: Visit, alba: Any) -> None:
    page = as_person(alba, width=390, height=800, java_script_enabled=False)
    page.goto("/accounts/email/")
    page.locator(".bar summary").click()
    page.locator(".bar").get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/accounts/email/")
    page.goto("/accounts/sessions/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_dark_with_javascript_needs_no_new_page(as_person: Visit, alba: Any) -> None:
    page = as_person(alba)
    page.goto("/accounts/email/")
    page.get_by_text("You and your account").locator("..").click()
    with page.expect_response("**/appearance/"):
        page.locator(".page-head").get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.keyboard.press("Escape")
    expect(page.locator(".page-head .menu")).not_to_have_attribute("open", "")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize(("width", "dark"), [(320, True), (390, False), (1280, False), (1280, True)])
def test_doors_have_no_barriers(new_visitor: Visit, width: int, dark: bool) -> None:
    page = new_visitor(width=width, dark=dark)
    for address in ENTRANCES:
        page.goto(address)
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.mark.parametrize(("width", "dark"), [(320, False), (640, True), (1280, False)])
def test_security_pages_have_no_barriers(as_person: Visit, alba: Any, width: int, dark: bool) -> None:
    """640 is 1280 at 200 % zoom."""
    page = as_person(alba, width=width, dark=dark)
    for address in RULED:
        page.goto(address)
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, False), (1280, True)])
def test_the_style_guide_has_no_barriers(as_person: Visit, alba: Any, width: int, dark: bool) -> None:
    page = as_person(alba, width=width, dark=dark)
    page.goto("/styleguide/")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Report a message").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name="Report a message")).to_be_focused()


def test_an_unfinished_form_says_so_kindly(new_visitor: Visit) -> None:
    """The summary takes the focus; a field names its own error."""
    page = new_visitor()
    page.goto("/accounts/signup/")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_accessible_description(re.compile("This is still empty.$"))
    assert barriers(page) == []


def test_a_cold_visit_is_light(new_visitor: Visit) -> None:
    """At most 150 KB with fonts, 15 requests and 40 KB of script, as a server sends them: text compressed."""
    page = new_visitor()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/accounts/signup/")
    page.wait_for_load_state("networkidle")
    weight = {answer.url: len(gzip.compress(answer.body())) for answer in answers}
    assert len(weight) <= 15
    assert sum(weight.values()) <= 150_000
    assert sum(bytes_ for url, bytes_ in weight.items() if url.endswith(".js")) <= 40_000
