"""The page of a talk: answers, signs, words said better or taken back, what is earlier, a line that comes and goes."""

import os
import re
from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from community.conversations.actions import post
from community.conversations.models import Conversation
from groups.models import Group
from groups.roster.queries import conversation_of
from tests.harness.browsing import Complaints
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]
CHAT = "/groups/evening-circle/chat/"
SHOTS = os.environ.get("SHOTS")


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png")


def composer(page: Page) -> Locator:
    return page.get_by_label("Write to Evening Circle")


def say(page: Page, words: str) -> None:
    composer(page).fill(words)
    page.get_by_role("button", name="Send").click()


def message(page: Page, words: str) -> Locator:
    found = page.get_by_role("log").locator(".message").filter(has=page.locator(".bubble", has_text=words))
    expect(found).to_have_count(1)
    return found


def choose(page: Page, words: str, choice: str, role: str = "menuitem") -> None:
    one = message(page, words)
    one.hover()
    one.locator(".message__more").click()
    page.get_by_role(role, name=choice).click()  # type: ignore[arg-type]


def evening_circle() -> Conversation:
    return conversation_of(Group.objects.get(slug="evening-circle"))


def fill_the_evening(author: object, number: int) -> None:
    talk = evening_circle()
    for one in range(number):
        post(talk, by=author, body=f"Said long ago, {one:03}.", client_id=str(uuid4()))  # type: ignore[arg-type]


def test_two_people_answer_give_signs_edit_and_take_back(as_person: Visit, axe: Callable[..., None]) -> None:
    people = tell_the_week()
    alba, bruno = as_person(people.alba), as_person(people.bruno, width=390, dark=True, has_touch=True)
    alba.goto(CHAT)
    bruno.goto(CHAT)
    say(alba, "The bread is in the oven.")

    choose(bruno, "The bread is in the oven.", "Reply")
    expect(bruno.locator(".chat__form [data-bar]")).to_contain_text("In answer to Alba")
    axe(bruno)
    say(bruno, "Keep me a crust.")
    answer = message(alba, "Keep me a crust.")
    expect(answer.locator(".message__quote")).to_contain_text("Alba The bread is in the oven.")
    answer.locator(".message__quote a").click()
    expect(message(alba, "The bread is in the oven.")).to_have_class(re.compile("message--shown"))

    choose(bruno, "The bread is in the oven.", "With you", "menuitemcheckbox")
    sign = message(alba, "The bread is in the oven.").get_by_role("button", name="With you 1")
    expect(sign).to_have_attribute("aria-pressed", "false")
    sign.click()
    theirs = message(bruno, "The bread is in the oven.").get_by_role("button", name="With you 2")
    expect(theirs).to_have_attribute("aria-pressed", "true")
    theirs.click()
    expect(message(alba, "The bread is in the oven.").get_by_role("button", name="With you 1")).to_be_visible()

    composer(alba).press("ArrowUp")
    expect(composer(alba)).to_have_value("The bread is in the oven.")
    composer(alba).fill("The bread is out of the oven.")
    composer(alba).press("Enter")
    expect(message(bruno, "The bread is out of the oven.").get_by_text("edited", exact=True)).to_be_visible()
    expect(composer(alba)).to_have_value("")
    shot(alba, "page-wide")

    choose(alba, "The bread is out of the oven.", "Remove it")
    expect(bruno.get_by_role("log").get_by_text("This message was removed.")).to_be_visible()
    expect(bruno.get_by_text("The bread is out of the oven.")).to_have_count(0)
    shot(bruno, "page-phone-dark")
    alba.get_by_role("button", name="Undo").click()
    message(bruno, "The bread is out of the oven.")
    axe(alba)


def test_what_is_typed_without_a_line_is_kept_and_sent(as_person: Visit, complaints: Complaints) -> None:
    people = tell_the_week()
    alba, bruno = as_person(people.alba), as_person(people.bruno)
    alba.goto(CHAT)
    bruno.goto(CHAT)
    say(alba, "Heard by all.")
    message(bruno, "Heard by all.")
    # Each is said to a screen reader once: the signs and words that come to it later are silent.
    expect(message(bruno, "Heard by all.")).to_have_attribute("aria-live", "off")
    expect(bruno.get_by_role("log")).to_have_attribute("aria-live", "polite")

    complaints.allow("ERR_INTERNET_DISCONNECTED")
    alba.context.set_offline(True)
    expect(alba.get_by_text("You are offline.")).to_be_visible()
    for words in ("First of the silence.", "Second of the silence.", "Better not."):
        say(alba, words)
        alba.wait_for_timeout(20)
    alba.evaluate("dispatchEvent(new Event('offline'))")
    waiting = message(alba, "Better not.")
    expect(waiting).to_contain_text("Waiting until you are back")
    shot(alba, "page-offline")
    waiting.get_by_role("button", name="Take back").click()
    expect(composer(alba)).to_have_value("Better not.")
    alba.context.set_offline(False)
    alba.evaluate("dispatchEvent(new Event('online'))")
    expect(bruno.locator(".message .bubble").filter(has_text="of the silence.")).to_have_text(
        ["First of the silence.", "Second of the silence."]
    )
    expect(alba.get_by_text("You are offline.")).to_be_hidden()
    alba.reload()
    expect(composer(alba)).to_have_value("Better not.")
    expect(alba.get_by_text("Waiting until you are back")).to_have_count(0)


def test_a_long_evening_is_read_from_its_links_and_by_the_keyboard(as_person: Visit, axe: Callable[..., None]) -> None:
    people = tell_the_week()
    fill_the_evening(people.bruno, 200)
    page = as_person(people.alba)
    page.goto(CHAT)
    log = page.get_by_role("log").get_by_role("list")
    jump = page.locator("[data-jump]")
    expect(jump).to_contain_text("new")
    shot(page, "page-unread")
    axe(page)

    # Earlier ones come as one scrolls, and what one looks at stays.
    first = page.locator(".message").first
    words = first.locator(".bubble").inner_text()
    log.hover()
    page.mouse.wheel(0, -20_000)
    expect(page.get_by_text("Said long ago, 110.")).to_have_count(1)
    assert abs(message(page, words).bounding_box()["y"] - log.bounding_box()["y"]) < 800  # type: ignore[index]
    expect(page.locator("[data-newest-button]")).to_be_visible()
    page.locator("[data-newest-button]").click()
    expect(page.get_by_text("Said long ago, 199.")).to_be_in_viewport()
    expect(page.locator("[data-newest-button]")).to_be_hidden()

    # By the keyboard alone: up in the list, its menu, an answer.
    log.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menu")).to_be_visible()
    page.get_by_role("menuitem", name="Reply").press("Enter")
    expect(composer(page)).to_be_focused()
    page.keyboard.type("Typed without a pointer.")
    page.keyboard.press("Enter")
    expect(message(page, "Typed without a pointer.").locator(".message__quote")).to_contain_text("Said long ago, 198.")

    # A link to a message opens there, and the page goes on to the newest as one scrolls down.
    seq = evening_circle().messages.get(body="Said long ago, 090.").seq
    page.goto(f"{CHAT}?at={seq}#m{seq}")
    expect(page.get_by_text("Said long ago, 090.")).to_be_in_viewport()
    expect(page.get_by_text("Said long ago, 199.")).to_have_count(0)
    for _ in range(8):
        log.hover()
        page.mouse.wheel(0, 20_000)
        page.wait_for_timeout(150)
    expect(page.get_by_text("Typed without a pointer.")).to_be_visible()
    expect(page.locator("[data-newer-line]")).to_have_count(0)
