"""What two people have in common: the same in Python and in SQL, and every hard limit hard."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.members.models import Member
from mentorship.matching.fit import FULL, fit, fits
from mentorship.matching.queries import score, top_three, within_limits
from mentorship.profiles.actions import say
from mentorship.profiles.hours import masks
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.profiles.vocabulary import AROUND, GENDERS, LANGUAGES, LIFE, LIVED, PATHWAYS, WAYS

WEIGHTS = st.sampled_from([0, 1, 3])


def bits(vocabulary: Any) -> st.SearchStrategy[int]:
    return st.sets(st.sampled_from([word.bit for word in vocabulary.words]), max_size=4).map(
        lambda chosen: sum(1 << bit for bit in chosen)
    )


ANSWERS = st.fixed_dictionaries(
    {
        "lived": bits(LIVED),
        "pathways": bits(PATHWAYS),
        "life": bits(LIFE),
        "languages": bits(LANGUAGES),
        "ways": bits(WAYS),
        "around": bits(AROUND),
        "gender": st.sampled_from([0, 1, 2, 4]),
        "genders_wanted": bits(GENDERS),
        "unwanted_pathways": bits(PATHWAYS),
        "unwanted_ways": bits(WAYS),
        **{f"weigh_{question}": WEIGHTS for question in Matters.WEIGHED},
    }
)


def matters(zone: str = "UTC", **answers: Any) -> Matters:
    one = Matters(**answers)
    one.week_hours, one.weekend_hours = masks(one.around, zone)
    return one


def test_all_of_what_was_weighed_is_the_full_score() -> None:
    mine = matters(lived=LIVED.bits(["alcohol"]), ways=0)
    theirs = matters(lived=LIVED.bits(["alcohol", "pills"]))
    assert fit(mine, theirs).score == FULL
    assert [str(reason.words) for reason in fit(mine, theirs).reasons] == ["also alcohol"]


def test_what_does_not_matter_does_not_count() -> None:
    mine = matters(lived=LIVED.bits(["alcohol"]), life=LIFE.bits(["veteran"]), weigh_life=0)
    assert fit(mine, matters(lived=LIVED.bits(["alcohol"]))).score == FULL


def test_what_matters_a_lot_counts_three_times() -> None:
    mine = matters(lived=LIVED.bits(["alcohol"]), life=LIFE.bits(["veteran"]), weigh_lived=3, weigh_life=1)
    assert fit(mine, matters(lived=LIVED.bits(["alcohol"]))).score == 750
    assert fit(mine, matters(life=LIFE.bits(["veteran"]))).score == 250


def test_without_answers_there_is_no_share_to_speak_of() -> None:
    assert not fit(matters(), matters(lived=1)).counted


def test_only_what_both_have_is_a_reason() -> None:
    mine = matters(lived=LIVED.bits(["alcohol"]), pathways=PATHWAYS.bits(["smart"]))
    theirs = matters(lived=LIVED.bits(["gambling"]), pathways=PATHWAYS.bits(["smart"]), life=LIFE.bits(["justice"]))
    assert [str(reason.words) for reason in fit(mine, theirs).reasons] == ["SMART Recovery"]


def test_evenings_in_two_zones_are_not_the_same_evenings() -> None:
    """Evening in Madrid is over before it begins in New York; night owls there still meet them."""
    evening = AROUND.bits(["evenings"])
    madrid, new_york = matters("Europe/Madrid", around=evening), matters("America/New_York", around=evening)
    assert not fits(madrid, new_york)
    assert fits(matters("Europe/Madrid", around=AROUND.bits(["nights"])), new_york)


@pytest.mark.parametrize(
    ("mine", "theirs", "stand"),
    [
        ({"languages": 1}, {"languages": 2}, False),
        ({"languages": 0}, {"languages": 2}, True),
        ({"genders_wanted": 1}, {"gender": 1}, True),
        ({"genders_wanted": 1}, {"gender": 2}, False),
        ({"genders_wanted": 1}, {"gender": 0}, False),
        ({"gender": 2}, {"genders_wanted": 1}, False),
        ({"gender": 0}, {"genders_wanted": 1}, False),
        ({"unwanted_pathways": 8}, {"pathways": 9}, False),
        ({"pathways": 8}, {"unwanted_pathways": 8}, False),
        ({"unwanted_ways": 2}, {"ways": 2}, False),
        ({"ways": 2}, {"unwanted_ways": 2}, False),
    ],
)
def test_limits_are_hard_on_both_sides(mine: dict[str, int], theirs: dict[str, int], stand: bool) -> None:
    assert fits(matters(**mine), matters(**theirs)) is stand


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(mine=ANSWERS, theirs=ANSWERS)
def test_sql_and_python_say_the_same(
    gil: Member, brunos: MentorOffer, bruno: Member, mine: dict[str, int], theirs: dict[str, int]
) -> None:
    """The query finds exactly whom the limits allow, with exactly the score of the pure function."""
    one, other = say(gil, **mine), say(bruno, **theirs)
    found_in_sql = within_limits(Matters.objects.filter(pk=bruno.pk), one).annotate(score=score(one)).first()
    assert (found_in_sql is not None) is fits(one, other)
    assert fits(one, other) is fits(other, one)
    found = top_three(gil)
    assert [suggestion.offer.pk for suggestion in found] == ([brunos.pk] if fits(one, other) else [])
    for suggestion in found:
        assert found_in_sql is not None
        assert found_in_sql.score == suggestion.fit.score == fit(one, other).score
        assert 0 <= suggestion.fit.score <= FULL


@pytest.fixture
def crowd(mentor: Callable[..., MentorOffer], someone: Callable[[str], Member]) -> Callable[[int], None]:
    def make(count: int) -> None:
        for number in range(count):
            mentor(someone(f"Crowd{number}"))

    return make


def test_three_in_three_queries_whatever_the_crowd(
    gil: Member, crowd: Callable[[int], None], django_assert_num_queries: Any
) -> None:
    crowd(12)
    with django_assert_num_queries(3):
        assert len(top_three(gil)) == 3
