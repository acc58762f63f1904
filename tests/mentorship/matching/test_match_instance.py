"""Instances from elsewhere, by the command."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def matched(tmp_path: Path, told: Any) -> Any:
    file = tmp_path / "instance.json"
    file.write_text(told if isinstance(told, str) else json.dumps(told))
    out = StringIO()
    call_command("match_instance", str(file), stdout=out)
    return json.loads(out.getvalue())


LISTS: dict[str, Any] = {
    "mentees": [
        {"id": "ana", "prefers": ["X", "Y"]},
        {"id": "ben", "prefers": ["X", "Y"]},
        {"id": 3, "prefers": ["X"]},
    ],
    "mentors": [{"id": "X", "capacity": 1, "prefers": ["ben", 3, "ana"]}, {"id": "Y", "prefers": ["ana", "ben"]}],
    "objective": "stable",
}


def test_stable_by_lists(tmp_path: Path) -> None:
    found = matched(tmp_path, LISTS)
    assert found["assignment"] == {"ben": "X", "ana": "Y"}
    assert found["unplaced"] == ["3"]


def test_the_order_of_the_file_does_not_matter(tmp_path: Path) -> None:
    turned = LISTS | {"mentees": LISTS["mentees"][::-1], "mentors": LISTS["mentors"][::-1]}
    for objective in ("stable", "weight", "floors"):
        one, other = (matched(tmp_path, told | {"objective": objective}) for told in (LISTS, turned))
        assert one == other


def test_the_greatest_weight_by_scores_that_are_not_whole(tmp_path: Path) -> None:
    told = {
        "mentees": [{"id": "a", "prefers": {"X": 0.9, "Y": 0.8}}, {"id": "b", "prefers": {"X": 0.85, "Y": 0.1}}],
        "mentors": [{"id": "X", "capacity": 1}, {"id": "Y", "capacity": 5}],
        "objective": "weight",
    }
    found = matched(tmp_path, told)
    assert found["assignment"] == {"a": "Y", "b": "X"}
    assert found["weight"] == pytest.approx(1.65)


def test_scores_of_both_sides_count(tmp_path: Path) -> None:
    told = {
        "mentees": [{"id": "a", "prefers": {"X": 5}}, {"id": "b", "prefers": {"X": 4}}],
        "mentors": [{"id": "X", "capacity": 1, "prefers": {"a": 1, "b": 3}}],
        "objective": "weight",
    }
    assert matched(tmp_path, told)["assignment"] == {"b": "X"}


def test_nobody_is_matched_with_whom_they_did_not_name(tmp_path: Path) -> None:
    told = LISTS | {"mentors": [{"id": "X", "capacity": 3, "prefers": ["ana"]}, {"id": "Y", "capacity": 0}]}
    assert matched(tmp_path, told)["assignment"] == {"ana": "X"}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("{", "delimiter|property name"),
        ([], "object"),
        ({"mentees": []}, "mentors is a list"),
        ({"mentees": [{"id": 1}, {"id": "1"}], "mentors": []}, "twice"),
        ({"mentees": [{"prefers": []}], "mentors": []}, "id"),
        ({"mentees": [{"id": 1, "prefers": 7}], "mentors": []}, "list, best first"),
        ({"mentees": [{"id": 1, "prefers": ["X", "X"]}], "mentors": []}, "somebody twice"),
        ({"mentees": [{"id": 1, "prefers": {"X": "much"}}], "mentors": []}, "number"),
        ({"mentees": [], "mentors": [{"id": 1, "capacity": -1}]}, "capacity"),
        ({"mentees": [], "mentors": [], "objective": "luck"}, "objective"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, told: Any, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        matched(tmp_path, told)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("match_instance", str(tmp_path / "nowhere.json"))


def test_the_command_wants_no_house_no_key_and_no_database(tmp_path: Path) -> None:
    file = tmp_path / "instance.json"
    file.write_text(json.dumps(LISTS))
    bare = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "nowhere")}
    done = subprocess.run(
        [sys.executable, "manage.py", "match_instance", str(file)], env=bare, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["assignment"] == {"ben": "X", "ana": "Y"}
