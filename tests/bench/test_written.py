"""docs/performance.md shows the figures that are kept, and its pictures can be read by anybody."""

import xml.etree.ElementTree as ET

import pytest

from bench.live.figures import KEPT, Figures
from bench.live.picture import Bar, Group, draw
from bench.live.pictures import PICTURES
from bench.live.written import PAGE, SHOWN, rewritten

SVG = "{http://www.w3.org/2000/svg}"


def test_the_page_says_what_was_measured_and_nothing_typed_by_hand() -> None:
    page = PAGE.read_text()
    assert rewritten(page, Figures.kept()) == page


@pytest.mark.parametrize("name", PICTURES)
def test_the_pictures_are_those_of_the_figures(name: str) -> None:
    assert KEPT.exists()
    assert (SHOWN / name).read_text() == PICTURES[name](Figures.kept())
    assert f"pictures/{name}" in PAGE.read_text()


def test_a_page_without_a_mark_is_not_written() -> None:
    with pytest.raises(ValueError, match="no mark"):
        rewritten("# Nothing here", Figures())


def test_a_picture_tells_its_numbers_to_those_who_do_not_see_it() -> None:
    bars = [Bar("one & two", 100.0, "100", "a"), Bar("three", 1_000_000.0, "1,000,000", "b")]
    root = ET.fromstring(draw("Some <bars>", "a second", [Group("First", bars)]))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Some <bars>"
    assert root.findtext(f"{SVG}desc") == "a second. First: one & two 100, three 1,000,000."
    assert not root.findall(f".//{SVG}script")
    short, long = (float(bar.get("width", "0")) for bar in root.findall(f"{SVG}rect")[1:])
    assert 0 < short < long
