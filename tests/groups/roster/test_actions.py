"""Coming in and going, roles, and the one name that a group knows someone by."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.audit.models import Entry
from community.conversations.models import Conversation, Participant
from community.facilities.models import Facility, StaffRole
from community.kit.gate import Refused
from community.notifications.models import Notification
from community.safety.models import ScopeModerator
from groups.roster.actions import appoint, come_back, found_group, join, leave, remove, settle_in
from groups.roster.models import Group, Membership, Sanction
from groups.roster.policies import UNDO_WITHIN
from groups.roster.queries import conversation_of


def place(group, member):
    return Participant.objects.get(conversation__scope=group.scope, member=member)


def count(group):
    return Group.objects.get(pk=group.pk).member_count


def test_a_founder_leads_and_the_chat_is_open(circle, tomas):
    leader = Membership.objects.get(group=circle)
    assert (leader.member, leader.name, leader.role, count(circle)) == (tomas, "Tomas here", "leader", 1)
    assert place(circle, tomas).name == "Tomas here"
    duty = ScopeModerator.objects.get(scope=circle.scope, member=tomas)
    assert (duty.name, duty.queue_url, duty.ended_at) == ("Tomas here", "/groups/evening-circle/queue/", None)


def test_only_staff_found_the_groups_of_a_facility(alba, faye):
    house = Facility.objects.create(name="Harbor House", slug="harbor-house")
    said = {"slug": "x", "name": "X", "kind": "aftercare", "entry": "open", "facility": house}
    with pytest.raises(PermissionDenied):
        found_group(by=alba, **said)
    StaffRole.objects.create(facility=house, member=faye, role="coordinator")
    group = found_group(by=faye, **said)
    assert Conversation.objects.get(scope=group.scope).facility == house


def test_an_address_is_given_once(circle, alba):
    with pytest.raises(Refused, match="address"):
        found_group(by=alba, slug="evening-circle", name="Another", kind="forum", entry="open")


def test_joining_gives_a_place_under_the_chosen_name(circle, alba):
    mine = join(circle, by=alba, name="  Wren ", hue=5)
    assert (mine.name, mine.hue, mine.role, count(circle)) == ("Wren", 5, "member", 2)
    assert (place(circle, alba).name, place(circle, alba).hue) == ("Wren", 5)
    assert not ScopeModerator.objects.filter(member=alba).exists()


def test_joining_twice_is_joining_once(circle, alba):
    assert join(circle, by=alba, name="Wren") == join(circle, by=alba, name="Robin")
    assert Membership.objects.get(group=circle, member=alba).name == "Wren"
    assert count(circle) == 2


@pytest.mark.parametrize("room", ["table", "attic"])
def test_only_open_groups_are_joined(request, room, alba):
    with pytest.raises(PermissionDenied):
        join(request.getfixturevalue(room), by=alba, name="Alba")


def test_an_archived_group_takes_nobody(circle, alba):
    Group.objects.update(archived_at=timezone.now())
    with pytest.raises(PermissionDenied):
        join(Group.objects.get(), by=alba, name="Alba")


@pytest.mark.parametrize("name", ["Tomas here", "tomas  HERE", "T\u043em\u0430s here", "T0mas here", ""])
def test_a_name_that_is_taken_or_looks_taken_is_refused(circle, alba, name):
    with pytest.raises(Refused) as refused:
        join(circle, by=alba, name=name)
    assert refused.value.field == "name"
    assert not Membership.objects.filter(member=alba).exists()


def test_the_same_name_in_another_group_is_free(circle, found, alba, bruno):
    join(circle, by=alba, name="Wren")
    assert join(found("night-owls"), by=bruno, name="Wren").name == "Wren"


def test_the_name_of_someone_who_left_stays_theirs(circle, alba, bruno):
    join(circle, by=alba, name="Wren")
    leave(circle, by=alba)
    with pytest.raises(Refused):
        join(circle, by=bruno, name="wren")
    assert join(circle, by=alba, name="Wren").name == "Wren"


def test_coming_again_is_the_same_membership_and_place(circle, seat, alba):
    first = seat(circle, alba)
    seat_in_chat = place(circle, alba).pk
    leave(circle, by=alba)
    again = join(circle, by=alba, name="Robin", hue=2)
    assert (again.pk, again.name, again.ended_at) == (first.pk, "Robin", None)
    assert (place(circle, alba).pk, place(circle, alba).name) == (seat_in_chat, "Robin")


def test_leaving_ends_the_place_in_the_chat(circle, seat, alba):
    mine = seat(circle, alba)
    leave(circle, by=alba)
    leave(circle, by=alba)
    mine.refresh_from_db()
    assert (mine.ended_by, count(circle)) == (alba, 1)
    assert place(circle, alba).ended_at is not None


def test_a_group_is_never_without_a_leader(circle, tomas, seat, alba):
    mine = seat(circle, alba)
    with pytest.raises(Refused, match="leader"):
        leave(circle, by=tomas)
    with pytest.raises(Refused, match="leader"):
        appoint(Membership.objects.get(group=circle, member=tomas), by=tomas, role="member")
    appoint(mine, by=tomas, role="leader")
    leave(circle, by=tomas)
    assert Membership.objects.present().get(group=circle, role="leader").member == alba


def test_leaving_is_taken_back_for_half_an_hour(table, seat, alba, bruno):
    mine = seat(table, alba, name="Wren")
    leave(table, by=alba)
    with pytest.raises(PermissionDenied):
        come_back(mine, by=bruno)
    assert come_back(mine, by=alba).ended_at is None
    assert come_back(mine, by=alba).name == "Wren"
    assert count(table) == 2
    leave(table, by=alba)
    Membership.objects.filter(pk=mine.pk).update(ended_at=timezone.now() - UNDO_WITHIN)
    with pytest.raises(PermissionDenied):
        come_back(mine, by=alba)


def test_coming_back_agrees_to_nothing_new(table, seat, alba):
    mine = seat(table, alba)
    leave(table, by=alba)
    Group.objects.update(agreement_version=2)
    assert come_back(Membership.objects.select_related("group").get(pk=mine.pk), by=alba).agreed_version == 1


def test_whoever_was_removed_does_not_come_back_by_themselves(circle, seat, tomas, alba):
    mine = seat(circle, alba)
    remove(mine, by=tomas, reason="Sold things here.")
    with pytest.raises(PermissionDenied):
        come_back(mine, by=alba)
    with pytest.raises(PermissionDenied):
        join(circle, by=alba, name="Alba")
    assert place(circle, alba).ended_at is not None


def test_removing_has_a_hand_a_reason_and_a_trace(circle, seat, tomas, alba):
    mine = seat(circle, alba)
    remove(mine, by=tomas, reason="Sold things here.")
    remove(mine, by=tomas, reason="Again.")
    entry = Entry.objects.get(act="remove_member")
    assert (entry.by, entry.about, entry.reason) == (tomas, alba, "Sold things here.")
    assert (entry.scope, entry.detail["by_name"], entry.detail["about_name"]) == (
        circle.scope,
        "Tomas here",
        "Alba here",
    )


@pytest.mark.parametrize(
    ("by", "target", "allowed"),
    [
        ("member", "member", False),
        ("greeter", "member", False),
        ("mentor", "member", False),
        ("moderator", "member", True),
        ("moderator", "moderator", False),
        ("moderator", "leader", False),
        ("leader", "moderator", True),
        ("leader", "leader", False),
    ],
)
def test_who_may_remove_whom(circle, seat, alba, bruno, by, target, allowed):
    seat(circle, alba, by)
    theirs = seat(circle, bruno, target)
    if allowed:
        remove(theirs, by=alba, reason="x")
    else:
        with pytest.raises(PermissionDenied):
            remove(theirs, by=alba, reason="x")
    theirs.refresh_from_db()
    assert (theirs.ended_at is not None) is allowed


def test_keepers_of_one_group_have_no_power_in_another(circle, found, seat, alba, bruno):
    seat(found("night-owls"), alba, "leader")
    theirs = seat(circle, bruno)
    with pytest.raises(PermissionDenied):
        remove(theirs, by=alba, reason="x")
    with pytest.raises(PermissionDenied):
        appoint(theirs, by=alba, role="greeter")


@pytest.mark.parametrize("role", ["member", "greeter", "mentor", "moderator"])
def test_only_leaders_give_roles(circle, seat, alba, bruno, role):
    seat(circle, alba, role)
    with pytest.raises(PermissionDenied):
        appoint(seat(circle, bruno), by=alba, role="greeter")


def test_a_role_has_a_trace_and_the_person_is_told(circle, seat, tomas, carmen):
    mine = appoint(seat(circle, carmen), by=tomas, role="moderator", reason="She asked to help.")
    entry = Entry.objects.get(act="appoint")
    assert (entry.by, entry.about, entry.reason) == (tomas, carmen, "She asked to help.")
    assert (entry.detail["before"], entry.detail["after"]) == ("member", "moderator")
    notice = Notification.objects.get(member=carmen)
    assert notice.text == "In Evening Circle you are from now on: Moderator. “She asked to help.”"
    appoint(mine, by=tomas, role="moderator")
    assert Entry.objects.filter(act="appoint").count() == 1


def test_the_safety_room_knows_who_keeps_a_group(circle, seat, tomas, carmen):
    duties = ScopeModerator.objects.filter(scope=circle.scope, member=carmen, ended_at=None)
    mine = seat(circle, carmen, "moderator")
    assert duties.get().name == "Carmen here"
    appoint(mine, by=tomas, role="leader")
    assert duties.count() == 1
    appoint(mine, by=tomas, role="greeter")
    assert not duties.exists()
    appoint(mine, by=tomas, role="moderator")
    leave(circle, by=carmen)
    assert not duties.exists()
    assert not Membership.objects.get(pk=mine.pk).is_keeper


def test_a_quiet_that_stands_waits_for_whoever_comes_back(circle, seat, tomas, eli):
    mine = seat(circle, eli)
    until = timezone.now() + UNDO_WITHIN
    Sanction.objects.create(membership=mine, kind="quiet", by=tomas, reason="x", until=until)
    leave(circle, by=eli)
    join(circle, by=eli, name="Eli here")
    assert place(circle, eli).quieted_until == until


@pytest.mark.django_db(transaction=True)
def test_joining_twice_at_once_is_joining_once(circle, alba, at_once):
    results = at_once(*[lambda: join(circle, by=alba, name="Wren")] * 4)
    assert {one.pk for one in results} == {Membership.objects.get(member=alba).pk}
    assert count(circle) == 2
    assert Participant.objects.filter(member=alba).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_name_goes_to_one_of_two_who_want_it_at_once(circle, alba, bruno, at_once):
    results = at_once(lambda: join(circle, by=alba, name="Wren"), lambda: join(circle, by=bruno, name="wren"))
    assert sorted(type(one).__name__ for one in results) == ["Membership", "Refused"]
    assert count(circle) == 2


@pytest.mark.django_db(transaction=True)
def test_the_last_two_leaders_do_not_both_leave(circle, seat, tomas, alba, at_once):
    seat(circle, alba, "leader")
    results = at_once(lambda: leave(circle, by=tomas), lambda: leave(circle, by=alba))
    assert sorted(type(one).__name__ for one in results) == ["NoneType", "Refused"]
    assert Membership.objects.present().filter(group=circle, role="leader").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_two_leaders_do_not_both_step_down(circle, seat, tomas, alba, at_once):
    his, hers = Membership.objects.get(group=circle, member=tomas), seat(circle, alba, "leader")
    results = at_once(
        lambda: appoint(his, by=tomas, role="member"),
        lambda: appoint(hers, by=alba, role="member"),
    )
    assert sorted(type(one).__name__ for one in results) == ["Membership", "Refused"]
    assert Membership.objects.present().filter(group=circle, role="leader").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_leader_who_steps_down_while_the_other_leaves(circle, seat, tomas, alba, at_once):
    hers = seat(circle, alba, "leader")
    at_once(lambda: leave(circle, by=tomas), lambda: appoint(hers, by=alba, role="member"))
    assert Membership.objects.present().filter(group=circle, role="leader").exists()


@pytest.mark.django_db(transaction=True)
def test_leaving_and_coming_at_once_keeps_the_count(circle, seat, someone, at_once):
    people = [someone(name) for name in ("Ada", "Milo", "Pia", "Cleo")]
    for one in people[:2]:
        seat(circle, one)
    at_once(
        *[lambda one=one: leave(circle, by=one) for one in people[:2]],
        *[lambda one=one: join(circle, by=one, name=one.name) for one in people[2:]],
    )
    assert count(circle) == Membership.objects.present().filter(group=circle).count() == 3


def test_settling_in_while_already_there_changes_nothing(circle, seat, alba):
    mine = seat(circle, alba)
    assert settle_in(circle, alba, name="Else", hue=1, role="leader") == mine
    assert Membership.objects.get(pk=mine.pk).role == "member"
    assert conversation_of(circle).participants.count() == 2
