import pytest
from django.test import Client

from community.members.models import Member
from config.leaving.actions import leave_for_good
from groups.roster.actions import appoint, found_group, join
from groups.roster.models import Group, Membership

pytestmark = pytest.mark.django_db
PASSWORD = "walk-beside-me"


@pytest.fixture
def circle(carmen: Member) -> Group:
    return found_group(by=carmen, slug="circle", name="Circle", kind="meeting", entry="open", about="")


@pytest.fixture
def alba_in(client: Client, alba: Member) -> Client:
    client.force_login(alba)
    return client


def test_a_stranger_is_led_to_the_door(client: Client) -> None:
    assert client.get("/me/leave/").status_code == 302
    assert client.post("/me/leave/", {"password": PASSWORD}).status_code == 302


def test_the_password_is_asked_for(alba_in: Client, alba: Member) -> None:
    assert alba_in.get("/me/leave/").status_code == 200
    for guess in ("", "a-guess"):
        assert alba_in.post("/me/leave/", {"password": guess}).status_code == 422
    alba.refresh_from_db()
    assert alba.is_active


def test_guesses_are_counted(alba_in: Client) -> None:
    for _n in range(11):
        answer = alba_in.post("/me/leave/", {"password": "a-guess"})
    assert "wait five minutes" in answer.content.decode()


def test_groups_and_account_end_together(alba_in: Client, alba: Member, circle: Group) -> None:
    join(circle, by=alba, name="Fern")
    elsewhere = Client()
    elsewhere.force_login(alba)
    assert alba_in.post("/me/leave/", {"password": PASSWORD})["Location"] == "/"
    assert alba_in.get("/me/").status_code == 302
    assert elsewhere.get("/me/").status_code == 302
    assert not Membership.objects.present().filter(member=alba).exists()
    circle.refresh_from_db()
    assert circle.member_count == 1


def test_a_group_that_one_leads_alone_is_handed_on(carmen: Member, bruno: Member, dara: Member, circle: Group) -> None:
    join(circle, by=dara, name="Dara")
    appoint(join(circle, by=bruno, name="Bruno"), by=carmen, role="moderator")
    leave_for_good(carmen)
    leader = Membership.objects.present().get(group=circle, role="leader")
    assert leader.member == bruno


def test_nobody_is_held_where_there_is_nobody_to_hand_on_to(carmen: Member, circle: Group) -> None:
    leave_for_good(carmen)
    carmen.refresh_from_db()
    assert not carmen.is_active
