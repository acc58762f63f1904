"""A new house: an operator opens a facility, names its staff, and a first group is led by one of them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client

from community.audit.models import Entry
from community.facilities.actions import end_role, give_role
from community.facilities.models import Facility, StaffRole
from community.members.models import Member
from groups.roster.models import Group, Membership


@pytest.fixture
def operator(db: None) -> Member:
    return Member.objects.create_superuser("operator@demo.example", "walk-beside-me", name="Op")


@pytest.fixture
def harbor(operator: Member, faye: Member) -> Facility:
    call_command("open_facility", "Harbor House", owner=faye.email, by=operator.email, time_zone="America/New_York")
    return Facility.objects.get()


def test_the_owner_s_desk_opens(harbor: Facility, faye: Member, client: Client) -> None:
    client.force_login(faye)
    assert client.get("/desk/").status_code == 200
    assert (harbor.slug, harbor.time_zone) == ("harbor-house", "America/New_York")
    assert set(Entry.objects.values_list("act", "by__name")) == {("open_facility", "Op"), ("give_role", "Op")}


def test_a_role_is_given_once_and_ended(harbor: Facility, faye: Member, carmen: Member) -> None:
    for _twice in range(2):
        call_command("staff_role", carmen.email, "moderator", at="harbor-house", by=faye.email)
    assert StaffRole.objects.filter(member=carmen, ended_at=None).count() == 1
    call_command("staff_role", carmen.email, "moderator", at="harbor-house", by=faye.email, end=True)
    assert not StaffRole.objects.filter(member=carmen, ended_at=None).exists()
    assert Entry.objects.filter(about=carmen).count() == 2


def test_nobody_else_decides_who_works_there(harbor: Facility, alba: Member, carmen: Member, operator: Member) -> None:
    give_role(harbor, carmen, "coordinator", by=operator)
    for someone in (alba, carmen):
        with pytest.raises(PermissionDenied):
            give_role(harbor, alba, "owner", by=someone)
        with pytest.raises(PermissionDenied):
            end_role(harbor, carmen, "coordinator", by=someone)
        with pytest.raises(CommandError, match="Operators alone"):
            call_command("open_facility", "Another", owner=alba.email, by=someone.email)


def test_a_first_group(harbor: Facility, faye: Member, alba: Member) -> None:
    with pytest.raises(CommandError, match="its staff"):
        call_command("found_group", "Evening Circle", leader=alba.email, at="harbor-house")
    call_command("found_group", "Evening Circle", leader=faye.email, known_as="Brook", at="harbor-house")
    group = Group.objects.get()
    assert (group.slug, group.facility) == ("evening-circle", harbor)
    assert Membership.objects.get(group=group).name == "Brook"


def test_mistakes_get_a_line(harbor: Facility, faye: Member, operator: Member) -> None:
    for words, given in (
        (("open_facility", "Harbor House"), {"owner": faye.email, "by": operator.email}),
        (("open_facility", "Elsewhere"), {"owner": faye.email, "by": operator.email, "time_zone": "Nowhere/Land"}),
        (("open_facility", "Elsewhere"), {"owner": "nobody@demo.example", "by": operator.email}),
        (("staff_role", faye.email, "moderator"), {"at": "nowhere", "by": operator.email}),
        (("found_group", "!"), {"leader": faye.email}),
    ):
        with pytest.raises(CommandError):
            call_command(*words, **given)
