"""The demo week plays, once, and holds what its README promises."""

from datetime import timedelta

import pytest

from community.conversations.models import Message, Participant
from community.facilities.models import Facility, Invitation
from community.friends.models import Friendship
from community.members.models import Member
from community.safety.models import Case
from config.seeds.people import CAST, EVERYONE
from config.seeds.play import play
from groups.roster.models import Group, Membership
from groups.welcome.answering import GOAL, first_hello_median
from mentorship.oversight.models import Concern
from mentorship.pairs.models import Pair
from mentorship.pairs.rests import Rest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def week() -> None:
    assert play()


def test_a_second_time_changes_nothing():
    before = Message.objects.count(), Member.objects.count(), Membership.objects.count()
    assert not play()
    assert (Message.objects.count(), Member.objects.count(), Membership.objects.count()) == before


def test_everyone_is_there_in_their_role():
    assert Member.objects.count() == len(EVERYONE) >= 48
    for person in CAST:
        assert Member.objects.get(email=person.email).check_password("walk-beside-me")
    circle = Membership.objects.present().filter(group__slug="evening-circle")
    keys = {one.member.email.split("@")[0] for one in circle.select_related("member")}
    assert {person.key for person in CAST} - keys == {"dara", "hana"}
    assert circle.get(member__email="carmen@demo.example").role == Membership.Role.MODERATOR
    alba_in = Group.objects.of(Member.objects.get(email="alba@demo.example"))
    dara_in = Group.objects.of(Member.objects.get(email="dara@demo.example"))
    assert alba_in
    assert dara_in
    assert not set(alba_in) & set(dara_in)


def test_what_waits_waits():
    assert Case.objects.filter(closed_at=None, scope__startswith="group:").count() == 1
    assert Invitation.objects.open().count() == 1
    assert Pair.objects.open().count() == 4
    assert Concern.objects.open().count() == 1
    assert Rest.objects.standing().count() == 2  # one asked for, one that a concern brought
    assert Friendship.objects.filter(agreed_at__isnull=False).count() == 1
    assert Participant.objects.filter(member__email="eli@demo.example", quieted_until__isnull=False).exists()
    assert {group.kind for group in Group.objects.all()} == set(Group.Kind.values)


def test_newcomers_were_heard_soon():
    """The desk can show how soon: half of them within the promised ten minutes."""
    median = first_hello_median(Facility.objects.get())
    assert median is not None
    assert timedelta(minutes=5) < median <= GOAL
