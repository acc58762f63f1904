"""Rounds on real workers: two that hear every ring, and one killed while it writes."""

import time
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from community.facilities.models import Facility
from community.members.models import Member
from config.celery import app
from mentorship.profiles.models import MentorOffer
from mentorship.rounds.models import LEASE, Proposal, Round
from tests.harness.waiting import until, waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_days_round_once_whoever_hears_it_and_whoever_is_killed(
    start_worker: Any, harbor: Facility, gil: Member, brunos: MentorOffer
) -> None:
    first = start_worker()
    held, release = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("LOCK TABLE mentorship_proposal IN SHARE ROW EXCLUSIVE MODE")
                held.set()
                release.wait(60)
        finally:
            connection.close()

    holder = Thread(target=hold)
    holder.start()
    held.wait(10)
    app.send_task("mentorship.daily_rounds")
    until(waits_for_a_lock)
    first.kill()
    release.set()
    holder.join()
    until(lambda: not waits_for_a_lock())
    round_ = Round.objects.get()
    assert round_.claimed_at is not None
    assert round_.matched_at is None
    assert not Proposal.objects.exists()

    Round.objects.update(claimed_at=timezone.now() - LEASE - timedelta(seconds=1))
    start_worker()
    start_worker()
    for _turn in range(4):
        app.send_task("mentorship.daily_rounds")
        app.send_task("mentorship.match_rounds")
    until(lambda: Round.objects.filter(matched_at__isnull=False).exists())
    time.sleep(1)
    assert Round.objects.count() == Proposal.objects.count() == 1
