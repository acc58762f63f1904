"""The thread of the day: opened once a day and group by its own clock, hosted by rota, and never a duty."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from community.audit.models import Entry
from community.kit.gate import Refused
from community.members.actions import block, end_account
from community.notifications.models import Notification
from groups.daily.actions import host, open_due, say_line, set_daily, stop_daily, stop_hosting
from groups.daily.clock import Part, next_opening, open_day, part_of_day
from groups.daily.models import Daily, DailyHost, DailyLine, DailyRule
from groups.daily.queries import cards_for, day_of, rota_of
from groups.forum.models import Draft, Post, Thread, ThreadVisit
from groups.moderation.actions import quiet, step_away
from groups.roster.actions import leave
from groups.roster.models import Group, Membership

DAY = "/groups/evening-circle/daily/"


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def die(*_args):
    """What the database sees of a worker that is killed: the line is cut in the middle of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.fixture
def rule(group, leader):
    """A thread opens each day at midnight by the group's clock, and today's is due."""
    Group.objects.filter(pk=group.pk).update(zone="UTC")
    group.zone = "UTC"
    made = set_daily(group, by=leader, opens_at=time(0))
    DailyRule.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    return made


@pytest.fixture
def today(rule):
    assert open_due() == 1
    return Daily.objects.select_related("thread__group", "group").get()


@pytest.mark.parametrize(
    ("zone", "after", "expected"),
    [
        ("America/New_York", utc(2026, 3, 7, 12), utc(2026, 3, 8, 7, 30)),  # 02:30 is skipped: 03:30 by the new clock
        ("America/New_York", utc(2026, 3, 8, 12), utc(2026, 3, 9, 6, 30)),
        ("America/New_York", utc(2026, 11, 1, 0), utc(2026, 11, 1, 7, 30)),
        ("Australia/Sydney", utc(2026, 10, 2, 20), utc(2026, 10, 3, 16, 30)),  # skipped in the south
        ("Asia/Kolkata", utc(2026, 6, 1, 21, 0), utc(2026, 6, 2, 21, 0)),
    ],
)
def test_the_hour_is_the_groups_own(zone, after, expected):
    assert next_opening(time(2, 30), zone, after=after) == expected


def test_before_the_hour_no_day_is_open():
    assert open_day(time(5), "America/New_York", at=utc(2026, 6, 1, 8, 59)) is None
    assert open_day(time(5), "America/New_York", at=utc(2026, 6, 1, 9)) == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("hour", "part"), [(4, "morning"), (11, "morning"), (12, "midday"), (17, "evening"), (3, "evening")]
)
def test_parts_of_the_day(hour, part):
    assert part_of_day(datetime(2026, 6, 1, hour)) == Part(part)


def test_it_opens_once_and_not_again(today, group):
    assert open_due() == 0
    DailyRule.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    assert open_due() == 0
    assert Daily.objects.count() == 1
    assert DailyRule.objects.get().next_at > timezone.now()
    assert today.thread.author.role == "leader"
    assert not ThreadVisit.objects.filter(followed_at__isnull=False).exists()


def test_days_that_passed_are_not_opened_afterwards(rule):
    DailyRule.objects.update(next_at=timezone.now() - timedelta(days=4))
    assert open_due() == 1
    assert Daily.objects.get().day == timezone.now().date()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_open_one(rule, at_once):
    assert sum(at_once(open_due, open_due, open_due)) == 1
    assert Daily.objects.count() == Thread.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_in_the_middle_leaves_nothing_and_the_next_opens_it(rule, seat, alba, monkeypatch):
    host(rule.group, by=seat(alba).member, weekday=timezone.now().weekday())
    with monkeypatch.context() as dying:
        dying.setattr("groups.daily.actions.opening.tell_host", die)
        assert open_due() == 0
    connection.close()
    assert not Thread.objects.exists()
    assert open_due() == 1
    assert Notification.objects.get(member=alba, kind="daily_host").count == 1


def test_the_host_of_the_day_hosts_and_loses_no_draft(rule, birch, alba):
    Draft.objects.create(membership=birch, body="Something of my own.")
    host(rule.group, by=alba, weekday=timezone.now().weekday())
    open_due()
    daily = Daily.objects.get()
    assert (daily.host, daily.thread.author) == (birch, birch)
    assert Draft.objects.get(membership=birch).body == "Something of my own."


