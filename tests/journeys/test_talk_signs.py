"""What is put off is not sent: not by the server, and not by the page either."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, WebSocket, expect

from community.conversations.models import Conversation, Participant
from groups.roster.models import Group
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]
CHAT = "/groups/evening-circle/chat/"


def listen(page: Page) -> list[str]:
    """The types of all frames that the page sends."""
    sent: list[str] = []

    def opened(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(json.loads(frame)["type"]))

    page.on("websocket", opened)
    return sent


def test_signs_put_off_on_one_page_are_off_on_the_other(as_person: Visit, axe: Callable[[Page], None]) -> None:
    people = tell_the_week()
    alba, bruno = as_person(people.alba), as_person(people.bruno)
    sent = listen(alba)
    alba.goto(CHAT)
    bruno.goto(CHAT)
    for page in (alba, bruno):  # their lines are open
        expect(page.get_by_role("heading", name="Here now · 2")).to_be_visible()
    field = alba.get_by_label("Write to Evening Circle")
    field.press_sequentially("Good")
    expect(bruno.get_by_text("Alba is writing…")).to_be_visible()
    field.fill("")

    settings = alba.context.new_page()
    settings.goto(CHAT)
    settings.get_by_role("link", name="change").click()
    axe(settings)
    for sign in ("here", "am writing", "far I have read"):
        settings.get_by_text(sign).first.click()
    settings.get_by_role("button", name="Keep it so").click()
    settings.wait_for_url(f"**{CHAT}")
    settings.close()

    expect(bruno.get_by_role("heading", name="Here now · 1")).to_be_visible()
    expect(alba.get_by_text("You are not shown here")).to_be_visible()
    expect(bruno.get_by_text("Alba is writing…")).to_have_count(0)
    del sent[:]
    field.press_sequentially("Good evening")
    bruno.get_by_label("Write to Evening Circle").fill("Hello from the harbor")
    bruno.get_by_role("button", name="Send").click()
    expect(alba.get_by_role("log").get_by_text("Hello from the harbor")).to_be_visible()
    alba.wait_for_timeout(1500)  # in which a mark would have been told
    assert not {"typing", "seen"} & set(sent)
    expect(bruno.get_by_text("Alba is writing…")).to_have_count(0)
    alba.goto("/")  # one's own place is kept all the same
    talk = Conversation.objects.get(scope=Group.objects.get(slug="evening-circle").scope)
    for _again in range(50):
        if Participant.objects.get(member=people.alba, conversation=talk).seen_seq == talk.last_seq:
            return
        alba.wait_for_timeout(100)
    raise AssertionError("her own place was not kept")
