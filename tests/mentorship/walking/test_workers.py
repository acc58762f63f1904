"""Words for later on real workers: two that hear every ring, and one killed while it sends."""

import time
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from community.conversations.models import Message
from community.members.models import Member
from config.celery import app
from mentorship.pairs.models import Pair
from mentorship.walking.actions import write_for_later
from mentorship.walking.models import LaterMessage
from tests.mentorship.rounds.test_workers import until, waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)


def test_said_once_whoever_hears_it_and_whoever_is_killed(start_worker: Any, talking: Pair, bruno: Member) -> None:
    for n in range(3):
        write_for_later(talking, by=bruno, body=f"Words {n}", due_at=timezone.now() + timedelta(days=1))
    LaterMessage.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    first = start_worker()
    held, release = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("LOCK TABLE community_message IN EXCLUSIVE MODE")
                held.set()
                release.wait(60)
        finally:
            connection.close()

    holder = Thread(target=hold)
    holder.start()
    held.wait(10)
    app.send_task("mentorship.send_words_for_later")
    until(waits_for_a_lock)
    first.kill()
    release.set()
    holder.join()
    until(lambda: not waits_for_a_lock())

    start_worker()
    start_worker()
    for _turn in range(4):
        app.send_task("mentorship.send_words_for_later")
    until(lambda: not LaterMessage.objects.waiting().exists())
    time.sleep(0.5)
    assert sorted(Message.objects.values_list("body", flat=True)) == ["Words 0", "Words 1", "Words 2"]
    assert LaterMessage.objects.filter(sent_at__isnull=False).count() == 3
