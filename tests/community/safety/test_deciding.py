"""Taking a case and deciding it: one person at a time, each act with a hand, a reason and a trace."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from community.audit.models import Entry
from community.kit.gate import Refused
from community.notifications.models import Delivery, Notification
from community.safety.actions import claim, hide, keep, look, note, release, report, restore, undo
from community.safety.models import Case, Decision, ScopeModerator
from tests.community.safety.conftest import entrust


@pytest.fixture
def second(bruno, room):
    entrust(room.scope, bruno, "Bruno B.")
    return bruno


def acts(case):
    return list(Entry.objects.filter(subject=case.subject).order_by("id").values_list("act", flat=True))


def test_claim_and_release(case, moderator, second):
    claim(case, by=moderator)
    assert case.claimed_as == "Carmen C."
    assert claim(case, by=moderator).claimed_by == moderator
    with pytest.raises(Refused) as refused:
        claim(case, by=second)
    assert refused.value.code == "taken"
    assert "Carmen C." in str(refused.value.reason)
    with pytest.raises(Refused):
        release(case, by=second)
    release(case, by=moderator)
    assert case.claimed_by is None
    claim(case, by=second)
    assert acts(case) == ["claim_case", "release_case", "claim_case"]


def test_a_forgotten_claim_lapses(case, moderator, second):
    claim(case, by=moderator)
    Case.objects.update(claimed_at=timezone.now() - timedelta(hours=5))
    assert claim(case, by=second).claimed_by == second


@pytest.mark.django_db(transaction=True)
def test_two_at_once_and_one_has_it(case, moderator, second):
    def take(member):
        try:
            return str(claim(Case.objects.get(pk=case.pk), by=member).claimed_as)
        except Refused as refused:
            return str(refused.reason)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(take, [moderator, second]), key=len)
    winner, loser = said
    assert winner in ("Carmen C.", "Bruno B.")
    assert loser == f"{winner} is looking at this right now."


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_and_one_counts(case, moderator, second):
    def decide(pair):
        act, member = pair
        try:
            act(Case.objects.get(pk=case.pk), by=member, reason="Because.")
            return "done"
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(decide, [(keep, moderator), (hide, second)]))
    assert said in (["closed", "done"], ["done", "taken"])
    assert Entry.objects.filter(subject=case.subject, act__in=["keep_words", "hide_words"]).count() == 1


def test_hide_tells_the_author_why_and_leaves_a_trace(case, words, eli, moderator):
    hide(case, by=moderator, reason="Offering anything is not for this room.")
    words.refresh_from_db()
    assert words.is_hidden
    assert words.hidden_by == moderator
    decision = Decision.objects.get(member=eli)
    assert (decision.act, decision.reason) == ("hide", "Offering anything is not for this room.")
    assert (decision.by_name, decision.words) == ("Carmen C.", words.body)
    told = Notification.objects.get(member=eli)
    assert told.url == f"/decisions/{decision.pk}/"
    assert Delivery.objects.get(notification=told).due_at > timezone.now() + timedelta(minutes=9)
    entry = Entry.objects.get(act="hide_words")
    assert (entry.by, entry.about, entry.reason) == (moderator, eli, "Offering anything is not for this room.")
    assert "pain" not in str(entry.detail)


def test_keep_never_reaches_the_author(case, words, eli, moderator):
    keep(case, by=moderator, reason="A joke among friends.")
    words.refresh_from_db()
    assert not words.is_hidden
    assert not Notification.objects.filter(member=eli).exists()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("act", [keep, hide])
def test_no_act_without_a_reason(act, case, moderator):
    with pytest.raises(Refused) as refused:
        act(case, by=moderator, reason="   ")
    assert refused.value.field == "reason"
    assert Case.objects.get().is_open


def test_what_is_decided_is_decided(case, moderator, second):
    keep(case, by=moderator, reason="Fine.")
    with pytest.raises(Refused) as refused:
        hide(case, by=second, reason="No.")
    assert str(refused.value.reason) == "Carmen C. has decided this already."


def test_undo_while_it_is_fresh(case, words, eli, alba, moderator):
    hide(case, by=moderator, reason="Too quick.")
    undo(case, by=moderator)
    words.refresh_from_db()
    case.refresh_from_db()
    assert not words.is_hidden
    assert case.is_open
    assert case.claimed_by == moderator
    assert not Notification.objects.filter(member__in=[eli, alba]).exists()
    assert not Delivery.objects.filter(notification__member=eli).exists()
    assert Decision.objects.get().undone_at
    assert acts(case) == ["claim_case", "hide_words", "undo_hidden"]


def test_undo_is_for_the_one_who_decided_and_not_for_long(case, moderator, second):
    keep(case, by=moderator, reason="Fine.")
    with pytest.raises(Refused):
        undo(case, by=second)
    Case.objects.update(closed_at=timezone.now() - timedelta(minutes=11))
    with pytest.raises(Refused) as refused:
        undo(case, by=moderator)
    assert refused.value.code == "too_late"


def test_undo_gives_way_to_a_new_case(case, words, bruno, moderator):
    keep(case, by=moderator, reason="Fine.")
    report(words, by=bruno, category="hurtful")
    with pytest.raises(Refused):
        undo(case, by=moderator)


def test_restore_shows_the_words_again_and_tells_everyone(case, words, eli, alba, moderator, second):
    hide(case, by=moderator, reason="Not here.")
    restore(case, by=second, reason="He meant tea for the pain.")
    words.refresh_from_db()
    assert not words.is_hidden
    assert [decision.act for decision in Decision.objects.order_by("id")] == ["hide", "restore"]
    assert "stays" in Notification.objects.get(member=alba, kind="report_outcome").text
    with pytest.raises(Refused):
        restore(case, by=second, reason="Again.")


def test_looks_are_kept_once_an_hour(case, moderator):
    look(case, by=moderator)
    look(case, by=moderator)
    assert acts(case) == ["open_case"]


def test_notes_are_sealed_and_named(case, moderator):
    written = note(case, by=moderator, words="I wrote to him.")
    assert (written.by_name, written.words) == ("Carmen C.", "I wrote to him.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM community_casenote")
        assert "wrote" not in cursor.fetchone()[0]


def everything(case):
    return [
        lambda by: claim(case, by=by),
        lambda by: release(case, by=by),
        lambda by: keep(case, by=by, reason="x"),
        lambda by: hide(case, by=by, reason="x"),
        lambda by: restore(case, by=by, reason="x"),
        lambda by: undo(case, by=by),
        lambda by: look(case, by=by),
        lambda by: note(case, by=by, words="x"),
    ]


def test_members_strangers_and_reporters_may_not(case, alba, dara, gil):
    for act in everything(case):
        for member in (alba, dara, gil):
            with pytest.raises(PermissionDenied):
                act(member)
    assert acts(case) == []


def test_nobody_acts_on_words_of_their_own(case, eli, room, harbor, give_role):
    entrust(room.scope, eli, "Eli here")
    give_role(eli, harbor, "owner")
    for act in everything(case):
        with pytest.raises(PermissionDenied):
            act(eli)


def test_duty_that_ended_opens_nothing(case, moderator, room):
    ScopeModerator.objects.filter(scope=room.scope, member=moderator).update(ended_at=timezone.now())
    for act in everything(case):
        with pytest.raises(PermissionDenied):
            act(moderator)


def test_a_moderator_of_another_room_may_not(case, bruno):
    entrust("group:901", bruno, "Bruno")
    for act in everything(case):
        with pytest.raises(PermissionDenied):
            act(bruno)


def test_roles_at_the_facility_see_different_things(
    case, words, harbor, other_house, give_role, faye, gil, hana, bruno, dara
):
    give_role(faye, harbor, "moderator")
    give_role(gil, harbor, "coordinator")
    give_role(hana, harbor, "counsellor")
    give_role(dara, other_house, "owner")
    seen = {member.name: Case.objects.visible_to(member).count() for member in (faye, gil, hana, dara)}
    assert seen == {"Faye": 1, "Gil": 0, "Hana": 0, "Dara": 0}
    report(words, by=bruno, category="worry")
    Case.objects.update(category="worry")
    seen = {member.name: Case.objects.visible_to(member).count() for member in (faye, gil, hana, dara)}
    assert seen == {"Faye": 1, "Gil": 0, "Hana": 1, "Dara": 0}
