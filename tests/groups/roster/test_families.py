"""A group for families is there for people who support someone, and never beside the one they support."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.circle.models import Tie
from community.kit.gate import Refused
from community.members.actions import tell
from community.notifications.models import Notification
from groups.directory.models import Listing
from groups.joining.actions import ask, invite, let_in
from groups.joining.queries import find_invitation
from groups.meetings.actions.listing import keep_listed, keep_listed_true, put_in_directory
from groups.meetings.models import Meeting, Occurrence
from groups.roster.actions import come_back, join, leave
from groups.roster.models import Group, Membership
from tests.community.doors import door, words_of


@pytest.fixture
def kin(found):
    return found("kin", kind="family", entry="request")


def sees(member, group):
    return Group.objects.visible_to(member).filter(pk=group.pk).exists()


def test_who_supports_nobody_does_not_find_it(kin, dara):
    assert not sees(dara, kin)
    client = door(dara)
    assert "/groups/kin/" not in words_of(client.get("/groups/"))
    for path in ("/groups/kin/", "/groups/kin/ask/", "/groups/kin/members/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("how", ["says so", "is in a circle"])
def test_who_supports_someone_does(kin, hana, bruno, how):
    if how == "says so":
        tell(hana, road="supporting")
    else:
        Tie.objects.create(member=bruno, supporter=hana, name="Hana")
    assert sees(hana, kin)


def test_it_is_never_there_beside_ones_own_supporter(kin, seat, alba, hana):
    tell(alba, road="supporting")
    Tie.objects.create(member=alba, supporter=hana, name="Hana")
    assert sees(alba, kin)
    seat(kin, hana)
    assert not sees(alba, kin)
    assert sees(hana, kin)


def test_nor_beside_the_one_whom_one_supports(kin, seat, alba, hana):
    Tie.objects.create(member=alba, supporter=hana, name="Hana")
    seat(kin, alba)
    assert not sees(hana, kin)
    assert sees(alba, kin)


def test_a_link_does_not_lead_there_either(kin, seat, alba, hana, tomas):
    seat(kin, hana)
    Tie.objects.create(member=alba, supporter=hana, name="Hana")
    _invitation, token = invite(kin, by=tomas)
    assert find_invitation(token, by=alba) is None


def test_ones_own_name_is_not_proposed_there_and_no_profile_is_shown(kin, found, seat, hana, alba):
    tell(hana, road="supporting", about="Alba's sister.")
    page = words_of(door(hana).get("/groups/kin/ask/"))
    assert 'name="name" value="Hana"' not in page
    member = seat(kin, hana, name="Hana")
    tell(alba, road="supporting")
    seat(kin, alba)
    assert "Alba&#x27;s sister." not in words_of(door(alba).get(member.get_absolute_url()))


def test_who_came_to_be_tied_while_they_waited_is_not_let_in(kin, seat, alba, hana, tomas):
    tell(alba, road="supporting")
    request = ask(kin, by=alba, name="Birch", words="")
    seat(kin, hana)
    Tie.objects.create(member=alba, supporter=hana, name="Hana")
    with pytest.raises(Refused) as refused:
        let_in(request, by=tomas)
    assert refused.value.code == "decided"
    assert not Membership.objects.present().filter(group=kin, member=alba).exists()
    request.refresh_from_db()
    assert (request.is_open, request.answer) == (False, "")
    assert not Notification.objects.filter(member=alba, kind__startswith="join").exists()


def test_nor_joins_or_comes_back(found, seat, alba, hana):
    room = found("kin-open", kind="family", entry="open")
    mine = seat(room, alba)
    leave(room, by=alba)
    seat(room, hana)
    Tie.objects.create(member=alba, supporter=hana, name="Hana")
    with pytest.raises(PermissionDenied):
        join(room, by=alba, name="Birch")
    mine.refresh_from_db()
    with pytest.raises(PermissionDenied):
        come_back(mine, by=alba)


def test_its_meetings_stand_in_no_list(kin, tomas):
    meeting = Meeting.objects.create(
        group=kin,
        title="Round",
        zone="UTC",
        starts_on=timezone.localdate(),
        starts_at=time(19),
        rule="FREQ=WEEKLY",
        open_to="everyone",
    )
    start = timezone.now() + timedelta(days=1)
    Occurrence.objects.create(
        meeting=meeting, original_start=start, starts_at=start, ends_at=start + timedelta(hours=1)
    )
    with pytest.raises(Refused):
        put_in_directory(meeting, by=tomas)
    Meeting.objects.filter(pk=meeting.pk).update(listed_at=timezone.now())  # one that was put there before
    assert keep_listed_true() == 0
    meeting.refresh_from_db()
    keep_listed(meeting)
    assert not Listing.objects.exists()