@pytest.mark.parametrize("gone", ["quiet", "away", "left"])
def test_a_host_who_cannot_is_no_hindrance(rule, birch, alba, leader, gone):
    host(rule.group, by=alba, weekday=timezone.now().weekday())
    soon = timezone.now() + timedelta(days=1)
    if gone == "left":
        leave(rule.group, by=alba)
    else:
        ask = quiet if gone == "quiet" else step_away
        ask(birch, by=leader, reason="Rest.", until=soon)
    assert open_due() == 1
    assert Daily.objects.get().host is None


def test_archived_and_stopped_groups_open_nothing(rule, group, leader):
    assert stop_daily(group, by=leader)
    assert open_due() == 0
    assert not stop_daily(group, by=leader)
    set_daily(group, by=leader, opens_at=time(0))
    DailyRule.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    Group.objects.update(archived_at=timezone.now())
    assert open_due() == 0


def test_the_rota_is_made_by_the_people_in_it(group, birch, alba, finch, eli, dara, heron, carmen):
    host(group, by=alba, weekday=1)
    host(group, by=alba, weekday=1)
    with pytest.raises(Refused):
        host(group, by=eli, weekday=1)
    with pytest.raises(PermissionDenied):
        host(group, by=dara, weekday=2)
    with pytest.raises(Refused):
        host(group, by=eli, weekday=7)
    with pytest.raises(PermissionDenied):
        stop_hosting(group, by=eli, weekday=1)
    assert stop_hosting(group, by=carmen, weekday=1)
    assert not stop_hosting(group, by=alba, weekday=1)
    host(group, by=alba, weekday=3)
    leave(group, by=alba)
    assert host(group, by=eli, weekday=3).membership == finch


@pytest.mark.django_db(transaction=True)
def test_a_day_of_the_rota_has_one_host(group, birch, alba, finch, eli, at_once):
    gave = at_once(lambda: host(group, by=alba, weekday=5), lambda: host(group, by=eli, weekday=5))
    assert sorted(type(one).__name__ for one in gave) == ["DailyHost", "Refused"]
    assert DailyHost.objects.count() == 1


def test_the_day_of_someone_who_left_for_good_is_free(group, birch, alba, finch, eli):
    host(group, by=alba, weekday=5)
    end_account(alba)
    assert [one.free for one in rota_of(finch)] == [True] * 7
    assert host(group, by=eli, weekday=5).membership == finch


def test_a_line_is_a_post_that_knows_its_prompt(today, birch, alba):
    line = say_line(today, by=alba, prompt="pledge", body="One call.")
    assert (line.post.thread, line.post.number) == (today.thread, 1)
    again = say_line(today, by=alba, prompt="pledge", body="One call.", client_id=line.post.client_id)
    assert again == line
    assert Post.objects.count() == 1
    assert not ThreadVisit.objects.filter(membership=birch, followed_at__isnull=False).exists()


@pytest.mark.parametrize(("prompt", "body"), [("pledge", " "), ("pledge", "x" * 601), ("other", "x")])
def test_lines_that_are_none(today, birch, alba, prompt, body):
    with pytest.raises(Refused):
        say_line(today, by=alba, prompt=prompt, body=body)
    assert not DailyLine.objects.exists()


def test_who_may_not_say_a_line(today, dara, quieted, eli, removed, gil):
    for outsider in (dara, gil):
        with pytest.raises(PermissionDenied):
            say_line(today, by=outsider, prompt="pledge", body="Hello.")
    with pytest.raises(Refused):
        say_line(today, by=eli, prompt="pledge", body="Hello.")


def test_yesterday_takes_no_lines(today, birch, alba):
    Daily.objects.update(created_at=timezone.now() - timedelta(hours=37))
    today.refresh_from_db()
    with pytest.raises(Refused):
        say_line(today, by=alba, prompt="pledge", body="Late.")


