"""Plain words take a short way; it leads to the same place."""

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
@example("1. one")
@example("- one")
def test_the_short_way_is_the_same(text):
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    assert to_html(text) == rendered(text)
