"""No request is left standing, and none moves on twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from community.members.models import Block, Member
from community.notifications.models import Notification
from mentorship.matching.queries import top_three
from mentorship.pairs import queries
from mentorship.pairs.actions import ask, let_move_on
from mentorship.pairs.models import ANSWER_WITHIN, Request
from mentorship.pairs.tasks import let_requests_move_on
from mentorship.profiles.actions import end_offer, take_rest
from mentorship.profiles.models import MentorOffer
from tests.mentorship.pairs.test_answering import at_once

LATER = ANSWER_WITHIN + timedelta(minutes=1)


def test_nothing_moves_before_its_time(asked: Request) -> None:
    assert let_move_on() == 0
    asked.refresh_from_db()
    assert asked.is_open


def test_after_two_days_it_moves_on_with_the_same_words_as_a_no(asked: Request, gil: Member, bruno: Member) -> None:
    assert let_move_on(timezone.now() + LATER) == 1
    asked.refresh_from_db()
    assert asked.outcome == Request.Outcome.MOVED_ON
    [notice] = Notification.objects.filter(member=gil)
    assert notice.text == "Bruno is not free just now. Others have walked this road too."
    assert top_three(gil) == []
    assert top_three(gil, at=timezone.now() + timedelta(days=17))[0].offer.member == bruno


@pytest.mark.parametrize("way", ["rests", "ended", "overdue", "full", "left", "is_blocked"])
def test_it_moves_on_at_once_where_no_answer_can_come(asked: Request, gil: Member, bruno: Member, way: str) -> None:
    if way == "rests":
        take_rest(asked.offer, by=bruno)
    elif way == "ended":
        end_offer(asked.offer, by=bruno)
    elif way == "overdue":
        MentorOffer.objects.update(review_due=timezone.now().date() - timedelta(days=1))
    elif way == "full":
        MentorOffer.objects.update(places_taken=2)
    elif way == "left":
        Member.objects.filter(pk=bruno.pk).update(ended_at=timezone.now())
    else:
        Block.objects.create(blocker=bruno, blocked=gil, known_as="Gil")
    let_requests_move_on()
    asked.refresh_from_db()
    assert asked.outcome == Request.Outcome.MOVED_ON
    assert Notification.objects.filter(member=gil, kind="mentor_moved_on").count() == 1


def test_who_has_blocked_is_told_nothing(asked: Request, gil: Member, bruno: Member) -> None:
    Block.objects.create(blocker=gil, blocked=bruno, known_as="Bruno")
    assert queries.mine(gil).asked == []
    assert queries.mine(bruno).to_answer == []
    let_move_on()
    asked.refresh_from_db()
    assert asked.outcome == Request.Outcome.WITHDRAWN
    assert not Notification.objects.filter(member=gil).exists()


def test_who_is_blocked_sees_nothing_of_it(asked: Request, gil: Member, bruno: Member) -> None:
    """Until it moves on like any other, the request stands on their page."""
    Block.objects.create(blocker=bruno, blocked=gil, known_as="Gil")
    assert queries.mine(gil).asked == [asked]
    assert queries.mine(bruno).to_answer == []


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_move_each_on_once(brunos: MentorOffer, someone: Callable[[str], Member]) -> None:
    for number in range(12):
        ask(brunos, by=someone(f"Asker{number}"))
    later = timezone.now() + LATER
    moved = at_once(lambda: let_move_on(later), lambda: let_move_on(later))
    assert sum(moved) == 12
    assert Request.objects.filter(outcome=Request.Outcome.MOVED_ON).count() == 12
    notices = Notification.objects.filter(kind="mentor_moved_on")
    assert [notice.count for notice in notices] == [1] * 12