def test_who_is_blocked_is_not_heard_and_hinders_nobody(rule, birch, alba, finch, eli):
    host(rule.group, by=eli, weekday=timezone.now().weekday())
    open_due()
    today = Daily.objects.get()
    say_line(today, by=eli, prompt="pledge", body="Mine.")
    block(alba, eli, known_as="Finch")
    day = day_of(birch)
    assert (day.daily, day.host_name, day.reads_thread) == (today, "", False)
    assert not any(said.lines for said in day.said)
    assert say_line(today, by=alba, prompt="pledge", body="Hers.")


@pytest.mark.parametrize(("hour", "part"), [(8, "morning"), (20, "evening"), (14, None)])
def test_today_shows_it_in_the_members_own_morning_and_evening(today, birch, alba, hour, part, monkeypatch):
    here = timezone.now().replace(hour=hour)
    monkeypatch.setattr("groups.daily.queries.timezone.localtime", lambda: here)
    say_line(today, by=alba, prompt="pledge", body="One call.")
    cards = cards_for(alba)
    assert [card.part.value for card in cards] == ([part] if part else [])
    if part:
        assert (cards[0].pledge, cards[0].done) == ("One call.", part == "morning")


def test_today_shows_nothing_of_rooms_one_is_not_in(today, dara, finch, eli, leader):
    assert cards_for(dara) == []
    step_away(finch, by=leader, reason="Apart.", until=timezone.now() + timedelta(days=1))
    assert cards_for(eli) == []


def test_the_page(client, today, birch, alba, quieted, eli, dara):
    client.force_login(alba)
    assert client.get(DAY).status_code == 200
    empty = client.post(DAY, {"prompt": "gratitude", "client_id": "8e0e7c4e-5a0c-4b7c-9a59-0d5b6a5a0a11", "body": ""})
    assert empty.status_code == 422
    long = client.post(
        DAY, {"prompt": "gratitude", "client_id": "8e0e7c4e-5a0c-4b7c-9a59-0d5b6a5a0a11", "body": "y" * 700}
    )
    assert (long.status_code, b"y" * 700 in long.content) == (422, True)
    for _twice in range(2):
        sent = {"prompt": "gratitude", "client_id": "8e0e7c4e-5a0c-4b7c-9a59-0d5b6a5a0a11", "body": "The rain."}
        assert client.post(DAY, sent).status_code == 302
    assert Post.objects.count() == 1
    page = client.get(DAY).content
    assert b"The rain." in page
    words = f"/groups/evening-circle/discussions/{today.thread_id}/1/"
    assert words.encode() in page
    assert client.get(words).status_code == 200
    client.force_login(eli)
    assert b"quiet here until" in client.get(DAY).content
    client.force_login(dara)
    assert client.get(DAY).status_code == 403
    assert client.get(f"{DAY}hosts/").status_code == 403
    client.logout()
    assert client.get(DAY).status_code == 302


def test_keepers_set_the_hour(client, group, birch, alba, heron, carmen):
    client.force_login(alba)
    assert client.post(f"{DAY}hour/", {"opens_at": "06:00"}).status_code == 403
    assert client.post(f"{DAY}hosts/2/take/").status_code == 302
    assert DailyHost.objects.get().membership == birch
    assert client.post(f"{DAY}hosts/2/other/").status_code == 404
    client.force_login(carmen)
    assert client.post(f"{DAY}hour/", {"opens_at": "sixish"}).status_code == 422
    assert client.post(f"{DAY}hour/", {"opens_at": "06:00"}).status_code == 302
    assert DailyRule.objects.get().opens_at == time(6)
    assert Entry.objects.get(act="set_daily").by == carmen
    assert client.get(f"{DAY}hosts/").status_code == 200
    assert client.post(f"{DAY}hour/", {"stop": "1"}).status_code == 302
    assert DailyRule.objects.get().stopped_at
    assert Membership.objects.present().filter(group=group).exists()


def test_the_page_costs_the_same_for_many_lines(client, today, birch, alba, finch, eli, django_assert_max_num_queries):
    client.force_login(alba)
    for number in range(30):
        say_line(today, by=eli if number % 2 else alba, prompt="pledge", body=f"Line {number}.")
    client.get(DAY)
    with django_assert_max_num_queries(15):
        client.get(DAY)
