"""Changing a group, handing it over, putting it away; and who leads it when its leader is gone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.audit.models import Entry
from community.conversations.actions import post
from community.facilities.models import Facility, StaffRole
from community.kit.gate import Refused
from community.members.actions import end_account
from community.notifications.models import Notification
from community.safety.models import ScopeModerator
from groups.roster.actions import (
    address_for,
    appoint,
    archive,
    ask_to_lead,
    bring_back,
    change_group,
    found_group,
    give_leaders,
    join,
    leave,
    leave_behind,
    mark_of,
    take_asking_back,
    take_up,
    turn_down,
)
from groups.roster.actions.changing import CHANGEABLE
from groups.roster.models import Group, Handover, Membership
from groups.roster.queries import conversation_of


def change(group, by, read=None, **given):
    as_it_is = {field: getattr(group, field) for field in CHANGEABLE}
    return change_group(group, by=by, read=read or mark_of(group), **(as_it_is | given))


def leader_of(group):
    return Membership.objects.present().get(group=group, role="leader")


# --- Founding


def test_hours_go_by_the_facilitys_clock_else_the_founders(alba, faye):
    house = Facility.objects.create(name="Harbor House", slug="harbor-house", time_zone="America/New_York")
    StaffRole.objects.create(facility=house, member=faye, role="coordinator")
    alba.time_zone = "Europe/Madrid"
    said = {"name": "X", "kind": "support", "entry": "open"}
    assert found_group(by=faye, slug="x", facility=house, **said).zone == "America/New_York"
    assert found_group(by=alba, slug="y", **said).zone == "Europe/Madrid"
    assert Entry.objects.filter(act="found_group", by=alba).count() == 1
    with pytest.raises(Refused) as refused:
        found_group(by=alba, slug="z", zone="Mars/Base", **said)
    assert refused.value.field == "zone"


def test_aftercare_belongs_to_a_facility(alba):
    with pytest.raises(Refused) as refused:
        found_group(by=alba, slug="x", name="X", kind="aftercare", entry="open")
    assert refused.value.field == "kind"


def test_an_address_tells_nothing_of_others():
    assert address_for("Night Owls") != address_for("Night Owls")
    assert address_for("Night Owls").startswith("night-owls-")
    assert address_for("夜").startswith("group-")


# --- Changing


def test_a_leader_changes_what_a_group_says(circle, tomas):
    row = change(circle, tomas, name=" Night  Owls ", focus=["grief", "women"], zone="Asia/Tokyo", language="de")
    assert (row.name, row.focus, row.zone, row.language) == ("Night Owls", ["women", "grief"], "Asia/Tokyo", "de")
    assert conversation_of(circle).title == "Night Owls"
    entry = Entry.objects.get(act="change_group")
    assert entry.detail["before"]["name"] == "Evening Circle"
    assert entry.detail["after"]["zone"] == "Asia/Tokyo"


def test_the_same_again_changes_nothing(circle, tomas):
    change(circle, tomas)
    assert not Entry.objects.filter(act="change_group").exists()


def test_nobody_writes_over_what_another_leader_changed(circle, tomas):
    read = mark_of(circle)
    change(circle, tomas, about="New words.")
    with pytest.raises(Refused) as refused:
        change(circle, tomas, read=read, about="Other words.")
    assert refused.value.code == "changed"


@pytest.mark.parametrize("role", [None, "member", "moderator"])
def test_only_leaders_change_it(circle, seat, alba, role):
    if role:
        seat(circle, alba, role)
    for attempt in (
        lambda: change(circle, alba, name="Mine"),
        lambda: archive(circle, by=alba, reason="x"),
        lambda: bring_back(circle, by=alba),
        lambda: ask_to_lead(leader_of(circle), by=alba, reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "  "}, "name"),
        ({"kind": "aftercare"}, "kind"),
        ({"kind": "family"}, "kind"),
        ({"entry": "wide"}, "entry"),
        ({"language": "xx"}, "language"),
        ({"zone": "Mars/Base"}, "zone"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(circle, tomas, given, field):
    with pytest.raises(Refused) as refused:
        change(circle, tomas, **given)
    assert refused.value.field == field


def test_a_family_group_stays_one(found, tomas):
    with pytest.raises(Refused, match="families"):
        change(found("kin", kind="family"), tomas, kind="forum")


def test_members_are_told_when_a_hidden_group_can_be_found(attic, seat, alba, tomas):
    seat(attic, alba)
    change(attic, tomas, entry="request")
    assert "not hidden any more" in Notification.objects.get(member=alba, kind="group_changed").text


# --- Handing over


@pytest.fixture
def asked(circle, seat, alba, tomas):
    return ask_to_lead(seat(circle, alba), by=tomas, reason="I move away.", afterwards="moderator")


def test_nothing_changes_until_they_say_yes(circle, asked, alba, tomas):
    assert leader_of(circle).member == tomas
    notice = Notification.objects.get(member=alba, kind="group_lead_asked")
    assert "I move away." in notice.text
    assert ask_to_lead(asked.to, by=tomas, reason="Again.") == asked
    take_up(asked, by=alba)
    assert leader_of(circle).member == alba
    assert Membership.objects.get(group=circle, member=tomas).role == "moderator"
    assert Entry.objects.filter(act="appoint", reason="I move away.", by=tomas).count() == 2
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert "Alba here leads" in Notification.objects.get(member=tomas, kind="group_lead_answered").text
    with pytest.raises(Refused):
        take_up(asked, by=alba)


def test_not_now_and_taking_it_back_leave_all_as_it_is(circle, asked, alba, tomas):
    turn_down(asked, by=alba)
    assert "cannot lead" in Notification.objects.get(member=tomas, kind="group_lead_answered").text
    again = ask_to_lead(asked.to, by=tomas, reason="Perhaps now?")
    assert again != asked
    take_asking_back(again, by=tomas)
    for answer in (take_up, turn_down):
        with pytest.raises(Refused):
            answer(again, by=alba)
    assert leader_of(circle).member == tomas


def test_only_who_is_asked_answers_and_only_who_asks_takes_back(asked, seat, circle, alba, tomas, carmen):
    seat(circle, carmen, "moderator")
    for stranger in (tomas, carmen):
        for answer in (take_up, turn_down):
            with pytest.raises(PermissionDenied):
                answer(asked, by=stranger)
    for stranger in (alba, carmen):
        with pytest.raises(PermissionDenied):
            take_asking_back(asked, by=stranger)


@pytest.mark.parametrize("how", ["leads no more", "left", "account ended", "too long ago", "put away"])
def test_what_is_over_is_answered_by_nobody(circle, asked, seat, carmen, alba, tomas, how):
    appoint(seat(circle, carmen), by=tomas, role="leader")
    match how:
        case "leads no more":
            appoint(asked.by, by=carmen, role="member")
        case "left":
            leave(circle, by=tomas)
        case "account ended":
            end_account(tomas)
        case "too long ago":
            Handover.objects.update(created_at=timezone.now() - Handover.LASTS)
        case "put away":
            archive(circle, by=carmen, reason="A rest.")
    with pytest.raises(Refused):
        take_up(asked, by=alba)
    assert Membership.objects.get(group=circle, member=alba).role == "member"
    if how == "too long ago":
        assert ask_to_lead(asked.to, by=tomas, reason="Once more.") != asked


def test_one_asks_one_other_at_a_time_who_is_here(circle, asked, seat, bruno, tomas):
    with pytest.raises(Refused):
        ask_to_lead(leader_of(circle), by=tomas, reason="x")
    other = seat(circle, bruno)
    with pytest.raises(Refused, match="Alba here"):
        ask_to_lead(other, by=tomas, reason="x")
    take_asking_back(asked, by=tomas)
    with pytest.raises(Refused) as refused:
        ask_to_lead(other, by=tomas, reason="x", afterwards="leader")
    assert refused.value.field == "afterwards"
    Membership.objects.filter(pk=other.pk).update(away_until=timezone.now() + timedelta(days=1))
    with pytest.raises(Refused, match="step away"):
        ask_to_lead(other, by=tomas, reason="x")


# --- Putting away


def test_what_is_put_away_is_shut_and_kept(circle, seat, alba, tomas):
    seat(circle, alba)
    assert archive(circle, by=tomas, reason="A rest.")
    assert not archive(circle, by=tomas, reason="Twice.")
    assert not Group.objects.visible_to(alba).filter(pk=circle.pk).exists()
    with pytest.raises(Exception, match="closed"):
        post(conversation_of(circle), by=alba, body="Anyone?", client_id=uuid4())
    assert not ScopeModerator.objects.filter(scope=circle.scope, ended_at=None).exists()
    assert "A rest." in Notification.objects.get(member=alba, kind="group_changed").text
    assert Entry.objects.get(act="archive_group").reason == "A rest."


def test_what_is_brought_back_is_as_it_was(circle, seat, alba, carmen, tomas):
    seat(circle, alba)
    seat(circle, carmen, "moderator")
    archive(circle, by=tomas, reason="A rest.")
    assert bring_back(circle, by=tomas)
    assert not bring_back(circle, by=tomas)
    assert Group.objects.visible_to(alba).filter(pk=circle.pk).exists()
    assert post(conversation_of(circle), by=alba, body="Here again.", client_id=uuid4())
    keepers = ScopeModerator.objects.filter(scope=circle.scope, ended_at=None)
    assert {one.member for one in keepers} == {tomas, carmen}


# --- A leader who is gone


@pytest.mark.parametrize(
    ("roles", "heir"),
    [
        ({"alba": "member", "bruno": "mentor", "carmen": "moderator"}, "carmen"),
        ({"alba": "member", "bruno": "mentor", "carmen": "greeter"}, "bruno"),
        ({"alba": "moderator", "bruno": "moderator"}, "alba"),
        ({"alba": "member", "bruno": "member"}, "alba"),
    ],
)
def test_who_leads_next(circle, seat, tomas, request, roles, heir):
    now = timezone.now()
    for days, (who, role) in enumerate(roles.items()):
        membership = seat(circle, request.getfixturevalue(who), role)
        Membership.objects.filter(pk=membership.pk).update(joined_at=now - timedelta(days=30 - days))
    leave_behind(circle, by=tomas)
    assert leader_of(circle).member == request.getfixturevalue(heir)
    assert Entry.objects.get(act="inherit_group").by is None
    assert "hand it on" in Notification.objects.get(member=leader_of(circle).member, kind="group_role").text
    assert ScopeModerator.objects.filter(scope=circle.scope, member=leader_of(circle).member, ended_at=None).exists()


def test_who_is_away_leads_only_where_nobody_else_is(circle, seat, alba, bruno, tomas):
    until = timezone.now() + timedelta(days=1)
    Membership.objects.filter(pk=seat(circle, bruno, "moderator").pk).update(away_until=until)
    seat(circle, alba)
    leave_behind(circle, by=tomas)
    assert leader_of(circle).member == alba


def test_the_facilitys_staff_hear_of_it(tomas, faye, alba):
    house = Facility.objects.create(name="Harbor House", slug="harbor-house")
    for member in (tomas, faye):
        StaffRole.objects.create(facility=house, member=member, role="coordinator")
    group = found_group(by=tomas, slug="x", name="X", kind="support", entry="open", facility=house)
    join(group, by=alba, name="Birch")
    leave_behind(group, by=tomas)
    assert "Birch leads it" in Notification.objects.get(member=faye, kind="group_heir").text


def test_a_group_of_nobody_is_put_away(circle, tomas):
    leave_behind(circle, by=tomas)
    circle.refresh_from_db()
    assert circle.archived_at is not None
    assert circle.member_count == 0


def test_whoever_does_not_lead_alone_just_leaves(circle, seat, alba, tomas):
    seat(circle, alba, "leader")
    leave_behind(circle, by=tomas)
    leave_behind(circle, by=tomas)
    assert leader_of(circle).member == alba
    assert not Entry.objects.filter(act="inherit_group").exists()


def test_accounts_that_end_elsewhere_leave_no_group_without_a_leader(circle, attic, seat, alba, tomas):
    seat(circle, alba)
    end_account(tomas)
    assert give_leaders() == 2
    assert give_leaders() == 0
    assert Membership.objects.present().get(group=circle, role="leader", member__ended_at=None).member == alba
    attic.refresh_from_db()
    assert attic.archived_at is not None


@pytest.mark.django_db(transaction=True)
def test_two_leaders_who_go_at_once_leave_one_heir(circle, seat, alba, bruno, tomas, at_once):
    seat(circle, alba, "leader")
    seat(circle, bruno, "moderator")
    at_once(lambda: leave_behind(circle, by=tomas), lambda: leave_behind(circle, by=alba))
    assert leader_of(circle).member == bruno
    assert Entry.objects.filter(act="inherit_group").count() == 1


def test_whoever_has_left_for_good_is_in_no_list_and_leads_nothing(circle, seat, alba, bruno, tomas):
    birch = seat(circle, alba)
    seat(circle, bruno, "leader")
    end_account(bruno)
    assert {one.member for one in Membership.objects.seen_by(alba).filter(group=circle)} == {alba, tomas}
    with pytest.raises(Refused):
        appoint(Membership.objects.get(group=circle, member=tomas), by=tomas, role="member")
    end_account(alba)
    with pytest.raises(PermissionDenied):
        ask_to_lead(birch, by=tomas, reason="For a while.")
    assert give_leaders() == 0
    circle.refresh_from_db()
    assert (circle.member_count, leader_of(circle).member) == (1, tomas)
