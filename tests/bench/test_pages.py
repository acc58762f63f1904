"""The bench measures what it says: every page answers, Cairn's and the floor's, and statements are counted."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from bench.__main__ import names
from bench.pages import world
from bench.pages.visit import Door, beside, costs, statements, weight
from groups.forum.models import Post, Thread
from groups.management.commands.bench_people import cookie, open_sessions

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> world.World:
    """The bench's world, a good deal smaller."""
    sizes = {"GROUPS": 8, "MEMBERS": 30, "THREADS": 24, "POSTS": 480, "MESSAGES": 480, "SEATS": 12, "LONG_THREAD": 60}
    sizes |= {"LONG_LIST": 24, "LONGER_LIST": 30, "LISTINGS": 40}
    for name, size in sizes.items():
        monkeypatch.setattr(world, name, size)
    return world.build()


@pytest.fixture
def door(small: world.World, settings: Any) -> Iterator[Door]:
    """Cairn's handler with the floor's addresses; the test's connection outlives its requests."""
    settings.ROOT_URLCONF = "bench.pages.urls"
    settings.TEMPLATES = [*settings.TEMPLATES, floor_templates()]
    settings.ALLOWED_HOSTS = ["bench.example.org"]
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Door(WSGIHandler(), cookie(open_sessions([small.reader])[0]))
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def floor_templates() -> dict[str, Any]:
    from bench.pages.settings import TEMPLATES

    return TEMPLATES[-1]


def test_every_page_answers(small: world.World, door: Door) -> None:
    """Cairn's and the floor's show the same rows."""
    room, thread = small.group.slug, small.thread.pk
    for ours, floor in (
        (f"/groups/{room}/discussions/", f"/floor/{room}/"),
        (f"/groups/{room}/discussions/{thread}/", f"/floor/{room}/{thread}/"),
        (f"/groups/{room}/discussions/{thread}/", f"/floor/{room}/{thread}/fragments/"),
    ):
        title = small.thread.title.encode()
        assert title in door.get(ours).body, ours
        assert title in door.get(floor).body, floor
    assert door.get(f"/groups/{room}/chat/").body.count(b'class="bubble prose"') >= 50
    assert door.get(f"/floor/{room}/chat/").body.count(b"<li id=") == 50
    assert int(door.get("/floor/one/").body)


def test_the_lists_are_as_long_as_is_said(small: world.World) -> None:
    assert Thread.objects.filter(group=small.group).count() == 24
    assert Thread.objects.filter(group=small.longer).count() == 30
    assert Post.objects.filter(thread=small.long_thread).count() == 60


def test_words_are_found_as_by_the_floor(small: world.World, door: Door) -> None:
    """The reader is in every group here, so both find as many."""
    for word in (world.RARE, world.MIDDLE, world.COMMON):
        ours, floor = door.get(f"/groups/search/?q={word}").body, door.get(f"/floor/search/?q={word}").body
        assert ours.count(b'class="found__one"') == floor.count(b"<h2>") > 0, word


def test_as_many_meetings_are_listed(small: world.World, door: Door) -> None:
    ours, floor = door.get("/meetings/find/").body, door.get("/floor/meetings/").body
    assert ours.count(b'class="event__title"') == floor.count(b"<h2>") == 20


def test_an_answer_is_one_on_both_sides(small: world.World, door: Door) -> None:
    room, thread = small.group.slug, small.thread
    before = Post.objects.filter(thread=thread).count()
    said = statements(lambda: door.post(f"/groups/{room}/discussions/{thread.pk}/", {"body": "Yes."}))
    held = statements(lambda: door.post(f"/floor/{room}/{thread.pk}/reply/", {"body": "Yes."}))
    assert Post.objects.filter(thread=thread).count() == before + 2
    assert 0 < len(held) <= len(said) <= 14


def test_statements_are_counted(small: world.World, door: Door) -> None:
    """The session's, the member's and the page's own."""
    found = costs({"one": (door, "/floor/one/"), "floor": (door, f"/floor/{small.group.slug}/")}, times=2)
    assert found["one"].queries == 3
    assert found["floor"].queries == 4
    assert 0 < found["one"].cpu < found["floor"].cpu * 10


def test_what_is_not_there_is_not_measured(door: Door) -> None:
    with pytest.raises(AssertionError, match="404"):
        door.get("/groups/never-was/")


def test_a_first_visit_is_weighed_with_what_it_fetches(door: Door) -> None:
    requests, size, script = weight(door, "/")
    assert 5 <= requests <= 15
    assert 0 < script < size


def test_modules_are_found_beside_each_other() -> None:
    assert beside("/static/js/pages/talk.js", "../lib/socket.js") == "/static/js/lib/socket.js"
    assert beside("/static/js/pages/talk.js", "/static/js/lib/socket.js") == "/static/js/lib/socket.js"


def test_the_benches_there_are() -> None:
    assert {"live", "pages"} <= set(names())
