"""A right to aftercare outlasts the stay, and ends when its bearer says."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.facilities.models import Facility, StaffRole, Stay
from community.kit.gate import Refused
from community.notifications.models import Notification
from groups.joining.actions import ask
from groups.roster.actions import (
    appoint,
    found_group,
    give_up_aftercare,
    join,
    let_aftercare_end,
    let_aftercare_last,
)
from groups.roster.models import AftercareChoice, Group, Membership
from groups.roster.queries import has_right_to


@pytest.fixture
def house(db):
    return Facility.objects.create(name="Harbor House", slug="harbor-house")


@pytest.fixture
def room(house, faye):
    StaffRole.objects.create(facility=house, member=faye, role="coordinator")
    return found_group(by=faye, slug="mornings", name="Mornings", kind="aftercare", entry="open", facility=house)


@pytest.fixture
def stay(house, alba):
    day = timezone.localdate()
    return Stay.objects.create(
        facility=house, member=alba, admitted_on=day - timedelta(days=400), discharged_on=day - timedelta(days=300)
    )


def is_in(room, member):
    return Membership.objects.present().filter(group=room, member=member).exists()


def days(number):
    return timezone.now().date() + timedelta(days=number)


def choose(house, member, day):
    AftercareChoice.objects.update_or_create(facility=house, member=member, defaults={"lasts_until": day})


def test_whoever_was_with_the_house_walks_in_long_after(room, stay, alba):
    assert join(room, by=alba, name="Birch").ended_at is None
    assert room in Group.objects.joinable_by(alba)


def test_everyone_else_asks(room, dara):
    with pytest.raises(PermissionDenied):
        join(room, by=dara, name="Dara")
    assert room not in Group.objects.joinable_by(dara)
    assert ask(room, by=dara, name="Dara", words="A friend told me.").is_open


def test_a_stay_elsewhere_gives_no_right(room, alba):
    other = Facility.objects.create(name="Elsewhere", slug="elsewhere")
    Stay.objects.create(facility=other, member=alba, admitted_on=timezone.localdate())
    assert not has_right_to(room, alba)


def test_going_home_ends_nothing(room, house, alba):
    stay = Stay.objects.create(facility=house, member=alba, admitted_on=timezone.localdate() - timedelta(days=30))
    join(room, by=alba, name="Birch")
    Stay.objects.filter(pk=stay.pk).update(discharged_on=timezone.localdate())
    let_aftercare_end()
    assert is_in(room, alba)
    assert has_right_to(room, alba)


def test_giving_it_up_ends_every_place_and_can_be_taken_back(room, house, stay, alba):
    join(room, by=alba, name="Birch")
    give_up_aftercare(house, by=alba)
    give_up_aftercare(house, by=alba)
    assert not is_in(room, alba)
    assert not has_right_to(room, alba)
    let_aftercare_last(house, by=alba, until=None)
    assert join(room, by=alba, name="Birch").ended_at is None


def test_a_chosen_day_is_asked_about_and_then_kept(room, house, stay, alba):
    join(room, by=alba, name="Birch")
    let_aftercare_last(house, by=alba, until=days(5))
    assert let_aftercare_end() == 0
    assert let_aftercare_end() == 0
    notice = Notification.objects.get(member=alba, kind="group_place_ends")
    assert (notice.count, "It can go on" in notice.text) == (1, True)
    choose(house, alba, days(-2))
    assert let_aftercare_end() == 1
    assert let_aftercare_end() == 0
    assert not is_in(room, alba)


def test_while_a_stay_goes_on_the_day_waits(room, house, alba):
    Stay.objects.create(facility=house, member=alba, admitted_on=timezone.localdate() - timedelta(days=30))
    join(room, by=alba, name="Birch")
    choose(house, alba, days(-2))
    assert let_aftercare_end() == 0
    assert is_in(room, alba)


@pytest.mark.parametrize("ahead", [-1, 5000])
def test_a_day_must_be_to_come_and_not_too_far(house, stay, alba, ahead):
    with pytest.raises(Refused) as refused:
        let_aftercare_last(house, by=alba, until=days(ahead))
    assert refused.value.field == "until"


def test_who_never_was_there_chooses_nothing(house, dara):
    with pytest.raises(PermissionDenied):
        let_aftercare_last(house, by=dara, until=None)
    with pytest.raises(PermissionDenied):
        give_up_aftercare(house, by=dara)


def test_a_leader_who_gives_it_up_leaves_the_room_to_another(room, house, stay, alba, faye):
    appoint(join(room, by=alba, name="Birch"), by=faye, role="leader")
    appoint(Membership.objects.get(group=room, member=faye), by=alba, role="member")
    give_up_aftercare(house, by=alba)
    assert Membership.objects.present().get(group=room, role="leader").member == faye


@pytest.mark.django_db(transaction=True)
def test_two_workers_end_it_once(room, house, stay, alba, at_once):
    join(room, by=alba, name="Birch")
    choose(house, alba, days(-2))
    assert sorted(at_once(let_aftercare_end, let_aftercare_end)) == [0, 1]
    assert Group.objects.get(pk=room.pk).member_count == 1
