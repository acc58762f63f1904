"""Real Celery workers on real rows: two at once, and one killed with SIGKILL in the middle."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from community.members.models import Member
from community.notifications.models import Delivery, Notification
from config.celery import app
from groups.hosting.models import HostAsk, HostSearch, HostTurn, MeetingReminder
from tests.groups.hosting.conftest import host_of
from tests.harness.waiting import until, waits_for_a_lock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@contextmanager
def no_notices() -> Iterator[None]:
    """Nobody can write a notice in here: whoever would, waits."""
    held, release = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("LOCK TABLE community_notification IN SHARE ROW EXCLUSIVE MODE")
                held.set()
                release.wait(100)
        finally:
            connection.close()

    holder = Thread(target=hold)
    holder.start()
    held.wait(10)
    try:
        yield
    finally:
        release.set()
        holder.join()


def test_a_crash_and_two_workers_leave_one_reminder_and_one_substitute(
    start_worker, first, at, seat, on_rota, birch, heron, leader
):
    """Killed between the claim and the notice, of a reminder and of a search: nothing stays, and it is done once."""
    at(minutes=50)
    people = [Member.objects.create_user(f"p{number}@example.org", name=f"P{number}") for number in range(6)]
    for member in people:
        seat(member)
        first.answers.create(member=member, state="going", since=timezone.now() - timedelta(days=1))
    on_rota(birch, heron)
    HostTurn.objects.create(
        occurrence=first, membership=birch, starts_at=first.starts_at, confirm_by=timezone.now() - timedelta(minutes=1)
    )
    for task, untouched in (
        ("groups.remind_of_meetings", lambda: not MeetingReminder.objects.filter(sent_at__isnull=False).exists()),
        ("groups.keep_hosts", lambda: host_of(first) is not None and not HostSearch.objects.exists()),
    ):
        with no_notices():
            worker = start_worker()
            app.send_task(task)
            until(waits_for_a_lock)
            worker.kill()
        until(lambda: not waits_for_a_lock())
        assert untouched()
        assert not Notification.objects.filter(kind__in=("meeting_soon", "host_wanted")).exists()

    start_worker()
    start_worker()
    for _turn in range(4):
        app.send_task("groups.remind_of_meetings")
        app.send_task("groups.keep_hosts")
    until(lambda: Notification.objects.filter(kind="meeting_soon").count() == len(people))
    until(lambda: HostSearch.objects.filter(wave=1).exists())
    time.sleep(1.5)
    reminders = Notification.objects.filter(kind="meeting_soon")
    assert sorted(reminders.values_list("member", "count")) == sorted((member.pk, 1) for member in people)
    assert Delivery.objects.filter(notification__in=reminders).count() == len(people)
    assert MeetingReminder.objects.filter(sent_at__isnull=False).count() == len(people)
    assert host_of(first) is None
    assert list(HostAsk.objects.values_list("membership", flat=True)) == [heron.pk]
    assert Notification.objects.get(kind="host_wanted").count == 1
