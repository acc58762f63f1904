"""The line: the next is asked by itself, once, with the words written for them, and nobody learns of anybody's no."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from community.facilities.models import Facility
from community.kit.gate import Refused
from community.members.models import Block, Member
from community.notifications.models import Notification
from mentorship.matching.queries import top_three
from mentorship.oversight.queries import waiting
from mentorship.pairs import queries
from mentorship.pairs.actions import (
    accept,
    ask,
    ask_now,
    change_places,
    decline,
    let_lines_go_on,
    let_move_on,
    put_in_line,
    take_out,
    withdraw,
)
from mentorship.pairs.models import ANSWER_WITHIN, Pair, Request
from mentorship.pairs.tasks import let_requests_move_on
from mentorship.pairs.turns import Turn
from mentorship.profiles.actions import end_offer, say, take_rest
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.rounds.gathering import waiting_at
from tests.mentorship.pairs.test_answering import at_once

Mentors = list[MentorOffer]


@pytest.fixture
def others(mentor: Callable[..., MentorOffer], carmen: Member, dara: Member) -> Mentors:
    """Carmen and Dara, mentors too."""
    return [mentor(carmen), mentor(dara)]


@pytest.fixture
def line(asked: Request, gil: Member, others: Mentors) -> list[Turn]:
    """Gil has asked Bruno, and put Carmen and Dara in line."""
    turns = [put_in_line(one, by=gil, words=f"Dear {one.member}") for one in others]
    return [turn for turn in turns if turn]


def lapse(at: Request | None = None) -> None:
    """Let two days go by for every request that is open, or for this one."""
    late = Request.objects.open() if at is None else Request.objects.filter(pk=at.pk)
    late.update(lapses_at=timezone.now() - timedelta(minutes=1))
    let_requests_move_on()


def names(gil: Member) -> list[str]:
    """Who stands in line, the next first."""
    return [turn.mentor.name for turn in Turn.objects.of(gil).select_related("mentor")]


def asked_now(gil: Member) -> list[str]:
    return [one.mentor.name for one in queries.waits_for(gil).asked]


def told(gil: Member) -> list[str]:
    return list(
        Notification.objects.filter(member=gil, kind="mentor_moved_on").order_by("pk").values_list("text", flat=True)
    )


def test_what_is_written_for_the_next_is_sealed(line: list[Turn]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM mentorship_turn WHERE id = %s", [line[0].pk])
        assert "Carmen" not in cursor.fetchone()[0]


def test_after_silence_the_next_is_asked_by_itself_and_told_in_one_notice(
    line: list[Turn], gil: Member, carmen: Member
) -> None:
    hers = Notification.objects.filter(member=carmen, kind="mentor_request")
    assert not hers.exists()
    lapse()
    request = Request.objects.open().from_member(gil).get()
    assert (request.mentor, request.words) == (carmen, "Dear Carmen")
    assert abs(request.lapses_at - timezone.now() - ANSWER_WITHIN) < timedelta(minutes=5)
    assert told(gil) == ["Bruno is not free just now. We have asked Carmen, as you wished."]
    assert hers.get().count == 1
    line[0].refresh_from_db()
    assert (line[0].outcome, line[0].request, line[0].words) == (Turn.Outcome.ASKED, request, "")
    assert names(gil) == ["Dara"]


def test_a_no_is_the_same_and_goes_on_at_once(line: list[Turn], asked: Request, gil: Member, bruno: Member) -> None:
    decline(asked, by=bruno)
    assert asked_now(gil) == ["Carmen"]
    assert told(gil) == ["Bruno is not free just now. We have asked Carmen, as you wished."]


@pytest.mark.parametrize("way", ["rests", "ended", "full", "left", "blocked_gil", "other_limits"])
def test_who_cannot_be_asked_is_passed_over_without_a_word(
    line: list[Turn], gil: Member, carmen: Member, others: Mentors, way: str
) -> None:
    if way == "rests":
        take_rest(others[0], by=carmen)
    elif way == "ended":
        end_offer(others[0], by=carmen)
    elif way == "full":
        MentorOffer.objects.filter(pk=others[0].pk).update(places_taken=2)
    elif way == "left":
        Member.objects.filter(pk=carmen.pk).update(ended_at=timezone.now())
    elif way == "blocked_gil":
        Block.objects.create(blocker=carmen, blocked=gil, known_as="Gil")
    else:
        say(carmen, genders_wanted=1)
    assert queries.waits_for(gil).line[0].mentor == carmen  # nothing to see before
    lapse()
    assert asked_now(gil) == ["Dara"]
    assert told(gil) == ["Bruno is not free just now. We have asked Dara, as you wished."]
    assert names(gil) == []


def test_whom_one_has_blocked_is_gone_at_once(line: list[Turn], gil: Member, carmen: Member, bruno: Member) -> None:
    Block.objects.create(blocker=gil, blocked=carmen, known_as="Carmen")
    Block.objects.create(blocker=gil, blocked=bruno, known_as="Bruno")
    assert [turn.mentor.name for turn in queries.waits_for(gil).line] == ["Dara"]
    let_requests_move_on()
    assert asked_now(gil) == ["Dara"]
    assert told(gil) == ["We have asked Dara, as you wished."]


def test_whom_one_has_blocked_takes_no_place(
    line: list[Turn], gil: Member, carmen: Member, mentor: Callable[..., MentorOffer], eli: Member
) -> None:
    Block.objects.create(blocker=gil, blocked=carmen, known_as="Carmen")
    assert queries.waits_for(gil).may_ask
    put_in_line(mentor(eli), by=gil)
    assert names(gil) == ["Dara", "Eli"]


def test_the_line_waits_until_all_who_were_asked_are_not_free(
    asked: Request, gil: Member, bruno: Member, others: Mentors
) -> None:
    carmens = ask(others[0], by=gil)
    put_in_line(others[1], by=gil)
    decline(asked, by=bruno)
    assert asked_now(gil) == ["Carmen"]
    assert told(gil) == ["Bruno is not free just now. Others have walked this road too."]
    lapse(carmens)
    assert asked_now(gil) == ["Dara"]
    assert told(gil)[1:] == ["Carmen is not free just now. We have asked Dara, as you wished."]


def test_two_who_lapse_together_are_one_notice(asked: Request, gil: Member, others: Mentors) -> None:
    ask(others[0], by=gil)
    put_in_line(others[1], by=gil)
    lapse()
    assert told(gil) == ["Bruno and Carmen are not free just now. We have asked Dara, as you wished."]


def test_the_end_of_the_line_is_told_and_stands_on_the_desk_after_the_bound(
    asked: Request, gil: Member, others: Mentors, harbor: Facility, mentor: Callable[..., MentorOffer], eli: Member
) -> None:
    put_in_line(others[0], by=gil)
    mentor(eli)
    lapse()
    lapse()
    assert told(gil)[1:] == [
        "Carmen is not free just now. Nobody is left in your line. Others have walked this road too: see who."
    ]
    assert {one.offer.member.name for one in queries.mine(gil).people} == {"Dara", "Eli"}  # one tap away
    assert queries.mine(gil).house is None
    assert waiting(harbor, show="over").rows == []
    Matters.objects.filter(pk=gil.pk).update(looking_since=timezone.now() - timedelta(days=8))
    [row] = waiting(harbor, show="over").rows
    assert (row.member, row.open, row.moved_on) == (gil, 0, 2)
    assert queries.mine(gil).house == harbor


@pytest.mark.parametrize("way", ["finds_someone", "takes_all_back", "looks_no_more", "leaves"])
def test_the_line_closes_when_nobody_is_to_be_asked(
    line: list[Turn], asked: Request, gil: Member, bruno: Member, way: str
) -> None:
    if way == "finds_someone":
        accept(asked, by=bruno)
    elif way == "takes_all_back":
        withdraw(asked, by=gil)
    elif way == "looks_no_more":
        say(gil, looking=False)
    else:
        Member.objects.filter(pk=gil.pk).update(ended_at=timezone.now())
    let_requests_move_on()
    assert names(gil) == []
    assert set(Turn.objects.values_list("outcome", flat=True)) == {Turn.Outcome.CLOSED}
    lapse()
    assert not Request.objects.exclude(mentor=bruno).exists()
    assert not any("asked" in words for words in told(gil))


def test_who_left_the_line_may_be_suggested_again(line: list[Turn], gil: Member) -> None:
    assert top_three(gil) == []
    take_out(line[0], by=gil)
    assert [one.offer.member.name for one in top_three(gil)] == ["Carmen"]
    take_out(line[0], by=gil)
    assert names(gil) == ["Dara"]


def test_order_is_changed_and_holds_at_both_ends(line: list[Turn], gil: Member) -> None:
    carmen, dara = line
    change_places(carmen, by=gil, steps=-1)
    assert names(gil) == ["Carmen", "Dara"]
    change_places(dara, by=gil, steps=-1)
    assert names(gil) == ["Dara", "Carmen"]
    change_places(carmen, by=gil, steps=1)
    change_places(dara, by=gil, steps=1)
    assert names(gil) == ["Carmen", "Dara"]
    lapse()
    assert asked_now(gil) == ["Carmen"]


def test_asked_now_leaves_the_line_and_once_is_enough(line: list[Turn], gil: Member) -> None:
    request = ask_now(line[1], by=gil)
    assert (request.words, names(gil)) == ("Dear Dara", ["Carmen"])
    assert ask_now(line[1], by=gil) == request


def test_not_free_when_asked_now_reads_as_ever(line: list[Turn], gil: Member, carmen: Member) -> None:
    Block.objects.create(blocker=carmen, blocked=gil, known_as="Gil")
    for _turn in range(2):
        with pytest.raises(Refused) as refused:
            ask_now(line[0], by=gil)
        assert str(refused.value.reason) == "Carmen is not free just now."
    assert names(gil) == ["Dara"]


def test_three_asked_and_in_line_together(
    line: list[Turn], gil: Member, others: Mentors, mentor: Callable[..., MentorOffer], eli: Member
) -> None:
    elis = mentor(eli)
    for one_more in (put_in_line, ask):
        with pytest.raises(Refused) as refused:
            one_more(elis, by=gil)
        assert refused.value.code == "three"
    again = put_in_line(others[0], by=gil, words="In other words")
    assert again is not None
    assert (again.pk, again.words, again.place) == (line[0].pk, "In other words", 1)


def test_the_database_itself_keeps_the_line(line: list[Turn], gil: Member, others: Mentors, eli: Member) -> None:
    new = {"mentee": gil, "offer": others[0]}
    for wrong in (
        {"mentor": others[0].member, "place": 3},
        {"mentor": eli, "place": 2},
        {"mentor": eli, "place": 4},
        {"mentor": gil, "place": 3},
        {"mentor": eli, "place": 3, "outcome": "asked"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Turn.objects.create(**new, **wrong)


def test_it_is_nobody_elses_line(line: list[Turn], bruno: Member, carmen: Member, gil: Member) -> None:
    for stranger in (bruno, carmen):
        for act in (take_out, ask_now, lambda turn, by: change_places(turn, by=by, steps=1)):
            with pytest.raises(PermissionDenied):
                act(line[0], by=stranger)
    assert names(gil) == ["Carmen", "Dara"]


@pytest.mark.parametrize("way", ["blocked", "own", "full", "asked", "walks"])
def test_who_cannot_be_put_in_line(
    asked: Request, gil: Member, bruno: Member, others: Mentors, brunos: MentorOffer, way: str
) -> None:
    if way == "asked":
        assert put_in_line(brunos, by=gil) is None
    elif way in ("blocked", "own"):
        Block.objects.create(blocker=others[0].member, blocked=gil, known_as="Gil")
        with pytest.raises(PermissionDenied):
            put_in_line(others[0], by=gil if way == "blocked" else others[0].member)
    else:
        if way == "full":
            MentorOffer.objects.filter(pk=others[0].pk).update(places_taken=2)
        else:
            accept(asked, by=bruno)
        with pytest.raises(Refused) as refused:
            put_in_line(others[0], by=gil)
        assert refused.value.code == ("not_free" if way == "full" else "has_mentor")
    assert not Turn.objects.exists()


def test_a_round_does_not_double_it(line: list[Turn], gil: Member, harbor: Facility, asked: Request) -> None:
    Request.objects.filter(pk=asked.pk).update(settled_at=timezone.now(), outcome="withdrawn")
    assert not waiting_at(harbor).exists()
    Turn.objects.update(left_at=timezone.now(), outcome="closed", words="")
    assert waiting_at(harbor).get().member == gil


def test_what_fails_for_one_holds_up_none_of_the_others(
    line: list[Turn], gil: Member, others: Mentors, brunos: MentorOffer, alba: Member
) -> None:
    ask(brunos, by=alba)
    put_in_line(others[0], by=alba)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION balk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not now'; END $$;"
            "CREATE TRIGGER balk BEFORE INSERT ON mentorship_request FOR EACH ROW"
            f" WHEN (NEW.mentee_id = {gil.pk}) EXECUTE FUNCTION balk()"
        )
    lapse()
    assert (asked_now(alba), asked_now(gil)) == (["Carmen"], [])
    assert told(gil) == []
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER balk ON mentorship_request")
    let_lines_go_on()
    assert told(gil) == ["Bruno is not free just now. We have asked Carmen, as you wished."]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_ask_once(brunos: MentorOffer, others: Mentors, someone: Callable[[str], Member]) -> None:
    askers = [someone(f"Asker{number}") for number in range(6)]
    for asker in askers:
        ask(brunos, by=asker)
        put_in_line(others[0], by=asker)
    # Their time is over, not the clock put forward: by such a clock those asked next would be late as well.
    Request.objects.update(lapses_at=timezone.now() - timedelta(minutes=1))
    assert sum(at_once(let_move_on, let_move_on)) == 6
    let_lines_go_on()
    assert Request.objects.open().filter(offer=others[0]).count() == 6
    for asker in askers:
        [notice] = Notification.objects.filter(member=asker)
        assert (notice.count, notice.text) == (1, "Bruno is not free just now. We have asked Carmen, as you wished.")


@pytest.mark.django_db(transaction=True)
def test_a_yes_and_the_next_question_at_once(
    line: list[Turn], asked: Request, gil: Member, bruno: Member, others: Mentors
) -> None:
    """Bruno says yes while a run finds his time over: the two are a pair, or Carmen is asked; never both."""

    def say_yes() -> Pair | None:
        try:
            return accept(asked, by=bruno)
        except Refused:
            return None

    Request.objects.update(lapses_at=timezone.now() - timedelta(minutes=1))
    [pair, _moved] = at_once(say_yes, let_move_on)
    let_move_on()
    if pair:
        assert (asked_now(gil), names(gil)) == ([], [])
    else:
        assert (asked_now(gil), names(gil)) == (["Carmen"], ["Dara"])


@pytest.mark.django_db(transaction=True)
def test_four_clicks_at_once_are_three_people(
    gil: Member, brunos: MentorOffer, others: Mentors, mentor: Callable[..., MentorOffer], eli: Member
) -> None:
    elis = mentor(eli)
    clicks = [(ask, brunos), (put_in_line, others[0]), (ask, others[1]), (put_in_line, elis)]
    at_once(*(lambda act=act, offer=offer: act(offer, by=gil) for act, offer in clicks))
    waits = queries.waits_for(gil)
    assert len(waits.asked) + len(waits.line) == 3
    assert [turn.place for turn in waits.line] == list(range(1, len(waits.line) + 1))
