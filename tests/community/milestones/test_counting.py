"""Every day lived is kept: this time, in all, longest; a correction is no setback, a setback erases nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from community.kit.clock import local_day
from community.kit.gate import Refused
from community.milestones import actions, queries
from community.milestones.models import Counter, Span
from community.milestones.stones import in_words, laid, next_stone


def ago(member, days):
    return local_day(timezone.now(), member.time_zone) - timedelta(days=days)


def counted(member, *begun):
    """A counter whose spans began so many days ago."""
    counter = actions.count(member, label="Wine", since=ago(member, begun[0]))
    for one in begun[1:]:
        actions.begin_again(counter, by=member, on=ago(member, one))
    return counter


@pytest.mark.parametrize(
    ("days", "stones", "ahead"),
    [
        (0, 0, 1),
        (1, 1, 7),
        (6, 1, 7),
        (7, 2, 14),
        (29, 3, 30),
        (30, 4, 60),
        (128, 7, 150),
        (150, 8, 180),
        (269, 9, 270),
        (364, 10, 365),
        (365, 11, 730),
        (729, 11, 730),
        (730, 12, 1095),
        (3650, 20, 4015),
    ],
)
def test_stones(days, stones, ahead):
    assert (laid(days), next_stone(days)) == (stones, ahead)


def test_stones_in_words():
    assert [in_words(days) for days in (1, 30, 365, 1095)] == ["1 day", "30 days", "one year", "3 years"]


def test_standing_after_a_setback_keeps_every_day(alba):
    counted(alba, 311, 128)
    now = queries.standing(alba)
    assert (now.days_this_time, now.days_in_all, now.longest, now.days_to_next) == (128, 311, 183, 22)
    assert (now.stones_this_time, now.stones) == (7, 7 + laid(183))


def test_the_first_day_is_day_none_and_the_next_is_one(alba):
    counter = counted(alba, 0)
    assert queries.standing(alba).days_this_time == 0
    Span.objects.update(started_on=ago(alba, 1))
    assert queries.standing(alba).stone_today == "1 day"
    assert Counter.objects.get() == counter


def test_counted_in_the_members_own_zone(alba):
    alba.time_zone = "Pacific/Kiritimati"
    alba.save()
    counter = actions.count(alba, label="Wine")
    assert counter.spans.get().started_on == local_day(timezone.now(), "Pacific/Kiritimati")


def test_a_correction_moves_the_beginning_and_nothing_else(alba):
    counter = counted(alba, 100)
    actions.correct_start(counter, by=alba, since=ago(alba, 120))
    now = queries.standing(alba)
    assert (now.days_this_time, now.spans) == (120, 1)


def test_a_correction_cannot_take_days_that_are_counted(alba):
    counter = counted(alba, 100, 10)
    with pytest.raises(Refused) as refusal:
        actions.correct_start(counter, by=alba, since=ago(alba, 11))
    assert refusal.value.field == "since"
    actions.correct_start(counter, by=alba, since=ago(alba, 5))
    assert queries.standing(alba).days_in_all == 95


def test_a_setback_twice_on_one_day_is_one(alba):
    counter = counted(alba, 50)
    for _turn in range(2):
        actions.begin_again(counter, by=alba)
    assert [one.ended_on is None for one in counter.spans.order_by("started_on")] == [False, True]
    assert queries.standing(alba).days_in_all == 50


@pytest.mark.parametrize("days", [-1, 51])
def test_a_setback_lies_within_this_time(alba, days):
    with pytest.raises(Refused) as refusal:
        actions.begin_again(counted(alba, 50), by=alba, on=ago(alba, days))
    assert refusal.value.field == "on"


def test_a_mistaken_tap_is_taken_back(alba):
    counter = counted(alba, 50, 3)
    assert actions.take_back(counter, by=alba) is True
    assert (queries.standing(alba).days_this_time, counter.spans.count()) == (50, 1)
    assert actions.take_back(counter, by=alba) is False


@pytest.mark.parametrize("deed", ["correct_start", "begin_again", "take_back", "rename", "stop_counting"])
def test_only_ones_own(alba, dara, deed):
    counter = counted(alba, 50)
    more = {"correct_start": {"since": ago(alba, 3)}, "rename": {"label": "x"}}.get(deed, {})
    with pytest.raises(PermissionDenied):
        getattr(actions, deed)(counter, by=dara, **more)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"label": "  "}, "label"), ({"label": "x" * 61}, "label"), ({"kind": "other"}, "kind")],
)
def test_refused_kindly(alba, wrong, field):
    with pytest.raises(Refused) as refusal:
        actions.count(alba, **{"label": "Wine"} | wrong)
    assert refusal.value.field == field


def test_no_day_to_come(alba):
    with pytest.raises(Refused):
        actions.count(alba, label="Wine", since=ago(alba, -1))


def test_the_label_is_sealed(alba):
    counted(alba, 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT label FROM community_counter")
        assert "Wine" not in cursor.fetchone()[0]


def test_the_database_itself_keeps_spans_apart(alba):
    counter = counted(alba, 50, 10)
    for started, ended in ((ago(alba, 30), ago(alba, 20)), (ago(alba, 5), None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Span.objects.create(counter=counter, started_on=started, ended_on=ended)
    with pytest.raises(IntegrityError), transaction.atomic():
        Span.objects.create(counter=counter, started_on=date(2020, 1, 2), ended_on=date(2020, 1, 1))


@pytest.mark.django_db(transaction=True)
def test_told_by_two_taps_at_once(alba):
    counter = counted(alba, 50)
    at_once = Barrier(4)

    def tap(_number):
        at_once.wait()
        try:
            return actions.begin_again(counter, by=alba).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(tap, range(4)))) == 1


def test_two_queries_however_many(alba, django_assert_num_queries):
    for _turn in range(4):
        counted(alba, 90, 60, 30)
    with django_assert_num_queries(2):
        assert len(queries.standings(alba)) == 4
    with django_assert_num_queries(2):
        assert queries.standing(alba).spans == 3
