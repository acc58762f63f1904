"""The yearly talk: told of in time, once each; overdue, nobody new comes and nobody is left."""

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from community.facilities.models import Facility
from community.kit.gate import Refused
from community.members.models import Member
from community.notifications.models import Notification
from config.celery import app
from mentorship.matching.queries import top_three
from mentorship.pairs.actions import accept, ask
from mentorship.profiles.actions import remind_of_reviews, review
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.preparing import ReviewReminder
from mentorship.rounds.gathering import gather
from tests.harness.waiting import until, waits_for_a_lock
from tests.mentorship.pairs.test_answering import at_once


def due_in(days: int) -> None:
    MentorOffer.objects.update(review_due=timezone.now().date() + timedelta(days=days))


def reminded() -> list[int]:
    return sorted(ReviewReminder.objects.values_list("days_before", flat=True))


@pytest.mark.parametrize(
    ("days", "said"), [(31, []), (30, [30]), (12, [30]), (7, [7]), (1, [7]), (0, [0]), (-1, [0]), (-40, [])]
)
def test_the_nearest_word_once(brunos: MentorOffer, days: int, said: list[int]) -> None:
    due_in(days)
    remind_of_reviews()
    assert remind_of_reviews() == 0
    assert reminded() == said


def test_three_words_on_their_days(brunos: MentorOffer, bruno: Member) -> None:
    today = timezone.now().date()
    due_in(0)
    for before in (30, 7):
        ReviewReminder.objects.create(offer=brunos, due=today, days_before=before)
    assert remind_of_reviews() == 1
    assert Notification.objects.get(member=bruno, kind="mentor_review").count == 1


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_say_it_once(brunos: MentorOffer, bruno: Member) -> None:
    due_in(7)
    results = at_once(*(remind_of_reviews for _run in range(4)))
    assert sorted(results) == [0, 0, 0, 1], results
    assert Notification.objects.get(member=bruno, kind="mentor_review").count == 1


def test_what_fails_for_one_holds_up_none_of_the_others(
    brunos: MentorOffer, mentor: Callable[..., MentorOffer], dara: Member
) -> None:
    other = mentor(dara)
    due_in(7)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION balk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not now'; END $$;"
            "CREATE TRIGGER balk BEFORE INSERT ON mentorship_reviewreminder FOR EACH ROW"
            f" WHEN (NEW.offer_id = {brunos.pk}) EXECUTE FUNCTION balk()"
        )
    remind_of_reviews()
    assert [one.offer for one in ReviewReminder.objects.all()] == [other]


def test_overdue_nobody_new_comes_and_nobody_is_left(
    brunos: MentorOffer, gil: Member, alba: Member, bruno: Member, faye: Member
) -> None:
    pair = accept(ask(brunos, by=alba), by=bruno)
    waiting = ask(brunos, by=gil)
    due_in(-1)
    brunos.refresh_from_db()
    assert top_three(gil) == []
    with pytest.raises(Refused):
        accept(waiting, by=bruno)
    pair.refresh_from_db()
    assert pair.ended_at is None
    with pytest.raises(Refused):
        review(brunos, by=faye, reason=" ")
    for other in (bruno, alba):
        with pytest.raises(PermissionDenied):
            review(brunos, by=other, reason="We talked.")
    review(brunos, by=faye, reason="We talked.")
    brunos.refresh_from_db()
    assert brunos.is_welcoming
    assert remind_of_reviews() == 0


def test_overdue_they_cannot_be_asked_and_are_in_no_round(brunos: MentorOffer, harbor: Facility, gil: Member) -> None:
    assert list(gather(harbor).instance.capacity) == [2]
    due_in(-1)
    assert list(gather(harbor).instance.capacity) == [0]
    with pytest.raises(Refused):
        ask(MentorOffer.objects.get(), by=gil)


@pytest.mark.django_db(transaction=True)
def test_told_once_whoever_hears_it_and_whoever_is_killed(
    start_worker: Any, brunos: MentorOffer, bruno: Member
) -> None:
    due_in(7)
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
    app.send_task("mentorship.remind_of_reviews")
    until(waits_for_a_lock)  # the row of the reminder is written, its notice is not
    first.kill()
    release.set()
    holder.join()
    until(lambda: not waits_for_a_lock())
    assert reminded() == []
    start_worker()
    for _turn in range(4):
        app.send_task("mentorship.remind_of_reviews")
    until(lambda: reminded() == [7])
    time.sleep(1)
    assert Notification.objects.get(member=bruno, kind="mentor_review").count == 1
