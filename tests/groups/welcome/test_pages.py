"""The page of who greets when, and the card on the group's page."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from community.members.actions import block
from groups.roster.models import Membership
from groups.welcome.actions import ask_swap, give_hours, introduce_newcomers
from groups.welcome.models import GreetingShift, Swap
from groups.welcome.rota import stretches_of

pytestmark = pytest.mark.django_db
PAGE = "/groups/evening-circle/greeters/"
HOURS = {"days": [1, 3], "starts": "18:00", "ends": "21:00", "zone": "Europe/Lisbon"}


@pytest.fixture
def greeter(seat, alba):
    return seat(alba, "greeter", name="Birch")


@pytest.fixture
def evenings(group, greeter, alba):
    return give_hours(group, by=alba, days=range(7), starts=time(0), ends=time(0), zone="Asia/Tokyo")


def test_a_greeter_gives_hours_and_takes_them_out(client, greeter, alba):
    client.force_login(alba)
    assert client.post(PAGE, HOURS).status_code == 302
    shift = GreetingShift.objects.get()
    assert (shift.membership, shift.days, shift.zone) == (greeter, [1, 3], "Europe/Lisbon")
    page = client.get(PAGE).content.decode()
    assert "Tue, Thu" in page
    assert client.post(f"{PAGE}{shift.pk}/out/").status_code == 302
    assert not GreetingShift.objects.exists()


def test_what_is_missing_is_said_and_what_was_typed_stays(client, greeter, alba):
    client.force_login(alba)
    answer = client.post(PAGE, HOURS | {"days": [], "starts": "26:00"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose at least one day." in page
    assert "Write it like 18:30." in page
    assert 'value="26:00"' in page
    assert not GreetingShift.objects.exists()


def test_members_read_it_and_make_no_rota(client, evenings, finch, eli, dara, removed, gil):
    client.force_login(eli)
    page = client.get(PAGE).content.decode()
    assert "Birch" in page
    assert "Tokyo" not in page
    for url in (PAGE, f"{PAGE}{evenings.pk}/out/", f"{PAGE}{evenings.pk}/swap/"):
        assert client.post(url, HOURS | {"day": "2026-01-01"}).status_code == 403, url
    for outsider in (dara, gil):
        client.force_login(outsider)
        assert client.get(PAGE).status_code == client.post(PAGE, HOURS).status_code == 403


def test_a_blocked_greeter_is_not_shown(client, evenings, finch, eli, alba):
    block(eli, alba, known_as="Birch")
    client.force_login(eli)
    assert "Birch" not in client.get(PAGE).content.decode()


def test_a_day_goes_from_one_to_another(client, evenings, seat, alba, bruno):
    seat(bruno, "mentor")
    now = timezone.now()
    day = stretches_of([evenings], after=now + timedelta(days=1), until=now + timedelta(days=2))[0].day
    client.force_login(alba)
    client.post(f"{PAGE}{evenings.pk}/swap/", {"day": "the day after"})
    assert not Swap.objects.exists()
    client.post(f"{PAGE}{evenings.pk}/swap/", {"day": day.isoformat()})
    swap = Swap.objects.get()
    client.force_login(bruno)
    assert "asks for somebody" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}swaps/{swap.pk}/take/")
    assert "for Birch" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}swaps/{swap.pk}/back/")
    swap.refresh_from_db()
    assert swap.taken_by is None


def test_another_groups_rota_is_not_reached_from_here(client, evenings, alba, dara):
    from groups.roster.actions import found_group

    found_group(by=dara, slug="attic", name="Attic", kind="support", entry="open")
    swap = ask_swap(evenings, by=alba, day=timezone.now().date() + timedelta(days=2))
    client.force_login(dara)
    for path in (f"{evenings.pk}/out/", f"{evenings.pk}/swap/", f"swaps/{swap.pk}/take/", f"swaps/{swap.pk}/back/"):
        assert client.post(f"/groups/attic/greeters/{path}").status_code == 404, path


def test_the_groups_page_names_a_greeter_to_whoever_is_new(client, evenings, group, newcomer, eli, leader):
    Membership.objects.filter(member=leader).update(joined_at=timezone.now() - timedelta(days=90))
    introduce_newcomers()
    client.force_login(eli)
    assert "Birch knows that you are new" in client.get("/groups/evening-circle/").content.decode()
    client.force_login(leader)
    page = client.get("/groups/evening-circle/").content.decode()
    assert "knows that you are new" not in page
    assert "greets now" in page


def test_as_many_questions_for_many_as_for_few(
    client, group, evenings, seat, alba, bruno, carmen, django_assert_max_num_queries
):
    for member, role in ((bruno, "mentor"), (carmen, "moderator")):
        seat(member, role)
        for hour in range(5):
            give_hours(group, by=member, days=range(7), starts=time(hour), ends=time(hour + 1), zone="UTC")
    client.force_login(alba)
    client.get(PAGE)
    with django_assert_max_num_queries(9):
        client.get(PAGE)
