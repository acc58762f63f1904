"""The line on real workers: one killed in the middle of asking, then another that hears more than one ring."""

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from community.members.models import Member
from community.notifications.models import Notification
from config.celery import app
from mentorship.pairs.actions import put_in_line
from mentorship.pairs.models import Request
from mentorship.pairs.turns import Turn
from mentorship.profiles.models import MentorOffer
from tests.mentorship.rounds.test_workers import until, waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_next_is_asked_once_whoever_hears_it_and_whoever_is_killed(
    start_worker: Any, asked: Request, gil: Member, dara: Member, mentor: Callable[..., MentorOffer]
) -> None:
    put_in_line(mentor(dara), by=gil, words="Dear Dara")
    Request.objects.update(lapses_at=timezone.now() - timedelta(minutes=1))
    first = start_worker()
    held, release = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("LOCK TABLE mentorship_turn IN SHARE ROW EXCLUSIVE MODE")
                held.set()
                release.wait(60)
        finally:
            connection.close()

    holder = Thread(target=hold)
    holder.start()
    held.wait(10)
    app.send_task("mentorship.let_requests_move_on")
    until(waits_for_a_lock)  # Dara's request is written, her turn is not yet over
    first.kill()
    release.set()
    holder.join()
    until(lambda: not waits_for_a_lock())
    asked.refresh_from_db()
    assert (asked.outcome, asked.told_at) == (Request.Outcome.MOVED_ON, None)
    assert Turn.objects.standing().count() == Request.objects.count() == 1
    notices = Notification.objects.filter(kind__in=["mentor_moved_on", "mentor_request"]).exclude(member=asked.mentor)
    assert not notices.exists()

    start_worker()
    for _turn in range(4):
        app.send_task("mentorship.let_requests_move_on")
    until(lambda: Request.objects.open().filter(mentor=dara).exists())
    time.sleep(1)
    assert Request.objects.count() == 2
    assert not Turn.objects.standing().exists()
    assert {one.member: (one.kind, one.count, one.text) for one in notices} == {
        dara: ("mentor_request", 1, "Gil asks whether you would walk beside them."),
        gil: ("mentor_moved_on", 1, "Bruno is not free just now. We have asked Dara, as you wished."),
    }
