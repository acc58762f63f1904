"""Before one is a mentor: steps in their order, a check, people who vouch; and the talk of every year."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.conversations.actions import admit, dismiss, open_conversation
from community.conversations.models import Conversation
from community.facilities.models import Facility
from community.kit.gate import Refused
from community.members.actions import block
from community.members.models import Member
from community.notifications.models import Notification
from mentorship.matching.queries import top_three
from mentorship.pairs.actions import accept, ask
from mentorship.pairs.models import Pair
from mentorship.profiles.actions import (
    answer_check,
    answer_vouch,
    approve,
    ask_to_vouch,
    offer,
    read_step,
    remind_of_reviews,
    review,
)
from mentorship.profiles.agreement import AGREEMENT
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.preparing import ASKED_AT_MOST, Reference, ReviewReminder
from mentorship.profiles.readiness import people_met, readiness, training_of
from mentorship.profiles.training import QUESTIONS, STEPS
from mentorship.rounds.gathering import gather
from tests.harness.waiting import at_once
from tests.mentorship.conftest import learn

RIGHT = {question.code: question.right for question in QUESTIONS}


def meet(*members: Member, scope: str = "group:900") -> Conversation:
    """Let these people share a talk, under names of that place."""
    talk = open_conversation(scope)
    for member in members:
        admit(talk, member, name=f"{member.name} of {scope}", hue=40)
    return talk


@pytest.fixture
def albas(alba: Member, harbor: Facility) -> MentorOffer:
    """Alba has offered, and nothing more."""
    return offer(alba, story="I came back.", years=6, places=1, facility=harbor, agreed_to=AGREEMENT)


def test_one_step_after_another(alba: Member) -> None:
    with pytest.raises(Refused):
        read_step(2, by=alba)
    with pytest.raises(Refused):
        answer_check(RIGHT, by=alba)
    for number in (1, 2, 1, 3, 4, 2):
        read_step(number, by=alba)
    assert training_of(alba).steps_read == len(STEPS)
    assert training_of(alba).passed_at is None


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.code)
def test_a_check_says_which_to_think_about_and_keeps_no_wrong_answer(alba: Member, question: Any) -> None:
    for number in range(1, len(STEPS) + 1):
        read_step(number, by=alba)
    for choice in question.choices:
        wrong = choice.code != question.right
        assert answer_check(RIGHT | {question.code: choice.code}, by=alba) == ([question.code] if wrong else [])
    held = training_of(alba).passed_at
    assert held is not None
    answer_check({}, by=alba)
    assert training_of(alba).passed_at == held


def test_each_question_has_one_answer_that_holds_and_a_word_for_every_other() -> None:
    for question in QUESTIONS:
        assert sum(choice.is_right for choice in question.choices) == 1
        assert all(choice.feedback for choice in question.choices)


def test_a_step_ahead_leads_back_and_the_check_waits_for_the_steps(client: Client, alba: Member) -> None:
    client.force_login(alba)
    steps = reverse("mentorship:training")
    assert client.get(reverse("mentorship:step", args=[3])).headers["Location"] == steps
    assert client.get(reverse("mentorship:check")).headers["Location"] == steps
    assert client.get(reverse("mentorship:step", args=[9])).status_code == 302
    learn(alba)
    wrong = {question.code: next(c for c in question.choices if not c.is_right) for question in QUESTIONS}
    answered = client.post(reverse("mentorship:check"), {code: choice.code for code, choice in wrong.items()})
    page = answered.content.decode()
    assert answered.status_code == 422
    assert all(str(choice.words) in page for choice in wrong.values())
    assert page.count("checked") >= len(QUESTIONS)


def test_only_people_one_shares_a_talk_with_and_by_the_names_of_that_talk(
    albas: MentorOffer, alba: Member, bruno: Member, carmen: Member, dara: Member, eli: Member
) -> None:
    talk = meet(alba, bruno, carmen, eli)
    block(alba, eli, known_as="Eli")
    dismiss(talk, carmen)
    assert [one.place.name for one in people_met(albas)] == ["Bruno of group:900"]
    for person in (dara, carmen, eli, alba):
        with pytest.raises(Refused):
            ask_to_vouch(albas, by=alba, person=person)
    with pytest.raises(PermissionDenied):
        ask_to_vouch(albas, by=bruno, person=carmen)
    asked = ask_to_vouch(albas, by=alba, person=bruno)
    assert (asked.name, asked.known_as) == ("Bruno of group:900", "Alba of group:900")
    assert ask_to_vouch(albas, by=alba, person=bruno) == asked
    notice = Notification.objects.get(member=bruno, kind="mentor_vouch")
    assert "Alba of group:900" in notice.text


def test_no_more_are_asked_than_are_needed_twice_over(
    albas: MentorOffer, alba: Member, someone: Callable[[str], Member]
) -> None:
    people = [someone(f"Person{n}") for n in range(ASKED_AT_MOST + 1)]
    meet(alba, *people)
    for person in people[:-1]:
        ask_to_vouch(albas, by=alba, person=person)
    with pytest.raises(Refused):
        ask_to_vouch(albas, by=alba, person=people[-1])


def test_two_people_and_the_steps_are_what_it_takes(
    albas: MentorOffer, alba: Member, bruno: Member, carmen: Member, dara: Member, faye: Member
) -> None:
    meet(alba, bruno, carmen, dara)
    with pytest.raises(Refused) as refused:
        approve(albas, by=faye, reason="Yes.")
    assert refused.value.code == "training"
    learn(alba)
    rather_not = ask_to_vouch(albas, by=alba, person=dara)
    answer_vouch(rather_not, by=dara, knows=False, words="Not this time.")
    first, second = (ask_to_vouch(albas, by=alba, person=person) for person in (bruno, carmen))
    answer_vouch(first, by=bruno, knows=True, words="Three years in one group.")
    with pytest.raises(Refused) as refused:
        approve(albas, by=faye, reason="Yes.")
    assert (refused.value.code, refused.value.field) == ("unknown", "knows_them")
    with pytest.raises(PermissionDenied):
        answer_vouch(second, by=alba, knows=True, words="I know myself.")
    answer_vouch(second, by=carmen, knows=True, words="She keeps her word.")
    approve(albas, by=faye, reason="Yes.")
    assert rather_not.words == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(words, ' ') FROM mentorship_reference")
        assert "Three years" not in cursor.fetchone()[0]


def test_staff_who_know_them_are_enough_and_nobody_decides_on_themselves(
    albas: MentorOffer, alba: Member, faye: Member, bruno: Member, harbor: Facility
) -> None:
    learn(alba)
    with pytest.raises(PermissionDenied):
        approve(albas, by=bruno, reason="Yes.", knows_them=True)
    harbor.roles.create(member=alba, role="coordinator")
    with pytest.raises(PermissionDenied):
        approve(albas, by=alba, reason="I am good.", knows_them=True)
    approve(albas, by=faye, reason="I know her well.", knows_them=True)
    assert readiness(albas).yes[0].part == Reference.Part.STAFF


def test_who_would_rather_not_say_is_not_told_apart(
    client: Client, albas: MentorOffer, alba: Member, bruno: Member
) -> None:
    meet(alba, bruno)
    asked = ask_to_vouch(albas, by=alba, person=bruno)
    client.force_login(alba)
    before = client.get(reverse("mentorship:offer")).content.decode()
    answer_vouch(asked, by=bruno, knows=False)
    after = client.get(reverse("mentorship:offer")).content.decode()
    assert "Bruno of group:900: asked" in before
    assert "Bruno of group:900: asked" in after


def test_a_word_is_asked_for_in_the_browser_and_nothing_typed_is_lost(
    client: Client, albas: MentorOffer, alba: Member, bruno: Member, carmen: Member
) -> None:
    meet(alba, bruno)
    asked = ask_to_vouch(albas, by=alba, person=bruno)
    address = reverse("mentorship:vouch", args=[asked.pk])
    for other in (alba, carmen):
        client.force_login(other)
        assert client.get(address).status_code == 404
        assert client.post(address, {"knows": "", "words": "x"}).status_code == 404
    client.force_login(bruno)
    assert client.post(address, {"knows": "", "words": " "}).status_code == 422
    long = "a good person " * 100
    answered = client.post(address, {"knows": "", "words": long})
    assert answered.status_code == 422
    assert long.strip() in answered.content.decode()
    assert client.post(address, {"knows": "", "words": "A good person."}).status_code == 302
    assert client.post(address, {"rather_not": ""}).status_code == 302
    asked.refresh_from_db()
    assert asked.is_yes


def test_a_block_takes_the_question_away(client: Client, albas: MentorOffer, alba: Member, bruno: Member) -> None:
    meet(alba, bruno)
    asked = ask_to_vouch(albas, by=alba, person=bruno)
    block(bruno, alba, known_as="Alba")
    client.force_login(bruno)
    client.post(reverse("mentorship:vouch", args=[asked.pk]), {"knows": "", "words": "A good person."})
    asked.refresh_from_db()
    assert asked.answered_at is None


@pytest.mark.django_db(transaction=True)
def test_asked_in_two_tabs_it_is_one_question(albas: MentorOffer, alba: Member, bruno: Member) -> None:
    meet(alba, bruno)
    gave = at_once(*(lambda: ask_to_vouch(albas, by=alba, person=bruno) for _tab in range(3)))
    assert len({one.pk for one in gave}) == Reference.objects.count() == 1


def due_in(days: int) -> None:
    MentorOffer.objects.update(review_due=timezone.now().date() + timedelta(days=days))


def test_before_the_yearly_talk_each_word_is_said_once(brunos: MentorOffer) -> None:
    said = {}
    for days in (40, 30, 29, 8, 7, 7, 3, 0, 0, -1):
        due_in(days)
        ReviewReminder.objects.update(due=timezone.now().date() + timedelta(days=days))
        said.setdefault(days, []).append(remind_of_reviews())
    assert said == {40: [0], 30: [1], 29: [0], 8: [0], 7: [1, 0], 3: [0], 0: [1, 0], -1: [0]}


def test_missed_words_are_made_good_by_the_nearest_alone(brunos: MentorOffer, bruno: Member) -> None:
    due_in(2)
    assert remind_of_reviews() == 1
    assert remind_of_reviews() == 0
    assert Notification.objects.filter(member=bruno, kind="mentor_review").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_once(brunos: MentorOffer, bruno: Member) -> None:
    due_in(7)
    assert sorted(at_once(*(remind_of_reviews for _worker in range(3)))) == [0, 0, 1]
    assert Notification.objects.get(member=bruno, kind="mentor_review").count == 1


def test_an_overdue_talk_stops_new_matches_and_keeps_those_who_walk(
    brunos: MentorOffer, bruno: Member, alba: Member, gil: Member, faye: Member, harbor: Facility
) -> None:
    held = Pair.objects.create(offer=brunos, mentor=bruno, mentee=alba)
    assert [one.offer.pk for one in top_three(gil)] == [brunos.pk]
    due_in(-1)
    assert top_three(gil) == []
    assert not any(one.is_open for one in gather(harbor).offers)  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        ask(brunos, by=gil)
    held.refresh_from_db()
    assert held.ended_at is None
    review(brunos, by=faye, reason="We talked.")
    assert [one.offer.pk for one in top_three(gil)] == [brunos.pk]
    waiting = ask(brunos, by=gil)
    due_in(-1)
    with pytest.raises(Refused) as refused:
        accept(waiting, by=bruno)
    assert refused.value.code == "review"
