"""A picture in a room: held for a keeper where its author is new, then everybody's; with and without scripts."""

import io
import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from community.members.models import Member
from tests.harness.browsing import Complaints
from tests.journeys.week import tell_the_week

Visit = Callable[..., Page]
CHAT = "/groups/evening-circle/chat/"
SHOTS = os.environ.get("SHOTS")


def garden() -> dict[str, Any]:
    picture = Image.new("RGB", (1200, 800), "#9db8a0")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 520, 1200, 800), fill="#5f7a52")
    draw.ellipse((820, 80, 980, 240), fill="#e9b44c")
    file = io.BytesIO()
    picture.save(file, "JPEG")
    return {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png")


def choose(page: Page, file: dict[str, Any]) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add a picture").click()
    chooser.value.set_files(file)


def is_drawn(page: Page, alt: str) -> bool:
    image = page.get_by_role("log").get_by_role("img", name=alt)
    image.scroll_into_view_if_needed()
    drawn = "image => image.complete && image.naturalWidth > 0"
    page.wait_for_function(drawn, arg=image.element_handle())
    return True


def test_a_picture_is_sent_held_released_and_seen_and_sent_without_scripts(
    as_person: Visit, axe: Callable[..., None], complaints: Complaints
) -> None:
    people = tell_the_week()
    Member.objects.filter(pk=people.alba.pk).update(joined_at=timezone.now())
    alba, bruno = as_person(people.alba), as_person(people.bruno, width=390, dark=True)
    carmen = as_person(people.carmen)
    alba.goto(CHAT)
    bruno.goto(CHAT)

    choose(alba, {"name": "song.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"})
    expect(alba.get_by_role("alert").filter(has_text="could not be read")).to_be_visible()
    alba.get_by_label("Write to Evening Circle").fill("From the garden this morning")
    choose(alba, garden())
    expect(alba.get_by_role("img", name="The picture you chose")).to_be_visible()
    expect(alba.get_by_label("What is to be seen?")).to_be_focused()
    alba.keyboard.type("A garden in the first sun")
    shot(alba, "composer")
    axe(alba)
    alba.get_by_role("button", name="Send").click()
    expect(alba.get_by_text("Only you see it until a keeper has looked.")).to_be_visible()
    assert is_drawn(alba, "A garden in the first sun")
    expect(alba.get_by_label("Write to Evening Circle")).to_have_value("")
    expect(alba.get_by_role("img", name="The picture you chose")).to_be_hidden()
    shot(alba, "own")

    expect(bruno.get_by_text("From the garden this morning")).to_be_visible()
    expect(bruno.get_by_text("A picture is waiting for a keeper")).to_be_visible()
    expect(bruno.get_by_role("img", name="A garden in the first sun")).to_have_count(0)
    shot(bruno, "waits")

    carmen.goto(CHAT)
    carmen.get_by_role("link", name="Look at it").click()
    image = carmen.get_by_role("img", name="A garden in the first sun")
    expect(image).to_be_hidden()
    shot(carmen, "keeper")
    axe(carmen)
    carmen.get_by_text("They say: “A garden in the first sun”").click()
    expect(image).to_be_visible()
    shot(carmen, "keeper-open")
    carmen.get_by_role("button", name="Let everyone see it").click()
    expect(carmen.get_by_text("Everyone in the conversation sees it now.")).to_be_visible()

    assert is_drawn(bruno, "A garden in the first sun")
    expect(alba.get_by_text("Only you see it until a keeper has looked.")).to_have_count(0)
    bruno.get_by_role("link", name="A garden in the first sun").click()
    dialog = bruno.get_by_role("dialog")
    expect(dialog.get_by_role("img")).to_be_visible()
    shot(bruno, "dialog")
    axe(bruno)
    bruno.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    bruno.reload()
    assert is_drawn(bruno, "A garden in the first sun")
    shot(bruno, "phone")
    complaints.allow("404")  # nobody but its author had it before

    Member.objects.update(joined_at=timezone.now() - timedelta(days=30))
    page = as_person(people.alba, java_script_enabled=False)  # an old telephone
    page.goto(CHAT)
    page.get_by_label("Picture", exact=True).set_input_files(garden())
    page.get_by_label("What is to be seen?").fill("A garden")
    shot(page, "plain")
    page.get_by_role("button", name="Send").click()
    image = page.get_by_role("log").get_by_role("link", name="A garden", exact=True).get_by_role("img")
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    page.get_by_role("log").get_by_role("link", name="A garden", exact=True).click()
    assert page.url.endswith("/large/")
