"""What is looked for, and how it is shown."""

import pytest

from groups.search.asking import terms_in
from groups.search.pieces import marked, pieces, stems_in


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("lantern", "'lantern':*"),
        ("it is", "'it' & 'is'"),
        ("self-care", "'self':* & 'care':*"),
        ("“evening walk” rain", "('evening' <-> 'walk') & 'rain':*"),
        ('"evening walk', "('evening' <-> 'walk')"),
        ("walk -rain", "'walk':* & !'rain'"),
        ("-rain", "'rain':*"),
        ("don't & ':* | !", "'don':* & 't'"),
        ("group:1 by:2", "'group':* & '1' & 'by' & '2'"),
        ("!!! …", ""),
        ("\\ ' \" ( <-> )", ""),
    ],
)
def test_words_phrases_and_what_is_not_wanted(text: str, sought: str) -> None:
    assert " & ".join(term.sought for term in terms_in(text)) == sought


def test_no_more_than_a_few_words() -> None:
    assert len(terms_in("a b c d e f g h i j k l")) == 8


def test_what_was_looked_for_is_marked_and_the_rest_is_safe() -> None:
    assert marked("<b>Walking</b> & Café", ["walk", "cafe"]) == (
        "&lt;b&gt;<mark>Walking</mark>&lt;/b&gt; &amp; <mark>Café</mark>"
    )
    assert marked("A happy day, happier than most", ["happi"]).count("<mark>") == 2
    assert marked("an artist in a car", ["a"]) == "an artist in <mark>a</mark> car"


def test_what_must_not_be_there_is_not_marked() -> None:
    assert stems_in("'walk':* & !'rain' & !('a' <-> 'b') & 'group:7' & 'sun'") == ["walk", "sun"]


def test_a_long_text_is_shown_around_what_was_found() -> None:
    shown = pieces(" ".join(f"w{n}" for n in range(500)), ["w400"])
    assert [one.text for one in shown if one.hit] == ["w400"]
    text = "".join(one.text for one in shown)
    assert text.startswith("… w")
    assert text.endswith(" …")
    assert len(text) < 250
