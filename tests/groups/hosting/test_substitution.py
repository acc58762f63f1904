"""Who hosts, who stands in, and that nobody is left to guess: one host at a time, whoever is asked."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from community.kit.gate import Refused
from community.notifications.models import Notification
from groups.hosting.actions import confirm, join_rota, keep_hosts, leave_rota, say_no, step_back, step_in
from groups.hosting.actions.hands import locked
from groups.hosting.actions.rota import give_turns
from groups.hosting.models import HostAsk, HostSearch, HostSeat, HostTurn
from groups.meetings.actions import ThisOnce, call_off, change_from, change_once
from groups.meetings.models import Occurrence
from groups.meetings.plan import Plan
from groups.meetings.repeating import How, Repeats
from groups.roster.actions import archive, remove
from tests.groups.hosting.conftest import host_of
from tests.harness.waiting import until, waits_for_a_lock

pytestmark = pytest.mark.django_db


def told(member, kind, occurrence=None):
    """How many notices of that kind wait for them; of one time."""
    found = Notification.objects.filter(member=member, kind=kind).unread()
    return found.filter(subject=f"occurrence:{occurrence.pk}").count() if occurrence else found.count()


def asked(occurrence):
    """Who is asked to stand in, by name."""
    found = HostAsk.objects.filter(search__occurrence=occurrence, search__closed_at=None)
    return sorted(found.values_list("membership__name", flat=True))


def test_turns_go_round(weekly, on_rota, birch, heron, finch):
    on_rota(birch, heron, finch)
    keep_hosts()
    hosts = [host_of(one).membership_id for one in weekly.occurrences.order_by("starts_at")[:3]]
    assert sorted(hosts) == sorted([birch.pk, heron.pk, finch.pk])
    assert keep_hosts() == 0
    assert told(birch.member, "host_turn") == 1
    far = weekly.occurrences.order_by("starts_at")[5]
    assert host_of(far) is None


def test_who_hosted_longest_ago_is_next(weekly, first, on_rota, birch, heron):
    on_rota(birch, heron)
    past = Occurrence.objects.create(
        meeting=weekly,
        original_start=first.starts_at - timedelta(days=7),
        starts_at=first.starts_at - timedelta(days=7),
        ends_at=first.ends_at - timedelta(days=7),
    )
    HostTurn.objects.create(
        occurrence=past,
        membership=birch,
        starts_at=past.starts_at,
        confirm_by=past.starts_at,
        confirmed_at=past.starts_at,
    )
    keep_hosts()
    assert host_of(first).membership == heron


def test_a_host_who_cannot_is_stood_in_for(first, on_rota, birch, heron, finch):
    on_rota(birch, heron, finch)
    keep_hosts()
    host = host_of(first).membership
    others = sorted(one.name for one in (birch, heron, finch) if one.pk != host.pk)
    confirm(first, by=host.member)
    step_back(first, by=host.member)
    step_back(first, by=host.member)
    assert asked(first) == others
    stand_in = next(one for one in (birch, heron, finch) if one.pk != host.pk)
    assert told(stand_in.member, "host_wanted") == 1
    turn = step_in(first, by=stand_in.member)
    assert host_of(first) == turn
    assert turn.confirmed_at
    assert HostSearch.objects.get().closed_at
    assert not Notification.objects.filter(kind="host_wanted").unread().exists()
    assert keep_hosts() == 0


def test_silence_is_not_waited_for(first, on_rota, birch, heron):
    on_rota(birch, heron)
    keep_hosts()
    turn = host_of(first)
    HostTurn.objects.filter(pk=turn.pk).update(confirm_by=timezone.now())
    keep_hosts()
    turn.refresh_from_db()
    assert turn.ended_because == "silent"
    assert host_of(first) is None
    assert asked(first) == [next(one.name for one in (birch, heron) if one.pk != turn.membership_id)]


def test_when_all_of_the_rota_say_no_the_keepers_are_asked(first, leader, on_rota, birch, finch, heron):
    on_rota(birch, finch)
    keep_hosts()
    host = host_of(first).membership
    other = finch if host == birch else birch
    step_back(first, by=host.member)
    assert say_no(first, by=other.member)
    assert asked(first) == sorted([other.name, "Heron", "Tomas here"])
    assert told(leader, "host_wanted") == 1


def test_nobody_found_is_said_and_the_door_stays_open(first, leader, on_rota, birch, heron):
    on_rota(birch)
    keep_hosts()
    step_back(first, by=birch.member)
    for wave in (2, 2):
        assert HostSearch.objects.get().wave == wave
        HostSearch.objects.update(next_at=timezone.now())
        keep_hosts()
    search = HostSearch.objects.get()
    assert search.none_at
    assert search.next_at is None
    assert told(leader, "host_none") == told(heron.member, "host_none") == 1
    assert keep_hosts() == 0
    step_in(first, by=heron.member)
    assert host_of(first).membership == heron
    assert told(leader, "host_found") == 1
    assert told(leader, "host_none") == 0


def test_who_was_quieted_or_removed_is_not_asked(first, leader, on_rota, birch, heron, quieted, removed):
    on_rota(birch)
    HostSeat.objects.create(meeting=first.meeting, membership=quieted)
    HostSeat.objects.create(meeting=first.meeting, membership=removed)
    keep_hosts()
    assert {turn.membership for turn in HostTurn.objects.all()} == {birch}
    step_back(first, by=birch.member)
    assert quieted.name not in asked(first)
    assert removed.name not in asked(first)


def test_a_host_who_is_asked_to_leave_is_stood_in_for(first, leader, on_rota, birch, heron):
    on_rota(birch)
    keep_hosts()
    confirm(first, by=birch.member)
    remove(birch, by=leader, reason="For this test.")
    keep_hosts()
    assert host_of(first) is None
    assert asked(first) == ["Heron", "Tomas here"]


def test_where_it_moves_the_host_is_asked_anew(first, leader, on_rota, birch):
    on_rota(birch)
    keep_hosts()
    confirm(first, by=birch.member)
    later = first.starts_at + timedelta(hours=3)
    change_once(first, by=leader, this=ThisOnce(later, later + timedelta(hours=1)))
    keep_hosts()
    turn = host_of(first)
    assert (turn.starts_at, turn.confirmed_at) == (later, None)
    assert told(birch.member, "host_turn", first) == 1


def test_where_it_does_not_happen_nobody_is_looked_for(first, leader, on_rota, birch, heron):
    on_rota(birch, heron)
    keep_hosts()
    step_back(first, by=host_of(first).membership.member)
    call_off(first, by=leader)
    keep_hosts()
    assert not HostSearch.objects.filter(closed_at=None).exists()
    assert not Notification.objects.filter(kind="host_wanted").unread().exists()
    with pytest.raises(Refused):
        step_in(first, by=heron.member)


def test_leaving_the_rota_gives_the_turns_back(first, on_rota, birch, heron):
    on_rota(birch, heron)
    keep_hosts()
    gone = host_of(first).membership
    assert leave_rota(first.meeting, by=gone.member) >= 1
    assert host_of(first) is None
    assert asked(first)


def test_a_series_that_goes_on_keeps_its_rota(first, leader, on_rota, birch):
    on_rota(birch)
    second = first.meeting.occurrences.order_by("starts_at")[1]
    plan = Plan(
        "Tea at eight", second.starts_at.date(), second.starts_at.time(), "UTC", repeats=Repeats(How.WEEKLY), place="M"
    )
    new = change_from(second, by=leader, plan=plan)
    keep_hosts()
    assert [seat.membership for seat in new.host_seats.all()] == [birch]
    second.refresh_from_db()
    assert host_of(second).membership == birch


def test_only_those_asked_or_near_stand_in(first, leader, on_rota, birch, finch, heron, dara, removed):
    on_rota(birch)
    keep_hosts()
    for stranger in (dara, removed.member, finch.member):
        with pytest.raises(PermissionDenied):
            confirm(first, by=stranger)
        with pytest.raises(PermissionDenied):
            step_back(first, by=stranger)
        with pytest.raises(PermissionDenied):
            step_in(first, by=stranger)
        assert say_no(first, by=stranger) is False
    for stranger in (dara, removed.member):
        with pytest.raises(PermissionDenied):
            join_rota(first.meeting, by=stranger)
    with pytest.raises(Refused):
        step_in(first, by=heron.member)


def test_whoever_is_asked_to_be_quiet_waits_with_hosting(first, quieted):
    with pytest.raises(Refused):
        join_rota(first.meeting, by=quieted.member)


@pytest.mark.django_db(transaction=True)
def test_two_who_say_yes_at_once_and_workers_that_ring_together(first, at_once, on_rota, birch, heron, finch):
    """One host; the other hears that somebody was faster. Every worker hears every ring, each turn is given once."""
    on_rota(birch, heron, finch)
    at_once(*[keep_hosts] * 4)
    assert HostTurn.objects.filter(occurrence=first).count() == 1
    soon = first.meeting.occurrences.filter(starts_at__lte=timezone.now() + timedelta(days=21)).count()
    assert HostTurn.objects.count() == soon
    host = host_of(first).membership
    step_back(first, by=host.member)
    others = [one.member for one in (birch, heron, finch) if one.pk != host.pk]
    gave = at_once(*[lambda one=one: step_in(first, by=one) for one in others], keep_hosts, keep_hosts)
    assert sorted(type(one).__name__ for one in gave[:2]) == ["HostTurn", "Refused"]
    assert HostTurn.objects.filter(occurrence=first, ended_at=None).count() == 1


def test_nobody_hosts_in_a_room_that_is_put_away(first, group, leader, on_rota, birch, heron):
    on_rota(birch, heron)
    keep_hosts()
    archive(group, by=leader, reason="For the summer.")
    keep_hosts()
    assert host_of(first) is None
    assert told(birch.member, "host_turn") == told(heron.member, "host_turn") == 0
    assert keep_hosts() == 0


@pytest.mark.django_db(transaction=True)
def test_turns_are_given_in_one_order_of_locks(first, on_rota, birch):
    """Where what was written later comes sooner: whoever holds the one and wants the other is not held up for good."""
    second = first.meeting.occurrences.order_by("starts_at")[1]
    sooner = first.starts_at - timedelta(days=1)
    Occurrence.objects.filter(pk=second.pk).update(starts_at=sooner, ends_at=sooner + timedelta(hours=1))
    on_rota(birch)
    worker = Thread(target=lambda: (give_turns(), connection.close()))
    with transaction.atomic():
        locked(first)
        worker.start()
        until(waits_for_a_lock)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '3s'")
        locked(second)
    worker.join()
    assert host_of(first).membership == host_of(second).membership == birch
