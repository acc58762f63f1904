"""A last day on real workers: two that hear every ring, and one killed while it gives the letters."""

import time
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from community.members.models import Member
from community.notifications.models import Notification
from config.celery import app
from mentorship.pairs.models import Pair
from mentorship.partings.actions import save_letter
from mentorship.partings.models import Letter, Parting
from tests.mentorship.rounds.test_workers import until, waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)


def test_once_whoever_hears_it_and_whoever_is_killed(
    start_worker: Any, agreed: Parting, gil: Member, bruno: Member
) -> None:
    save_letter(agreed.pair, by=gil, body="You picked up the phone.")
    save_letter(agreed.pair, by=bruno, body="You did the walking.")
    Parting.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    first = start_worker()
    held, release = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("LOCK TABLE mentorship_letter IN EXCLUSIVE MODE")
                held.set()
                release.wait(60)
        finally:
            connection.close()

    holder = Thread(target=hold)
    holder.start()
    held.wait(10)
    app.send_task("mentorship.let_last_days_come")
    until(waits_for_a_lock)
    first.kill()
    release.set()
    holder.join()
    until(lambda: not waits_for_a_lock())
    assert Pair.objects.filter(ended_at=None).exists()
    assert not Letter.objects.filter(given_at__isnull=False).exists()

    start_worker()
    start_worker()
    for _turn in range(4):
        app.send_task("mentorship.let_last_days_come")
    until(lambda: not Pair.objects.filter(ended_at=None).exists())
    time.sleep(0.5)
    assert Letter.objects.filter(given_at__isnull=False).count() == 2
    for kind in ("pair_ended", "pair_letter"):
        assert sorted(Notification.objects.filter(kind=kind).values_list("member__name", flat=True)) == ["Bruno", "Gil"]
