from datetime import timedelta

import pytest
from django.utils import timezone

from community.checkins.actions import check_in
from community.kit.clock import local_day
from community.milestones import actions
from community.milestones.models import Counter
from tests.community.doors import door, queries_of, words_of


def today(member):
    return local_day(timezone.now(), member.time_zone)


@pytest.fixture
def counter(alba):
    return actions.count(alba, label="Wine", since=today(alba) - timedelta(days=128))


PAGES = ["", "correct/", "again/", "gone/"]


@pytest.mark.parametrize("page", PAGES)
def test_ones_own_and_nobody_elses(alba, dara, counter, page):
    path = f"/path/counters/{counter.pk}/{page}"
    assert door(alba).get(path).status_code == 200
    assert door(dara).get(path).status_code == 404
    assert door().get(path).status_code == 302


def test_others_cannot_post_either(dara, counter):
    for deed in ("correct/", "again/", "taken-back/", "gone/"):
        assert door(dara).post(f"/path/counters/{counter.pk}/{deed}").status_code == 404
    assert Counter.objects.filter(pk=counter.pk).exists()


def test_a_first_counter(alba):
    answer = door(alba).post("/path/counters/new/", {"label": "Wine", "kind": "substance", "since": ""})
    assert answer.status_code == 302
    assert "Day one is being lived" in words_of(door(alba).get("/path/"))


def test_what_was_typed_is_still_there(alba):
    answer = door(alba).post("/path/counters/new/", {"label": "Wine", "kind": "substance", "since": "2999-01-01"})
    assert answer.status_code == 422
    assert "2999-01-01" in words_of(answer)
    assert "not come yet" in words_of(answer)


def test_a_setback_is_told_kindly_and_can_be_taken_back(alba, counter):
    client = door(alba)
    assert "Nothing is taken from you" in words_of(client.get(f"/path/counters/{counter.pk}/"))
    answer = client.post(f"/path/counters/{counter.pk}/again/", {"on": today(alba).isoformat()}, follow=True)
    assert "Every day you lived is still here" in words_of(answer)
    assert answer.context["standing"].days_in_all == 128
    assert f"/path/counters/{counter.pk}/taken-back/" in words_of(answer)
    answer = client.post(f"/path/counters/{counter.pk}/taken-back/", follow=True)
    assert answer.context["standing"].days_this_time == 128


def test_correcting(alba, counter):
    day = today(alba) - timedelta(days=150)
    answer = door(alba).post(f"/path/counters/{counter.pk}/correct/", {"since": day.isoformat()}, follow=True)
    assert answer.context["standing"].stone_today == "150 days"
    assert "relapse" not in words_of(answer).lower()


def test_taking_a_counter_away_asks_first(alba, counter):
    assert "cannot be undone" in words_of(door(alba).get(f"/path/counters/{counter.pk}/gone/"))
    door(alba).post(f"/path/counters/{counter.pk}/gone/")
    assert not Counter.objects.exists()


def test_the_month_is_a_picture_with_a_table_behind_it(alba):
    for back in range(5):
        check_in(alba, mood=back + 1, craving=back, line=f"Line {back}", day=today(alba) - timedelta(days=back))
    page = words_of(door(alba).get("/path/"))
    assert page.count("<circle") == 5
    assert page.count("chart__bar") == 4
    assert page.count('<th scope="row">') == 5
    assert "Line 3" in page
    assert "style=" not in page


def test_nothing_yet_says_how_to_begin(alba):
    page = words_of(door(alba).get("/path/"))
    assert "Begin to count" in page
    assert "The picture begins with one day" in page


def test_the_same_queries_for_one_day_and_for_thirty(alba, counter):
    client = door(alba)
    check_in(alba, mood=3)
    few = queries_of(client, "/path/")
    for back in range(1, 30):
        check_in(alba, mood=3, day=today(alba) - timedelta(days=back))
    actions.count(alba, label="Dice")
    assert queries_of(client, "/path/") == few
