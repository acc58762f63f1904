"""A round from its beginning to the mentee's answer, and what each who should not gets."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.audit.models import Entry
from community.facilities.models import Facility
from community.kit.gate import Refused
from community.members.actions import block
from community.members.models import Member
from community.notifications.models import Notification
from mentorship.matching.actions import set_aside
from mentorship.matching.fit import fit
from mentorship.pairs.actions import accept, ask
from mentorship.pairs.models import Pair, Request
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.profiles.vocabulary import AROUND, LANGUAGES
from mentorship.rounds.actions import (
    begin,
    begin_daily,
    choose_someone_else,
    drop,
    keep,
    let_lapse,
    match,
    match_owed,
    move,
    say_yes,
)
from mentorship.rounds.actions.moving import what_if
from mentorship.rounds.models import LEASE, THINK_FOR, Proposal, Round
from mentorship.rounds.queries import introduction_for, round_page

pytestmark = pytest.mark.django_db


def run(facility: Facility, by: Member) -> Round:
    round_ = begin(facility, by=by)
    assert match(round_.pk)
    round_.refresh_from_db()
    return round_


def placed(round_: Round) -> dict[str, str | None]:
    return {one.mentee.name: one.offer.member.name if one.offer else None for one in round_.proposals.all()}


def test_from_run_to_a_pair(harbor: Facility, faye: Member, gil: Member, wren: Member, brunos: MentorOffer) -> None:
    round_ = run(harbor, faye)
    assert round_.is_ready
    assert placed(round_) == {"Gil": "Bruno", "Wren": "Bruno"}
    assert round_.told["placed"] == round_.told["waiting"] == 2
    assert not Notification.objects.filter(kind="mentor_found").exists()
    assert introduction_for(gil) is None
    assert keep(round_, by=faye) == 2
    assert keep(round_, by=faye) == 0
    assert Entry.objects.get(act="keep_round").by == faye
    found = introduction_for(gil)
    assert found is not None
    mine = Matters.objects.get(pk=gil.pk)
    assert found.fit == fit(mine, brunos.member.matters)
    assert found.proposal.gain == found.fit.score
    request = say_yes(found.proposal, by=gil, words="Hello.")
    assert say_yes(found.proposal, by=gil) == request
    assert introduction_for(gil) is None
    accept(request, by=brunos.member)
    assert Pair.objects.get(mentee=gil).mentor == brunos.member


def test_every_gain_is_the_score_of_fit(
    harbor: Facility, faye: Member, gil: Member, wren: Member, brunos: MentorOffer
) -> None:
    for one in run(harbor, faye).proposals.placed():
        assert one.offer is not None
        theirs, mine = one.offer.member.matters, one.mentee.matters
        assert (one.gain, one.worth) == (fit(mine, theirs).score, fit(theirs, mine).score)


def test_the_unplaced_are_told_why_and_what_would_help(
    harbor: Facility, faye: Member, gil: Member, wren: Member, one_place: MentorOffer, seeker: Callable[..., Member]
) -> None:
    for name in ("Ana", "Luz"):
        seeker(name, languages=LANGUAGES.bits(["es"]), around=AROUND.bits(["evenings"]))
    round_ = run(harbor, faye)
    left = {one.mentee.name: one for one in round_.proposals.filter(offer=None)}
    assert set(left) == {"Ana", "Luz", "Gil"} or set(left) == {"Ana", "Luz", "Wren"}
    assert left["Ana"].fitting == 0
    full = next(one for name, one in left.items() if name in ("Gil", "Wren"))
    assert (full.fitting, full.full) == (1, 1)
    wanted = round_page(round_).wanted
    assert wanted[0].count == 2
    assert [str(word) for word in wanted[0].words] == ["Español"]


def test_whoever_must_not_meet_is_not_placed(
    harbor: Facility, faye: Member, gil: Member, wren: Member, brunos: MentorOffer
) -> None:
    block(brunos.member, gil, known_as="Gil")
    set_aside(wren, brunos.member, until=None)
    assert placed(run(harbor, faye)) == {"Gil": None, "Wren": None}


def test_who_has_asked_or_walks_or_left_is_not_in_it(
    harbor: Facility, faye: Member, gil: Member, wren: Member, brunos: MentorOffer, seeker: Callable[..., Member]
) -> None:
    ask(brunos, by=gil)
    gone = seeker("Pia")
    Member.objects.filter(pk=gone.pk).update(ended_at=timezone.now())
    assert placed(run(harbor, faye)) == {"Wren": "Bruno"}


def test_a_place_somebody_thinks_about_is_taken(
    harbor: Facility, faye: Member, gil: Member, wren: Member, one_place: MentorOffer
) -> None:
    first = run(harbor, faye)
    keep(first, by=faye)
    assert set(placed(run(harbor, faye)).values()) == {None}
    sent = Proposal.objects.thought_about().get()
    choose_someone_else(sent, by=sent.mentee)
    choose_someone_else(sent, by=sent.mentee)
    assert Request.objects.count() == 0


def test_nobody_else_may(harbor: Facility, faye: Member, gil: Member, alba: Member, brunos: MentorOffer) -> None:
    for stranger in (alba, gil, brunos.member):
        with pytest.raises(PermissionDenied):
            begin(harbor, by=stranger)
    round_ = run(harbor, faye)
    proposal = round_.proposals.get()
    for stranger in (alba, gil):
        with pytest.raises(PermissionDenied):
            keep(round_, by=stranger)
        with pytest.raises(PermissionDenied):
            drop(round_, by=stranger)
        with pytest.raises(PermissionDenied):
            move(proposal, brunos, by=stranger, reason="Because.")
        with pytest.raises(PermissionDenied):
            say_yes(proposal, by=stranger)  # nothing was sent
    keep(round_, by=faye)
    proposal.refresh_from_db()
    with pytest.raises(PermissionDenied):
        say_yes(proposal, by=alba)
    with pytest.raises(PermissionDenied):
        choose_someone_else(proposal, by=alba)


def test_dropped_nobody_hears(harbor: Facility, faye: Member, gil: Member, brunos: MentorOffer) -> None:
    round_ = run(harbor, faye)
    drop(round_, by=faye, reason="Bruno is ill.")
    drop(round_, by=faye)
    with pytest.raises(Refused):
        keep(round_, by=faye)
    assert Entry.objects.get(act="drop_round").reason == "Bruno is ill."
    assert not Notification.objects.exclude(member=faye).filter(kind="mentor_found").exists()
    assert introduction_for(gil) is None


def test_moved_by_hand_costs_are_seen_first(
    harbor: Facility, faye: Member, gil: Member, wren: Member, one_place: MentorOffer
) -> None:
    round_ = run(harbor, faye)
    left = round_.proposals.select_related("round", "mentee").get(offer=None)
    has = round_.proposals.placed().get()
    found = what_if(left, one_place)
    assert found.mine.after == one_place
    assert [(one.mentee, one.after) for one in found.others] == [(has.mentee, None)]
    assert (found.placed, found.cost) == (0, has.gain)
    assert round_.proposals.filter(offer=None).get() == left  # nothing is done yet
    with pytest.raises(Refused, match="say why"):
        move(left, one_place, by=faye, reason=" ")
    move(left, one_place, by=faye, reason="They know each other from the kitchen.")
    moved = round_.proposals.placed().get()
    assert (moved.mentee, moved.moved_by) == (left.mentee, faye)
    assert Entry.objects.get(act="move_in_round").about == left.mentee
    with pytest.raises(Refused, match="moved there by hand"):
        what_if(round_.proposals.select_related("round", "mentee").get(offer=None), one_place)


def test_nobody_is_moved_past_a_limit(
    harbor: Facility, faye: Member, brunos: MentorOffer, seeker: Callable[..., Member]
) -> None:
    seeker("Luz", languages=LANGUAGES.bits(["es"]))
    left = run(harbor, faye).proposals.select_related("round", "mentee").get()
    with pytest.raises(Refused, match="limit"):
        what_if(left, brunos)


def test_the_day_begins_one_and_a_newer_takes_its_place(
    harbor: Facility, faye: Member, gil: Member, brunos: MentorOffer
) -> None:
    assert len(begin_daily()) == 1
    assert begin_daily() == []
    assert match_owed() == 1
    assert match_owed() == 0
    assert Notification.objects.get(kind="round_ready").member == faye
    Round.objects.update(day=timezone.now().date() - timedelta(days=2))
    [second] = begin_daily()
    assert list(Round.objects.open()) == [second]
    match_owed()
    Round.objects.filter(pk=second.pk).update(day=timezone.now().date() - timedelta(days=1))
    second.proposals.update(moved_at=timezone.now(), moved_by=faye)
    assert begin_daily() == []
    assert list(Round.objects.open()) == [second]  # handwork is not thrown away


def test_no_round_where_nobody_waits(harbor: Facility, brunos: MentorOffer) -> None:
    assert begin_daily() == []


def test_a_worker_that_died_leaves_it_to_the_next(
    harbor: Facility, faye: Member, gil: Member, brunos: MentorOffer
) -> None:
    round_ = begin(harbor, by=faye)
    Round.objects.update(claimed_at=timezone.now())
    assert not match(round_.pk)
    Round.objects.update(claimed_at=timezone.now() - LEASE - timedelta(seconds=1))
    assert match(round_.pk)
    assert not match(round_.pk)
    assert round_.proposals.count() == 1


def test_begun_twice_it_is_one(harbor: Facility, faye: Member, gil: Member) -> None:
    assert begin(harbor, by=faye) == begin(harbor, by=faye)


def test_not_free_any_more_is_said_kindly(
    harbor: Facility, faye: Member, gil: Member, wren: Member, one_place: MentorOffer
) -> None:
    round_ = run(harbor, faye)
    keep(round_, by=faye)
    sent = Proposal.objects.thought_about().get()
    MentorOffer.objects.update(paused_at=timezone.now())
    with pytest.raises(Refused, match="next round"):
        say_yes(sent, by=sent.mentee)
    sent.refresh_from_db()
    assert sent.answer == Proposal.Answer.GONE
    assert Matters.objects.get(pk=sent.mentee_id).looking_since


def test_not_answered_it_lapses(harbor: Facility, faye: Member, gil: Member, brunos: MentorOffer) -> None:
    keep(run(harbor, faye), by=faye)
    assert let_lapse() == 0
    Proposal.objects.update(sent_at=timezone.now() - THINK_FOR - timedelta(minutes=1))
    assert let_lapse() == 1
    assert let_lapse() == 0
    assert introduction_for(gil) is None
    assert placed(run(harbor, faye)) == {"Gil": "Bruno"}


def test_who_blocked_the_other_since_sees_nothing(
    harbor: Facility, faye: Member, gil: Member, brunos: MentorOffer
) -> None:
    keep(run(harbor, faye), by=faye)
    block(gil, brunos.member, known_as="Bruno")
    assert introduction_for(gil) is None


def test_as_many_questions_for_many_as_for_few(
    harbor: Facility, faye: Member, gil: Member, brunos: MentorOffer, seeker: Any, django_assert_max_num_queries: Any
) -> None:
    for n in range(12):
        seeker(f"Seeker{n}")
    round_ = begin(harbor, by=faye)
    with django_assert_max_num_queries(20):
        match(round_.pk)
    with django_assert_max_num_queries(4):
        round_page(round_)
