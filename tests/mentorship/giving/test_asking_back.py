"""After long enough, once a season, by nobody twice; and the page leads somewhere."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from community.members.actions import block
from community.notifications.models import Notification
from groups.roster.actions import appoint, found_group, join
from groups.roster.models import Membership
from mentorship.giving.actions import ask_due
from mentorship.giving.models import GivingQuestion
from mentorship.pairs.models import Pair
from tests.community.doors import door, words_of

MAY = datetime(2026, 5, 20, tzinfo=UTC)


@pytest.fixture
def walks(brunos):
    """A pair of that many days on 20 May 2026, with Bruno; ended after so many days where told."""

    def make(mentee, days, *, ended_after=None):
        pair = Pair.objects.create(offer=brunos, mentor=brunos.member, mentee=mentee)
        begun = MAY - timedelta(days=days)
        ended = begun + timedelta(days=ended_after) if ended_after else None
        Pair.objects.filter(pk=pair.pk).update(created_at=begun, ended_at=ended)
        return pair

    return make


@pytest.mark.parametrize(("days", "ended_after", "asked"), [(89, None, 0), (90, None, 1), (300, 20, 0), (300, 95, 1)])
def test_after_ninety_days_together(alba, walks, days, ended_after, asked):
    walks(alba, days, ended_after=ended_after)
    assert ask_due(now=MAY) == asked
    assert Notification.objects.filter(member=alba, kind="giving_back").count() == asked


def test_the_setting_says_how_long(alba, walks, settings):
    settings.GIVING_AFTER_DAYS = 10
    walks(alba, 11)
    assert ask_due(now=MAY) == 1


def test_once_a_season_and_never_shortly_after(alba, walks):
    walks(alba, 100)
    days = (0, 1, 41, 70, 133, 134)  # 20 May, 21 May, 30 June, 29 July, 30 September, 1 October
    assert [ask_due(now=MAY + timedelta(days=day)) for day in days] == [1, 0, 0, 1, 0, 1]


def test_mentors_and_those_who_left_are_not_asked(alba, gil, walks, mentor):
    walks(alba, 100)
    mentor(alba, approved=False)
    walks(gil, 100)
    gil.ended_at = MAY
    gil.save()
    assert ask_due(now=MAY) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_and_one_killed_in_the_middle(alba, gil, walks, monkeypatch):
    walks(alba, 100)
    walks(gil, 100)

    def killed(question):
        if question.member == gil:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("mentorship.giving.actions.tell_question", killed)
        with pytest.raises(KeyboardInterrupt):
            ask_due(now=MAY)
    assert GivingQuestion.objects.get().member == alba
    at_once = Barrier(2)

    def work(_worker):
        at_once.wait()
        try:
            return ask_due(now=MAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sum(threads.map(work, range(2))) == 1
    assert Notification.objects.filter(member=gil, kind="giving_back").count() == 1


def test_greeting_leads_to_those_who_lead_the_group(alba, carmen, dara):
    group = found_group(by=carmen, slug="room", name="Slow Room", kind="support", entry="open")
    place = join(group, by=alba, name="Jay")
    assert "Slow Room" in words_of(door(alba).get("/giving/"))
    for _twice in range(2):
        answer = door(alba).post(f"/giving/greet/{place.pk}/", follow=True)
    assert "Those who lead Slow Room" in words_of(answer)
    notice = Notification.objects.get(member=carmen, kind="would_greet")
    assert "Jay would like to greet" in notice.text
    assert "Give this role" in words_of(door(carmen).get(notice.url))
    assert door(dara).post(f"/giving/greet/{place.pk}/").status_code == 404
    appoint(place, by=carmen, role=Membership.Role.GREETER)
    assert door(alba).post(f"/giving/greet/{place.pk}/").status_code == 404


def test_a_leader_who_blocked_them_is_not_told_and_it_looks_the_same(alba, carmen):
    group = found_group(by=carmen, slug="room", name="Slow Room", kind="support", entry="open")
    place = join(group, by=alba, name="Jay")
    block(carmen, alba, known_as="Jay")
    assert "Those who lead Slow Room" in words_of(door(alba).post(f"/giving/greet/{place.pk}/", follow=True))
    assert not Notification.objects.filter(kind="would_greet").exists()
