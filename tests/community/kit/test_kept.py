"""What is kept of a page is right for whoever reads it next."""

from typing import Any
from uuid import UUID

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from community.kit import kept as kit
from community.kit.kept import Drawings

TIMES = Template('{% load tz %}{% kept "test" words %}<p>{{ words }}, {{ at|date:"H:i" }}</p>{% endkept %}')
FORM = Template('{% kept "form" name %}<form>{% csrf_token %}<b>{{ here }}</b>{{ name }}</form>{% endkept %}')


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kit, "drawings", Drawings())


def draw(template: Template, **context: Any) -> str:
    return template.render(Context(context))


def test_what_is_shown_is_drawn_once() -> None:
    class Watched:
        drawn = 0

        def __str__(self) -> str:
            Watched.drawn += 1
            return "words"

    template = Template('{% kept "watched" 1 %}{{ words }}{% endkept %}')
    assert [draw(template, words=Watched()) for _ in range(3)] == ["words"] * 3
    assert Watched.drawn == 1


def test_other_values_are_other_drawings() -> None:
    at = timezone.now()
    assert "one" in draw(TIMES, words="one", at=at)
    assert "two" in draw(TIMES, words="two", at=at)
    assert "&lt;b&gt;" in draw(TIMES, words="<b>", at=at)


def test_each_zone_and_language_has_its_own() -> None:
    at = timezone.now().replace(hour=12, minute=0)
    with timezone.override("UTC"):
        assert "12:00" in draw(TIMES, words="noon", at=at)
    with timezone.override("Asia/Tokyo"):
        assert "21:00" in draw(TIMES, words="noon", at=at)
    with timezone.override("UTC"), translation.override("de"):
        draw(TIMES, words="noon", at=at)
    assert len(kit.drawings.kept) == 3


def test_nobody_gets_another_ones_token_or_path() -> None:
    """The form is drawn once; the token is each request's own, and the path is escaped."""
    for token, path in (("first", "/one/"), ("second", "/<two>/")):
        page = FORM.render(Context({"csrf_token": token, "name": "Wren", "request": RequestFactory().get(path)}))
        assert f'value="{token}"' in page
        assert "\0" not in page
        assert "<two>" not in page
    assert "/%3Ctwo%3E/" in page or "/&lt;two&gt;/" in page
    assert len(kit.drawings.kept) == 1


def test_there_is_an_end_to_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those not asked for the longest go first."""
    monkeypatch.setattr(kit, "MOST", 3)
    for words in ("one", "two", "three", "one", "four"):
        draw(TIMES, words=words, at=timezone.now())
    assert [key[3] for key in kit.drawings.kept] == ["three", "one", "four"]


def test_a_mark_is_another_on_every_page_also_within_another_part() -> None:
    inner = '{% kept "inner" %}<b>{{ once }}</b>{% csrf_token %}{% endkept %}'
    template = Template('{% kept "outer" %}<i>{{ here }}</i>' + inner + "{% endkept %}")
    request = RequestFactory().get("/one/")
    first, second = (draw(template, request=request, csrf_token=token) for token in ("first", "second"))
    assert "<i>/one/</i>" in first
    assert 'value="first"' in first
    assert 'value="second"' in second
    marks = [page[page.index("<b>") + 3 : page.index("</b>")] for page in (first, second)]
    assert len(set(marks)) == 2
    assert all(UUID(mark) for mark in marks)
