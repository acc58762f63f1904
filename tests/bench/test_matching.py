"""The bench of matching, with a few people: every way gives an assignment, and the tables are written."""

import pytest

from bench.matching.round import main
from bench.matching.run import PAGE, ROUNDS
from bench.matching.tables import WAYS, aimed_at, aims, written


@pytest.fixture(scope="module")
def found():
    return {"10k": main(400, 120, beside=True), "100k": main(300, 90, beside=False)}


def test_nothing_weighs_more_than_the_optimum_and_nobody_hard_to_place_is_passed_by(found):
    ways = found["10k"]["ways"]
    assert set(ways) == set(WAYS)
    best = ways["min-cost flow"]
    assert all(one["coverage"] <= best["coverage"] for one in ways.values())
    assert all(one["weight"] <= best["weight"] for one in ways.values() if one["coverage"] == best["coverage"])
    assert ways["Gale and Shapley"]["rather"] == 0
    assert ways["floors"]["hard"] == found["10k"]["hard feasible"]
    assert found["10k"]["undeclared"] == found["100k"]["undeclared"] == 0


def test_the_page_has_a_place_for_every_table(found):
    assert aimed_at(found) in written(PAGE.read_text(), found)
    assert len(aims(found)) == 4 + 3 * len(ROUNDS)


def test_a_mark_that_is_gone_is_said(found):
    with pytest.raises(ValueError, match="no mark"):
        written("# nothing here", found)
