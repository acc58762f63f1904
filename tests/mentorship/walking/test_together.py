"""Goals, steps and shared questions: for the two, while they walk together."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.kit.gate import Refused
from community.members.models import Block, Member
from community.notifications.models import Notification
from mentorship.pairs.actions import acknowledge, end
from mentorship.pairs.models import Pair
from mentorship.walking import queries
from mentorship.walking.actions import (
    add_step,
    answer_prompt,
    do_step,
    drop_step,
    let_go,
    reach,
    set_goal,
    undo_step,
)
from mentorship.walking.models import Goal, PromptAnswer, Step


def url(name: str, pair: Pair, *args: Any) -> str:
    return reverse(f"mentorship:{name}", args=[pair.pk, *args])


@pytest.fixture
def as_(client: Client) -> Callable[[Member], Client]:
    def sign_in(member: Member) -> Client:
        client.force_login(member)
        return client

    return sign_in


def test_a_goal_from_set_to_reached(as_: Any, talking: Pair, gil: Member, bruno: Member) -> None:
    client = as_(gil)
    client.post(url("set_goal", talking), {"goal-words": "Sleep  before midnight", "goal-by_day": "2031-05-24"})
    goal = Goal.objects.get()
    assert (goal.words, str(goal.by_day), goal.by) == ("Sleep before midnight", "2031-05-24", gil)
    client.post(url("add_step", talking, goal.pk), {f"step-{goal.pk}-words": "Phone in the kitchen"})
    step = Step.objects.get()
    client = as_(bruno)
    page = client.get(url("together", talking)).content.decode()
    assert "Sleep before midnight" in page
    assert "Phone in the kitchen" in page
    client.post(url("tick_step", talking, step.pk), {"how": "done"})
    step.refresh_from_db()
    assert (step.done_by, step.done_at is not None) == (bruno, True)
    client.post(url("tick_step", talking, step.pk), {"how": "not_yet"})
    step.refresh_from_db()
    assert step.done_at is None
    client.post(url("reach_goal", talking, goal.pk))
    assert "Reached together" in client.get(url("together", talking)).content.decode()
    told = Notification.objects.get(member=gil, kind="pair_together")
    assert told.text == "Bruno has reached a goal with you."
    as_(gil).get(url("together", talking))
    told.refresh_from_db()
    assert told.read_at is not None


def test_words_are_sealed(talking: Pair, gil: Member) -> None:
    set_goal(talking, by=gil, words="Sleep before midnight")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM mentorship_goal")
        assert "midnight" not in cursor.fetchone()[0]


def test_what_is_typed_wrongly_is_still_there(as_: Any, talking: Pair, gil: Member) -> None:
    answer = as_(gil).post(url("set_goal", talking), {"goal-words": "A walk", "goal-by_day": "soon"})
    assert answer.status_code == 422
    assert 'value="A walk"' in answer.content.decode()
    assert "Please write a date" in answer.content.decode()
    assert as_(gil).post(url("set_goal", talking), {"goal-words": ""}).status_code == 422


def test_few_at_a_time(talking: Pair, gil: Member) -> None:
    goals = [set_goal(talking, by=gil, words=f"Goal {n}") for n in range(5)]
    with pytest.raises(Refused):
        set_goal(talking, by=gil, words="One more")
    let_go(goals[0], by=gil)
    set_goal(talking, by=gil, words="One more")
    with pytest.raises(Refused):
        add_step(goals[0], by=gil, words="Too late")
    for n in range(12):
        add_step(goals[1], by=gil, words=f"Step {n}")
    with pytest.raises(Refused):
        add_step(goals[1], by=gil, words="One more")
    drop_step(goals[1].steps.first(), by=gil)
    add_step(goals[1], by=gil, words="One more")


@pytest.mark.parametrize("how", ["stranger", "ended", "blocked", "unread"])
def test_only_the_two_and_only_while_they_walk(pair: Pair, gil: Member, bruno: Member, dara: Member, how: str) -> None:
    by = gil
    if how != "unread":
        acknowledge(pair, by=gil)
        acknowledge(pair, by=bruno)
        goal = set_goal(pair, by=gil, words="A walk")
        step = add_step(goal, by=gil, words="Shoes")
    if how == "stranger":
        by = dara
    elif how == "ended":
        end(pair, by=bruno)
    elif how == "blocked":
        Block.objects.create(blocker=bruno, blocked=gil, known_as="Gil")
    deeds: list[Callable[[], Any]] = [
        lambda: set_goal(pair, by=by, words="Another"),
        lambda: answer_prompt(pair, by=by, prompt="good_day", words="Quiet"),
    ]
    if how != "unread":
        deeds += [
            lambda: add_step(goal, by=by, words="Coat"),
            lambda: do_step(step, by=by),
            lambda: undo_step(step, by=by),
            lambda: drop_step(step, by=by),
            lambda: reach(goal, by=by),
            lambda: let_go(goal, by=by),
        ]
    for deed in deeds:
        with pytest.raises(PermissionDenied if how == "stranger" else Refused):
            deed()


def test_pages_are_the_twos(as_: Any, talking: Pair, gil: Member, dara: Member, faye: Member) -> None:
    for member in (dara, faye):
        assert as_(member).get(url("together", talking)).status_code == 404
        assert as_(member).post(url("set_goal", talking), {"goal-words": "Mine"}).status_code == 404
    end(talking, by=gil)
    assert as_(gil).get(url("together", talking))["Location"] == talking.get_absolute_url()


def test_answers_are_read_once_both_have_answered(talking: Pair, gil: Member, bruno: Member) -> None:
    answer_prompt(talking, by=gil, prompt="good_day", words="Tea first")
    answer_prompt(talking, by=gil, prompt="good_day", words="Tea, then the dog")
    [mine] = queries.together(talking, gil).waits
    [his] = queries.together(talking, bruno).waits
    assert (mine.mine, mine.theirs, his.theirs, his.they_have) == ("Tea, then the dog", "", "", True)
    answer_prompt(talking, by=bruno, prompt="good_day", words="No calls")
    [both] = queries.together(talking, gil).answered
    assert (both.mine, both.theirs) == ("Tea, then the dog", "No calls")
    with pytest.raises(Refused):
        answer_prompt(talking, by=gil, prompt="good_day", words="Something else")
    assert PromptAnswer.objects.count() == 2


def test_a_question_a_week(talking: Pair, gil: Member) -> None:
    with pytest.raises(Refused):
        answer_prompt(talking, by=gil, prompt="hard_hour", words="Nights")
    Pair.objects.update(created_at=timezone.now() - timedelta(days=8))
    talking.refresh_from_db()
    assert [one.prompt.key for one in queries.together(talking, gil).waits] == ["hard_hour", "good_day"]
    Pair.objects.update(created_at=timezone.now() - timedelta(days=800))
    talking.refresh_from_db()
    assert len(queries.together(talking, gil).waits) == 6


def test_as_many_queries_for_much_as_for_little(as_: Any, talking: Pair, gil: Member) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queried:
            as_(gil).get(url("together", talking))
        return len(queried)

    add_step(set_goal(talking, by=gil, words="One"), by=gil, words="Step")
    reach(set_goal(talking, by=gil, words="Reached"), by=gil)
    asked()
    few = asked()
    for n in range(4):
        goal = set_goal(talking, by=gil, words=f"Goal {n}")
        for m in range(3):
            add_step(goal, by=gil, words=f"Step {m}")
    assert asked() == few
