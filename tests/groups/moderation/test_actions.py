"""What keepers may ask of a member: each with a reason, an end, a trace; and never by the wrong hand."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.audit.models import Entry
from community.conversations.actions import post
from community.conversations.models import Participant
from community.facilities.models import Facility, StaffRole
from community.kit.gate import Refused
from community.notifications.models import Notification
from community.safety.actions import report
from community.safety.models import Decision
from groups.moderation.actions import ask_to_leave, quiet, unquiet, warn
from groups.roster.models import Membership, Sanction
from groups.roster.queries import conversation_of, current_quiet


def soon(hours=24):
    return timezone.now() + timedelta(hours=hours)


def say(group, member):
    return post(conversation_of(group), by=member, body="Hello.", client_id=uuid.uuid4())


def test_the_quieted_cannot_write_and_everything_else_stays_open(group, elis, eli, moderator, words, alba):
    until = soon()
    quiet(elis, by=moderator, reason="You called people names.", until=until)
    with pytest.raises((Refused, PermissionDenied)):
        say(group, eli)
    assert current_quiet(elis).until == until
    assert Participant.objects.get(member=eli).ended_at is None
    hers = say(group, alba)
    assert report(hers, by=eli, category="other").reporter == eli


def test_they_are_told_why_and_until_when(elis, eli, moderator):
    until = soon()
    quiet(elis, by=moderator, reason="You called people names.", until=until)
    decision = Decision.objects.get(member=eli)
    assert (decision.act, decision.reason, decision.until) == ("quiet", "You called people names.", until)
    assert (decision.place, decision.by_name) == ("Evening Circle", "Carmen here")
    assert Notification.objects.get(member=eli).url == f"/decisions/{decision.pk}/"
    entry = Entry.objects.get(act="quiet_member")
    assert (entry.by, entry.about, entry.reason) == (moderator, eli, "You called people names.")
    assert entry.detail["by_name"] == "Carmen here"


def test_it_ends_by_itself(group, elis, eli, moderator):
    quiet(elis, by=moderator, reason="Rest a little.", until=soon())
    past = timezone.now() - timedelta(minutes=1)
    Sanction.objects.update(until=past)
    Participant.objects.filter(member=eli).update(quieted_until=past)
    assert current_quiet(elis) is None
    say(group, eli)


def test_unquiet_before_the_end(group, elis, eli, moderator):
    quiet(elis, by=moderator, reason="Rest a little.", until=soon())
    unquiet(elis, by=moderator, reason="We talked.")
    say(group, eli)
    assert Sanction.objects.get().lifted_by == moderator
    assert [decision.act for decision in Decision.objects.order_by("id")] == ["quiet", "unquiet"]
    with pytest.raises(Refused):
        unquiet(elis, by=moderator, reason="Again.")


def test_a_second_quiet_replaces_the_first(elis, moderator):
    quiet(elis, by=moderator, reason="A day.", until=soon(24))
    later = soon(72)
    quiet(elis, by=moderator, reason="Three days.", until=later)
    assert Sanction.objects.standing().get().until == later


@pytest.mark.parametrize("until", [timedelta(hours=-1), timedelta(days=31)])
def test_an_end_is_near_and_ahead(elis, moderator, until):
    with pytest.raises(Refused) as refused:
        quiet(elis, by=moderator, reason="x", until=timezone.now() + until)
    assert refused.value.field == "until"


def test_nothing_without_a_reason(elis, moderator):
    for act in (
        lambda: quiet(elis, by=moderator, reason=" ", until=soon()),
        lambda: unquiet(elis, by=moderator, reason=""),
        lambda: warn(elis, by=moderator, reason=""),
        lambda: ask_to_leave(elis, by=moderator, reason="\n"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.field == "reason"
    assert not Sanction.objects.exists()
    assert Membership.objects.get(pk=elis.pk).ended_at is None


def test_a_word_changes_nothing_else(group, elis, eli, moderator):
    warn(elis, by=moderator, reason="Please speak of yourself, not of others.")
    say(group, eli)
    assert Decision.objects.get(member=eli).act == "warn"
    assert Entry.objects.filter(act="warn_member").count() == 1


def test_asked_to_leave_with_kind_words(group, elis, eli, moderator):
    ask_to_leave(elis, by=moderator, reason="Three times this week.")
    elis.refresh_from_db()
    assert elis.ended_at
    assert Participant.objects.get(member=eli).ended_at
    assert Decision.objects.get(member=eli).reason == "Three times this week."
    assert Entry.objects.filter(act="remove_member", about=eli).count() == 1


def test_who_may_quiet_whom(seat, group, elis, albas, alba, eli, moderator, leader, bruno, gil, dara, hana, harbor):
    second = seat(bruno, "moderator")
    leaders = Membership.objects.get(group=group, member=leader)
    carmens = Membership.objects.get(group=group, member=moderator)
    greeter = seat(gil, "greeter")

    def allowed(by, target):
        try:
            quiet(target, by=by, reason="x", until=soon())
        except PermissionDenied:
            return False
        return True

    assert allowed(moderator, elis)
    assert allowed(leader, elis)
    assert allowed(leader, carmens)
    assert not allowed(moderator, second)
    assert not allowed(moderator, leaders)
    assert not allowed(moderator, carmens)
    assert not allowed(leader, leaders)
    for member in (alba, gil, dara, eli):
        assert not allowed(member, elis), member
        assert not allowed(member, greeter), member
    StaffRole.objects.create(member=hana, facility=harbor, role="coordinator")
    assert not allowed(hana, elis)
    StaffRole.objects.create(member=hana, facility=harbor, role="moderator")
    assert allowed(hana, elis)
    assert allowed(hana, leaders)
    hill = Facility.objects.create(name="Hill House", slug="hill-house")
    StaffRole.objects.create(member=dara, facility=hill, role="owner")
    assert not allowed(dara, elis)


def test_staff_quiet_and_do_not_remove(elis, hana, harbor):
    StaffRole.objects.create(member=hana, facility=harbor, role="owner")
    with pytest.raises(PermissionDenied):
        ask_to_leave(elis, by=hana, reason="x")
    quiet(elis, by=hana, reason="x", until=soon())
    assert Decision.objects.get().by_name == ""


def test_a_keeper_of_another_group_may_not(elis, bruno):
    from groups.roster.actions import found_group

    found_group(by=bruno, slug="ridge-walkers", name="Ridge Walkers", kind="hobby", entry="open")
    with pytest.raises(PermissionDenied):
        quiet(elis, by=bruno, reason="x", until=soon())


def test_one_who_left_is_left_alone(group, elis, eli, moderator):
    from groups.roster.actions import leave

    leave(group, by=eli)
    elis.refresh_from_db()
    with pytest.raises(PermissionDenied):
        quiet(elis, by=moderator, reason="x", until=soon())


def test_two_keepers_at_once_ask_once(group, elis, eli, moderator, leader):
    stale = Membership.objects.get(pk=elis.pk)
    ask_to_leave(elis, by=moderator, reason="Three times this week.")
    with pytest.raises(PermissionDenied):
        ask_to_leave(stale, by=leader, reason="Three times this week.")
    assert Decision.objects.filter(member=eli, act="remove").count() == 1
