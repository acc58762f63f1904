"""A group for families is there for people who support someone, and never beside the one they support."""

import pytest

from community.circle.models import Tie
from community.members.actions import tell
from groups.joining.actions import invite
from groups.joining.queries import find_invitation
from groups.roster.models import Group
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
