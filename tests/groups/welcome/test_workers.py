"""Real workers on real rows: two that hear every ring, and one killed in the middle."""

import time
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from community.notifications.models import Notification
from config.celery import app
from groups.roster.models import Membership
from groups.welcome.models import FirstHello
from tests.harness.waiting import until, waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(group, seat, leader, alba, bruno, eli, gil, hana, speak):
    """Three newcomers who have waited for over an hour; a greeter, a mentor and a leader."""
    seat(alba, "greeter")
    seat(bruno, "mentor")
    for member in (eli, gil, hana):
        seat(member)
        speak(member, minutes_ago=65)
    Membership.objects.filter(member__in=(eli, gil, hana)).update(joined_at=timezone.now() - timedelta(days=1))
    return (eli, gil, hana)


def ring(times: int = 1) -> None:
    for _turn in range(times):
        app.send_task("groups.keep_hellos")


def test_one_is_killed_in_the_middle_and_two_go_on_at_once(start_worker, waiting):
    """It has climbed a rung and waits to write the notice: nothing of that remains, and others do all of it once."""
    first = start_worker()
    held, release = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("LOCK TABLE community_notification IN SHARE ROW EXCLUSIVE MODE")
                held.set()
                release.wait(60)
        finally:
            connection.close()

    holder = Thread(target=hold)
    holder.start()
    held.wait(10)
    ring()
    until(waits_for_a_lock)
    first.kill()
    release.set()
    holder.join()
    until(lambda: not waits_for_a_lock())
    assert not Notification.objects.filter(kind="first_hello").exists()
    assert set(FirstHello.objects.values_list("rung", flat=True)) == {0}

    start_worker()
    start_worker()
    ring(6)
    until(lambda: set(FirstHello.objects.values_list("rung", flat=True)) == {3})
    ring(2)
    time.sleep(1)
    told = Notification.objects.filter(kind="first_hello")
    # Each of three newcomers: to the greeter once, to the mentor once, to the leader, who is staff as well, twice.
    by_name = {name: [] for name in ("Alba", "Bruno", "Tomas")}
    for name, count in told.values_list("member__name", "count"):
        by_name[name].append(count)
    assert by_name == {"Alba": [1] * 3, "Bruno": [1] * 3, "Tomas": [2] * 3}
