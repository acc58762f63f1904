"""Plain words take a short way; it leads to the same place."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from community.kit.words import rendered, to_html

SIGNS = "abcXYZäßñж漢字 019.,;:!?'’()%/@+=#$–—…-_*`[]<>&\"\\~|^\n\t\u00a0"  # noqa: RUF001


@given(st.text(alphabet=SIGNS, min_size=1, max_size=30) | st.text(min_size=1, max_size=30))
@example("a")
@example("a ")
@example("Day 128. I told my sister - she knew.")
@example("www.example.org/x?a=b#c")
@example("a  b")
@example("see http://example.org/x?a=b, it helped")
@example("https://example.org")
@example("http: //a https:/b ftp://c.d mailto:a@b.org")
@example("1. one")
@example("- one")
def test_the_short_way_is_the_same(text):
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    assert to_html(text) == rendered(text)


LINK = '<a href="{0}" target="_blank" rel="nofollow noopener noreferrer">{1}</a>'


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("http://example.org", "http://example.org", "http://example.org"),
        ("<https://example.org/>", "https://example.org/", "https://example.org/"),
        (
            "[read this](https://elsewhere.example/path)",
            "https://elsewhere.example/path",
            "read this (elsewhere.example)",
        ),
        (
            "[https://good.example](https://bad.example/)",
            "https://bad.example/",
            "https://good.example (bad.example)",
        ),
        ("[x **y**](//bad.example)", "//bad.example", "x <strong>y</strong> (bad.example)"),
        (
            "https://good.example@bad.example/",
            "https://good.example@bad.example/",
            "https://good.example@bad.example/ (bad.example)",
        ),
        ("[good.example](https://good.example)", "https://good.example", "good.example"),
    ],
)
def test_links_say_where_they_lead(text, address, words):
    assert to_html(text) == f"<p>{LINK.format(address, words)}</p>"


def test_a_name_that_only_looks_like_another_is_shown_as_it_is_looked_up():
    assert "(xn--" in to_html("https://ex\u0430mple.org/")


@pytest.mark.parametrize(
    "text",
    ["example.org", "www.example.org", "me@example.org", "ftp://example.org/x", "mailto:me@example.org", "//a.b"],
)
def test_what_only_looks_like_an_address_is_left(text):
    assert to_html(text) == f"<p>{text}</p>"


@pytest.mark.parametrize("text", ["[x](javascript:alert(1))", "[x](data:text/html,x)", "<javascript:alert(1)>"])
def test_no_link_runs_anything(text):
    assert "href" not in to_html(text)


@given(st.text(alphabet="ab:/.@[]()<>&\"' \nhtps#?=\\", max_size=60))
def test_links_bring_nothing_but_an_address(text):
    html = to_html(text)
    for tag in html.split("<a ")[1:]:
        inner = tag.split(">")[0]
        assert inner.endswith('target="_blank" rel="nofollow noopener noreferrer"')
        assert inner.count('="') == 2 + inner.startswith("href=")
    assert "<script" not in html
