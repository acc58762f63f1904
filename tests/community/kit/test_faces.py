"""Faces: initials and colours."""

import pytest

from community.kit.templatetags.design import avatar, initials, undo_address


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Wren", "W"), ("Evening Circle", "EC"), ("trail runners, sober", "TR"), ("…", "…"), ("", ""), ("Éva", "É")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_name_keeps_its_colour() -> None:
    assert avatar("Mica") == avatar("Mica")
    assert 'data-hue="3"' in avatar("Mica", 11)


def test_undo_is_found_among_tags() -> None:
    assert undo_address("undo:/groups/3/return/") == "/groups/3/return/"
    assert undo_address("safe undo:/x/") == "/x/"
    assert undo_address("safe") == ""
    assert undo_address(None) == ""
