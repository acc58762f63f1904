import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from community.members.actions import block, tell
from community.members.models import Member
from config.welcome.queries import first_group, someone_to_greet
from groups.roster.actions import appoint, found_group, join, leave
from groups.roster.models import Group

pytestmark = pytest.mark.django_db
Kind, Entry = Group.Kind, Group.Entry


@pytest.fixture
def circle(carmen: Member, bruno: Member) -> Group:
    group = found_group(
        by=carmen, slug="evening-circle", name="Evening Circle", kind=Kind.MEETING, entry=Entry.OPEN, about=""
    )
    appoint(join(group, by=bruno, name="Bruno"), by=carmen, role="greeter")
    return group


def test_a_group_that_is_open_and_someone_who_greets(circle: Group, dara: Member, client: Client) -> None:
    client.force_login(dara)
    page = client.get("/welcome/here/").content.decode()
    assert "Evening Circle" in page
    assert "Say hello to Bruno" in page


def test_the_road_chooses_the_kind(circle: Group, carmen: Member, dara: Member) -> None:
    family = found_group(by=carmen, slug="kin", name="Kin", kind=Kind.FAMILY, entry=Entry.OPEN, about="")
    assert first_group(dara, "") == circle
    assert first_group(dara, "longer") == circle
    tell(dara, road="supporting")
    assert first_group(dara, "supporting") == family


def test_hidden_and_asked_for_groups_are_not_offered(carmen: Member, dara: Member, client: Client) -> None:
    for entry in (Entry.HIDDEN, Entry.REQUEST):
        found_group(by=carmen, slug=entry, name=f"Secret {entry}", kind=Kind.MEETING, entry=entry, about="")
    client.force_login(dara)
    page = client.get("/welcome/here/").content.decode()
    assert "Secret" not in page
    assert "/groups/" in page


def test_nobody_is_offered_with_whom_a_block_stands(circle: Group, carmen: Member, bruno: Member, dara: Member) -> None:
    block(bruno, dara, known_as="Dara")
    person = someone_to_greet(dara, circle)
    assert person is not None
    assert person.member == carmen
    block(dara, carmen, known_as="Carmen")
    assert someone_to_greet(dara, circle) is None


def test_who_is_in_a_group_already_is_led_there_and_who_left_one_is_not(
    circle: Group, carmen: Member, dara: Member
) -> None:
    join(circle, by=dara, name="Dara")
    assert first_group(dara, "supporting") == circle
    assert someone_to_greet(dara, circle).member != dara
    leave(circle, by=dara)
    assert first_group(dara, "") is None


def test_a_stranger_is_led_to_the_door(client: Client) -> None:
    assert client.get("/welcome/here/").status_code == 302


def test_few_queries_however_many_groups(
    circle: Group,
    carmen: Member,
    dara: Member,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    tell(dara, road="longer")
    Group.objects.bulk_create(
        Group(slug=f"g{n}", name=f"Group {n}", kind=Kind.MEETING, entry=Entry.OPEN) for n in range(300)
    )
    client.force_login(dara)
    with django_assert_max_num_queries(8):
        client.get("/welcome/here/")
