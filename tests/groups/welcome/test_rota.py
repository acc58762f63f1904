"""The greeters' rota: hours people give themselves, by their own clock, and days that go to another."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.kit.gate import Refused
from community.members.actions import block
from community.notifications.models import Notification
from groups.roster.actions import appoint, leave
from groups.roster.models import Membership
from groups.welcome.actions import ask_swap, give_hours, take_back_swap, take_hours_back, take_swap
from groups.welcome.duty import stretch_of, stretches
from groups.welcome.models import GreetingShift, Swap
from groups.welcome.rota import on_duty, shifts_of, stretches_of

pytestmark = pytest.mark.django_db


def shift(days, starts, ends, zone, pk=1):
    return GreetingShift(pk=pk, days=days, starts=time(starts), ends=time(ends), zone=zone)


@pytest.mark.parametrize(
    ("zone", "day", "starts", "ends", "begins", "hours"),
    [
        ("Europe/Lisbon", date(2026, 3, 29), 0, 6, datetime(2026, 3, 29, 0, tzinfo=UTC), 5),
        ("Europe/Lisbon", date(2026, 10, 25), 0, 6, datetime(2026, 10, 24, 23, tzinfo=UTC), 7),
        ("Australia/Sydney", date(2026, 10, 4), 1, 4, datetime(2026, 10, 3, 15, tzinfo=UTC), 2),
        ("Australia/Sydney", date(2026, 4, 5), 1, 4, datetime(2026, 4, 4, 14, tzinfo=UTC), 4),
        ("America/New_York", date(2026, 6, 2), 22, 2, datetime(2026, 6, 3, 2, tzinfo=UTC), 4),
        ("UTC", date(2026, 6, 2), 9, 9, datetime(2026, 6, 2, 9, tzinfo=UTC), 24),
    ],
)
def test_hours_are_by_the_clock_on_the_wall(zone, day, starts, ends, begins, hours):
    """Also where it is changed, in both halves of the world; over midnight; and a whole day."""
    found = stretch_of(shift([day.weekday()], starts, ends, zone), day)
    assert (found.begins, found.ends - found.begins) == (begins, timedelta(hours=hours))


def test_a_week_has_each_day_once():
    week = [shift([1, 3], 18, 21, "America/New_York"), shift([6], 23, 1, "Asia/Tokyo", pk=2)]
    found = stretches(week, {}, after=datetime(2026, 6, 1, tzinfo=UTC), until=datetime(2026, 6, 8, tzinfo=UTC))
    assert [(one.shift.pk, one.day.day) for one in found] == [(1, 2), (1, 4), (2, 7)]


@pytest.fixture
def greeter(seat, alba):
    return seat(alba, "greeter", name="Birch")


@pytest.fixture
def mentor(seat, bruno):
    return seat(bruno, "mentor")


@pytest.fixture
def evenings(group, greeter, alba):
    """Birch greets every day, around the clock of Tokyo."""
    return give_hours(group, by=alba, days=range(7), starts=time(0), ends=time(0), zone="Asia/Tokyo")


def tomorrow(of: GreetingShift) -> date:
    now = timezone.now()
    return stretches_of([of], after=now + timedelta(days=1), until=now + timedelta(days=3))[0].day


def test_who_greets_gives_and_takes_hours(group, greeter, alba, evenings, leader, mentor, bruno):
    again = give_hours(group, by=alba, days=range(7), starts=time(0), ends=time(0), zone="Asia/Tokyo")
    assert again == evenings
    assert on_duty(group, timezone.now()) == [greeter]
    with pytest.raises(PermissionDenied):
        take_hours_back(evenings, by=leader)
    take_hours_back(evenings, by=alba)
    assert not GreetingShift.objects.exists()


def test_others_give_no_hours(group, finch, eli, dara, removed, gil):
    for member in (eli, dara, gil):
        with pytest.raises(PermissionDenied):
            give_hours(group, by=member, days=[1], starts=time(18), ends=time(21), zone="UTC")


def test_what_cannot_be_so_is_said_at_its_field(group, greeter, alba):
    for field, said in (("zone", {"zone": "Mars/Olympus"}), ("days", {"days": []})):
        given = {"days": [1], "starts": time(18), "ends": time(21), "zone": "UTC"} | said
        with pytest.raises(Refused) as refused:
            give_hours(group, by=alba, **given)
        assert refused.value.field == field


def test_who_greets_no_more_or_is_away_is_not_on_duty(group, greeter, evenings, leader, alba):
    Membership.objects.filter(pk=greeter.pk).update(away_until=timezone.now() + timedelta(days=1))
    assert on_duty(group, timezone.now()) == []
    Membership.objects.filter(pk=greeter.pk).update(away_until=None)
    greeter.refresh_from_db()
    appoint(greeter, by=leader, role="member")
    assert shifts_of(group) == []
    greeter.refresh_from_db()
    appoint(greeter, by=leader, role="greeter")
    leave(group, by=alba)
    assert shifts_of(group) == []


def test_a_day_is_asked_about_and_taken(group, greeter, mentor, evenings, alba, bruno, leader):
    day = tomorrow(evenings)
    swap = ask_swap(evenings, by=alba, day=day)
    assert ask_swap(evenings, by=alba, day=day) == swap
    asked = Notification.objects.filter(kind="greeters_rota")
    assert sorted(asked.values_list("member__name", "count")) == [("Bruno", 1), ("Tomas", 1)]
    stretch = stretch_of(evenings, day)
    middle = stretch.begins + timedelta(hours=1)
    assert on_duty(group, middle) == [greeter], "until somebody takes it, it stays theirs"
    take_swap(swap, by=bruno)
    assert on_duty(group, middle) == [mentor]
    assert on_duty(group, stretch.begins - timedelta(hours=1)) == [greeter]
    assert asked.unread().get().member == alba, "she is told; nobody else needs to think of it"
    with pytest.raises(Refused):
        take_swap(swap, by=leader)
    take_back_swap(swap, by=bruno)
    assert on_duty(group, middle) == [greeter]
    take_swap(swap, by=leader)
    leader_seat = Membership.objects.get(group=group, member=leader)
    assert on_duty(group, middle) == [leader_seat]


def test_a_day_is_kept_after_all(greeter, mentor, evenings, alba, bruno):
    swap = ask_swap(evenings, by=alba, day=tomorrow(evenings))
    take_back_swap(swap, by=alba)
    assert not Swap.objects.exists()
    assert not Notification.objects.unread().filter(kind="greeters_rota").exists()


def test_whose_days_are_whose(group, greeter, mentor, evenings, alba, bruno, finch, eli, dara):
    day = tomorrow(evenings)
    for member in (bruno, eli, dara):
        with pytest.raises(PermissionDenied):
            ask_swap(evenings, by=member, day=day)
    swap = ask_swap(evenings, by=alba, day=day)
    for member in (alba, eli, dara):
        with pytest.raises(PermissionDenied):
            take_swap(swap, by=member)
    for wrong in (timezone.now().date() - timedelta(days=9), day + timedelta(days=60)):
        with pytest.raises(Refused):
            ask_swap(evenings, by=alba, day=wrong)


def test_who_took_a_day_and_left_has_it_no_more(group, greeter, mentor, evenings, alba, bruno):
    day = tomorrow(evenings)
    take_swap(ask_swap(evenings, by=alba, day=day), by=bruno)
    leave(group, by=bruno)
    assert on_duty(group, stretch_of(evenings, day).begins) == [greeter]


def test_whom_one_blocks_is_not_on_ones_rota(group, greeter, mentor, evenings, alba, bruno, finch, eli):
    block(eli, alba, known_as="Birch")
    assert shifts_of(group, eli) == []
    assert len(shifts_of(group, bruno)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_day_at_once_one_has_it(at_once, group, greeter, mentor, evenings, alba, bruno, leader):
    swap = ask_swap(evenings, by=alba, day=tomorrow(evenings))
    gave = at_once(
        lambda: take_swap(Swap.objects.select_related("shift__group").get(pk=swap.pk), by=bruno),
        lambda: take_swap(Swap.objects.select_related("shift__group").get(pk=swap.pk), by=leader),
    )
    assert sorted(type(one).__name__ for one in gave) == ["Refused", "Swap"]
