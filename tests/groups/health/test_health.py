"""How newcomers are doing: figures for those who lead, of nobody in particular."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from groups.health.figures import FEWEST, Said, months_until, periods
from groups.health.picture import HEIGHT, picture
from groups.roster.models import Membership
from groups.welcome.models import FirstHello

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
MONTHS = months_until(NOW.date(), 12)
HERE = ZoneInfo("America/New_York")


def said(month: int, count: int, minutes: int | None = 10, *, back: bool = True) -> list[Said]:
    """So many newcomers of that month of 2026, answered after so many minutes."""
    at = datetime(2026, month, 5, tzinfo=UTC)
    answered = at + timedelta(minutes=minutes) if minutes is not None else None
    return [Said(at, answered, at + timedelta(days=2) if back else None)] * count


def told(words: list[Said]) -> list:
    return periods(words, months=MONTHS, here=HERE, now=NOW)


def test_twelve_months_and_the_one_it_is():
    assert (len(MONTHS), MONTHS[0], MONTHS[-1]) == (13, date(2025, 6, 1), date(2026, 6, 1))


def test_a_month_with_enough_newcomers_stands_alone():
    (period,) = told(said(1, 3, 10) + said(1, 2, 40))
    assert (period.begins, period.last_day) == (date(2025, 6, 1), date(2026, 1, 31))
    assert (period.newcomers, period.minutes, period.unanswered, period.came_back) == (5, 10, 0, 100)


def test_months_with_too_few_are_put_together_and_the_rest_is_silent():
    first, second, rest = told(said(1, 5) + said(2, 3) + said(3, 4) + said(5, FEWEST - 1))
    assert first.is_told
    assert (second.begins.month, second.last_day.month, second.newcomers) == (2, 3, 7)
    assert (rest.begins.month, rest.last_day.month, rest.is_told) == (4, 5, False)
    assert (rest.newcomers, rest.wait, rest.unanswered, rest.came_back) == (None,) * 4


def test_the_month_it_is_is_not_told_of():
    assert told(said(6, 50)) == []


def test_a_month_begins_by_the_groups_clock():
    """Two in the morning of the first of May in UTC is the last of April in New York."""
    at = datetime(2026, 5, 1, 2, tzinfo=UTC)
    (period,) = told([Said(at, at, at)] * FEWEST)
    assert period.last_day.month == 4


def test_nobody_can_be_counted_out_of_a_share():
    (period,) = told(said(4, 6) + said(4, 1, None, back=False))
    assert (period.unanswered, period.came_back) == (10, 90)


def test_late_answers_count_as_unanswered_and_waits_so_far_count():
    (period,) = told(said(4, 5, 60 * 25))
    assert (period.unanswered, period.minutes) == (100, 60 * 25)


def test_the_picture_shows_more_for_a_longer_wait_and_never_leaves_its_frame():
    bars = picture(told(said(1, 5, 1) + said(2, 5, 90) + said(3, 5, 9_000))).bars
    assert bars[0].height < bars[1].height < bars[2].height < HEIGHT
    assert [bar.soon for bar in bars] == [True, False, False]


@pytest.mark.django_db
def test_for_those_who_lead_alone(client, group, leader, heron, carmen, finch, eli, dara, removed, gil):
    address = "/groups/evening-circle/health/"
    for member, status in ((leader, 200), (carmen, 403), (eli, 403), (dara, 403), (gil, 403)):
        client.force_login(member)
        assert client.get(address).status_code == status, member.name
    Membership.objects.filter(member=leader).update(away_until=timezone.now() + timedelta(days=1))
    client.force_login(leader)
    assert client.get(address).status_code == 403


@pytest.mark.django_db
def test_the_page_has_a_picture_with_its_table_and_no_names(client, group, leader, seat, someone_new):
    for number in range(6):
        member = someone_new(number)
        newcomer = seat(member)
        at = timezone.now() - timedelta(days=100, minutes=number)
        FirstHello.objects.create(
            newcomer=newcomer, group=group, kind="chat", said_at=at, answered_at=at + timedelta(minutes=8)
        )
    client.force_login(leader)
    page = client.get("/groups/evening-circle/health/").content.decode()
    assert "<svg" in page
    assert "<table" in page
    assert page.count("8 min") >= 3
    assert "Newcomer number" not in page


@pytest.fixture
def someone_new(db):
    from community.members.models import Member

    return lambda number: Member.objects.create_user(f"n{number}@example.org", name=f"Newcomer number {number}")
