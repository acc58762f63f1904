"""Real Celery workers on real rows: two at once, and one killed with SIGKILL in the middle."""

import time
from collections.abc import Iterator
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from community.checkins.actions import remind_me
from community.checkins.models import Occurrence, Reminder
from community.members.models import Member
from community.notifications.models import LEASE, Delivery, Notification
from config.celery import app
from tests.community.post_office import PostOffice
from tests.harness.waiting import until, waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post_office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    office = PostOffice()
    monkeypatch.setenv("EMAIL_URL", office.url)
    yield office
    office.open_again()
    office.shutdown()
    office.server_close()


@pytest.fixture
def people(db: None) -> list[Member]:
    return [Member.objects.create_user(f"p{number}@example.org", name=f"P{number}") for number in range(12)]


def due_now(member: Member) -> None:
    reminder = remind_me(member, at=(timezone.now() + timedelta(hours=2)).time().replace(microsecond=0))
    moment = timezone.now() - timedelta(seconds=30)
    Reminder.objects.filter(pk=reminder.pk).update(due_at=moment, due_on=moment.date())


def ring(times: int = 1) -> None:
    for _turn in range(times):
        app.send_task("community.checkins.remind")


def test_two_workers_that_both_hear_every_ring(start_worker, people, post_office):
    for member in people:
        due_now(member)
    start_worker()
    start_worker()
    ring(6)
    until(lambda: len(post_office.taken) == len(people))
    app.send_task("community.notifications.deliver")
    ring(2)
    time.sleep(1.5)
    assert sorted(letter["To"] for letter in post_office.taken) == sorted(member.email for member in people)
    assert Occurrence.objects.count() == Notification.objects.count() == len(people)
    assert not Delivery.objects.filter(sent_at=None).exists()


def test_killed_between_the_claim_and_the_notice(start_worker, people, post_office):
    """It has written the Occurrence and waits to write the notice: nothing of it remains, and another does it once."""
    due_now(people[0])
    first = start_worker()
    held, release = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("LOCK TABLE community_notification IN SHARE ROW EXCLUSIVE MODE")
                held.set()
                release.wait(30)
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
    assert not Occurrence.objects.exists()
    assert not Notification.objects.exists()

    start_worker()
    ring(2)
    until(lambda: len(post_office.taken) == 1)
    time.sleep(1)
    assert (Occurrence.objects.count(), Notification.objects.count(), len(post_office.taken)) == (1, 1, 1)


def test_killed_while_the_mail_is_on_its_way(start_worker, people, post_office):
    """Killed while it speaks to the post office: the claim holds others off, lapses, and the mail goes once."""
    due_now(people[0])
    post_office.hold("MAIL")
    first = start_worker()
    ring()
    assert post_office.reached.wait(20)
    first.kill()
    delivery = Delivery.objects.get()
    assert (delivery.sent_at, delivery.attempts) == (None, 1)
    post_office.open_again()

    start_worker()
    app.send_task("community.notifications.deliver")
    time.sleep(1.5)
    assert post_office.taken == []
    Delivery.objects.update(claimed_at=timezone.now() - LEASE - timedelta(seconds=1))
    app.send_task("community.notifications.deliver")
    app.send_task("community.notifications.deliver")
    until(lambda: Delivery.objects.filter(sent_at__isnull=False).exists())
    time.sleep(0.5)
    assert len(post_office.taken) == 1


def test_killed_after_the_mail_was_taken_and_before_it_was_written_down(start_worker, people, post_office):
    """The one case that mail cannot rule out: it goes again, and says by its Message-ID that it is the same."""
    due_now(people[0])
    post_office.hold("ACCEPTED")
    first = start_worker()
    ring()
    assert post_office.reached.wait(20)
    first.kill()
    post_office.open_again()
    Delivery.objects.update(claimed_at=timezone.now() - LEASE - timedelta(seconds=1))
    start_worker()
    app.send_task("community.notifications.deliver")
    until(lambda: len(post_office.taken) == 2)
    assert post_office.taken[0]["Message-ID"] == post_office.taken[1]["Message-ID"]
    assert Notification.objects.count() == 1
