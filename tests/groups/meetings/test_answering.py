"""Who comes: a waiting list that moves up by itself, and never more than there are places."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.kit.gate import Refused
from community.members.models import Member
from community.notifications.models import Notification
from groups.meetings.actions import ThisOnce, answer, bring_back, call_off, change_once, let_go_of_leavers
from groups.meetings.models import Answer, Occurrence
from groups.roster.actions import leave, remove
from groups.roster.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_places(make):
    """The next time of a meeting with two places."""
    return make(places=2).occurrences.earliest("starts_at")


@pytest.fixture
def five(seat):
    """Five more members of the group, in order."""
    people = []
    for name in ("Aaro", "Bela", "Cato", "Dana", "Elia"):
        member = Member.objects.create_user(f"{name.lower()}@demo.example", "walk-beside-me", name=name)
        seat(member)
        people.append(member)
    return people


def states(occurrence):
    return list(Answer.objects.filter(occurrence=occurrence).order_by("since", "id").values_list("state", flat=True))


def test_the_third_waits_and_moves_up_by_themselves(two_places, five):
    first, second, third, fourth, _fifth = five
    for member in (first, second, third, fourth):
        answer(two_places, by=member, coming=True)
    assert states(two_places) == ["going", "going", "waiting", "waiting"]
    answer(two_places, by=third, coming=True)  # asking again does not send them to the end of the line
    answer(two_places, by=second, coming=False)
    moved = Answer.objects.get(occurrence=two_places, member=third)
    assert moved.state == "going"
    assert moved.moved_up_at is not None
    assert Notification.objects.filter(member=third, kind="meeting_place").count() == 1
    assert not Notification.objects.filter(member=fourth).exists()
    two_places.refresh_from_db()
    assert two_places.going == 2


def test_five_at_once_for_two_places(transactional_db, two_places, five, at_once):
    gave = at_once(*[lambda member=member: answer(two_places, by=member, coming=True) for member in five])
    assert sorted(one.state for one in gave) == ["going", "going", "waiting", "waiting", "waiting"]
    two_places.refresh_from_db()
    assert two_places.going == 2
    goers = [one.member for one in Answer.objects.going().filter(occurrence=two_places)]
    at_once(*[lambda member=member: answer(two_places, by=member, coming=False) for member in goers])
    two_places.refresh_from_db()
    assert two_places.going == Answer.objects.going().filter(occurrence=two_places).count() == 2
    assert Notification.objects.filter(kind="meeting_place").count() == 2


def test_more_places_take_in_who_waits_and_fewer_put_nobody_out(two_places, five, leader):
    for member in five:
        answer(two_places, by=member, coming=True)
    this = {"starts_at": two_places.starts_at, "ends_at": two_places.ends_at}
    change_once(two_places, by=leader, this=ThisOnce(**this, places=4))
    assert states(two_places).count("going") == 4
    changed = change_once(two_places, by=leader, this=ThisOnce(**this, places=1))
    assert changed.places == 4
    changed = change_once(two_places, by=leader, this=ThisOnce(**this, places=None))
    assert states(two_places).count("going") == 5


def test_a_place_of_somebody_who_left_is_free_again(two_places, five, leader):
    first, second, third, *_more = five
    for member in (first, second, third):
        answer(two_places, by=member, coming=True)
    leave(two_places.meeting.group, by=first)
    assert let_go_of_leavers() == 1
    assert let_go_of_leavers() == 0
    assert Answer.objects.get(occurrence=two_places, member=third).state == "going"
    two_places.refresh_from_db()
    assert two_places.going == 2


def test_who_may_not_answer(two_places, dara, removed, finch):
    for member in (dara, removed.member):
        with pytest.raises(PermissionDenied):
            answer(two_places, by=member, coming=True)
    answer(two_places, by=finch.member, coming=True)
    Membership.objects.filter(pk=finch.pk).update(away_until=timezone.now() + timedelta(days=1))
    assert let_go_of_leavers() == 0, "by then they are back"
    Membership.objects.filter(pk=finch.pk).update(away_until=timezone.now() + timedelta(days=30))
    assert let_go_of_leavers() == 1
    with pytest.raises(PermissionDenied):
        answer(two_places, by=finch.member, coming=True)


def test_what_is_over_or_called_off_takes_no_answer(two_places, birch, leader):
    call_off(two_places, by=leader, note="Rain.")
    with pytest.raises(Refused):
        answer(two_places, by=birch.member, coming=True)
    long_ago = timezone.now() - timedelta(days=2)
    Occurrence.objects.filter(pk=two_places.pk).update(
        cancelled_at=None, starts_at=long_ago, ends_at=long_ago + timedelta(hours=1)
    )
    with pytest.raises(Refused):
        answer(two_places, by=birch.member, coming=True)


def test_a_guest_comes_under_their_own_name_where_everyone_may(make, dara, birch, client):
    occurrence = make(open_to="everyone").occurrences.earliest("starts_at")
    given = answer(occurrence, by=dara, coming=True)
    assert given.membership is None
    answer(occurrence, by=birch.member, coming=True)
    client.force_login(dara)
    page = client.get(occurrence.get_absolute_url()).content.decode()
    assert "Birch" not in page, "guests do not see who else comes"
    client.force_login(birch.member)
    page = client.get(occurrence.get_absolute_url()).content.decode()
    assert "Birch" in page
    assert "Dara" in page
    assert "Alba" not in page.split("Who comes")[1]


def test_removed_members_lose_their_place(two_places, birch, leader):
    answer(two_places, by=birch.member, coming=True)
    remove(birch, by=leader, reason="For this test.")
    let_go_of_leavers()
    two_places.refresh_from_db()
    assert two_places.going == 0


def test_nobody_moves_up_to_what_does_not_happen(two_places, five, leader):
    first, second, third, *_others = five
    for member in (first, second, third):
        answer(two_places, by=member, coming=True)
    call_off(two_places, by=leader)
    leave(two_places.meeting.group, by=first)
    assert let_go_of_leavers() == 1
    assert not Notification.objects.filter(member=third, kind="meeting_place").exists()
    bring_back(two_places, by=leader)
    assert Answer.objects.get(occurrence=two_places, member=third).state == "going"


def test_whoever_was_asked_to_leave_does_not_move_up(two_places, five, leader):
    first, second, third, fourth, _fifth = five
    for member in (first, second, third, fourth):
        answer(two_places, by=member, coming=True)
    remove(Membership.objects.get(member=third), by=leader, reason="Three times this week.")
    answer(two_places, by=first, coming=False)
    assert Answer.objects.get(occurrence=two_places, member=fourth).state == "going"
    assert not Notification.objects.filter(member=third, kind="meeting_place").exists()
