"""Opening a room, setting it up, handing it over and putting it away, as pages; how long one stays."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from community.facilities.models import Facility, StaffRole, Stay
from groups.roster.actions import mark_of
from groups.roster.models import AftercareChoice, Group, Membership
from tests.community.doors import door, words_of

NEW = {
    "name": "Night Owls",
    "about": "For whoever is awake.",
    "kind": "support",
    "entry": "request",
    "agreement": " Stays here. ",
    "focus": ["grief"],
    "language": "en",
    "zone": "Europe/Madrid",
    "known_as": "Owl",
    "hue": 2,
}


def test_a_member_opens_a_room(alba):
    client = door(alba)
    answer = client.post("/groups/new/", NEW)
    room = Group.objects.get(name="Night Owls")
    assert answer["Location"] == f"/groups/{room.slug}/"
    assert (room.zone, room.focus, room.agreement, room.facility) == ("Europe/Madrid", ["grief"], "Stays here.", None)
    leader = Membership.objects.get(group=room)
    assert (leader.member, leader.name, leader.role) == (alba, "Owl", "leader")
    assert "To begin with" in words_of(client.get(answer["Location"]))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "id_name"),
        ({"name": "Write me at owl@example.org"}, "id_name"),
        ({"kind": "aftercare"}, "id_kind"),
        ({"known_as": "Heroin Hank"}, "id_known_as"),
        ({"zone": "Mars/Base"}, "id_zone"),
    ],
)
def test_what_cannot_be_is_said_and_kept(alba, given, field):
    answer = door(alba).post("/groups/new/", NEW | given)
    page = words_of(answer)
    assert answer.status_code == 422
    assert f'href="#{field}' in page or field in page
    assert "For whoever is awake." in page
    assert not Group.objects.filter(about="For whoever is awake.").exists()


def test_a_name_one_can_see_elsewhere_is_not_taken_and_a_hidden_one_is_not_told(circle, attic, alba):
    client = door(alba)
    assert client.post("/groups/new/", NEW | {"name": "Evening circle"}).status_code == 422
    assert client.post("/groups/new/", NEW | {"name": "Attic"}).status_code == 302


def test_three_rooms_in_a_month(alba, faye):
    client = door(alba)
    for number in range(3):
        assert client.post("/groups/new/", NEW | {"name": f"Room {number}"}).status_code == 302
    more = client.post("/groups/new/", NEW | {"name": "One more"})
    assert more.status_code == 422
    assert "Let them grow first" in words_of(more)


def test_staff_open_aftercare_for_their_house_alone(faye):
    house = Facility.objects.create(name="Harbor House", slug="harbor-house", time_zone="America/New_York")
    other = Facility.objects.create(name="Elsewhere", slug="elsewhere")
    StaffRole.objects.create(facility=house, member=faye, role="coordinator")
    client = door(faye)
    assert "Harbor House" in words_of(client.get("/groups/new/"))
    assert client.post("/groups/new/", NEW | {"kind": "aftercare", "facility": other.pk}).status_code == 422
    assert client.post("/groups/new/", NEW | {"kind": "aftercare"}).status_code == 422
    assert client.post("/groups/new/", NEW | {"kind": "aftercare", "facility": house.pk}).status_code == 302
    assert Group.objects.get().facility == house


# --- Settings


def test_leaders_set_it_up(circle, tomas):
    client = door(tomas)
    given = {key: NEW[key] for key in ("name", "about", "kind", "entry", "focus", "language", "zone")}
    saved = client.post("/groups/evening-circle/settings/", given | {"read": mark_of(circle)})
    assert saved["Location"] == "/groups/evening-circle/settings/"
    circle.refresh_from_db()
    assert (circle.name, circle.entry, circle.zone) == ("Night Owls", "request", "Europe/Madrid")
    stale = client.post("/groups/evening-circle/settings/", given | {"name": "Other", "read": "stale"})
    assert stale.status_code == 422
    assert "Someone changed this while you wrote" in words_of(stale)
    assert 'value="Other"' in words_of(stale)


@pytest.mark.parametrize("path", ["settings/", "settings/put-away/"])
def test_settings_are_the_leaders(circle, seat, alba, carmen, dara, path):
    seat(circle, alba)
    seat(circle, carmen, "moderator")
    for member in (alba, carmen, dara):
        client = door(member)
        assert client.get(f"/groups/evening-circle/{path}").status_code == 403
        assert client.post(f"/groups/evening-circle/{path}", {"reason": "x"}).status_code == 403
    assert "/settings/" not in words_of(door(carmen).get("/groups/evening-circle/"))


def test_handing_over_as_a_page(circle, seat, alba, tomas, carmen, dara):
    mine = seat(circle, alba)
    seat(circle, carmen)
    client, path = door(tomas), f"/groups/evening-circle/members/{mine.pk}/hand-over/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"afterwards": "member", "reason": ""}).status_code == 422
    page = words_of(client.post(path, {"afterwards": "member", "reason": "I move."}, follow=True))
    assert "You have asked Alba here" in page
    assert Membership.objects.get(group=circle, role="leader").member == tomas

    waits = "/groups/evening-circle/hand-over/"
    answer = re.search(rf"{waits}\d+/", page)[0]
    assert "I move." in words_of(door(alba).get(waits))
    assert "I move." not in words_of(door(carmen).get(waits))
    assert door(carmen).post(answer, {"answer": "yes"}).status_code == 404
    assert client.post(answer, {"answer": "yes"}).status_code == 403
    assert door(alba).post(answer, {"answer": "back"}).status_code == 403
    assert door(dara).get(waits).status_code == door(dara).post(answer, {"answer": "yes"}).status_code == 403

    assert door(alba).post(answer, {"answer": "yes"})["Location"] == "/groups/evening-circle/"
    assert Membership.objects.get(group=circle, role="leader").member == alba
    assert client.get(path).status_code == 403
    assert "Nobody is asked at this moment" in words_of(client.get(waits))
    assert "answered or taken back" in words_of(client.post(answer, {"answer": "back"}, follow=True))


def test_putting_away_and_bringing_back_as_pages(circle, seat, alba, tomas):
    seat(circle, alba)
    client = door(tomas)
    assert client.post("/groups/evening-circle/settings/put-away/", {"reason": ""}).status_code == 422
    page = words_of(client.post("/groups/evening-circle/settings/put-away/", {"reason": "Rest."}, follow=True))
    assert "Rooms you have put away" in page
    assert "Rooms you have put away" not in words_of(door(alba).get("/groups/"))
    assert door(alba).get("/groups/evening-circle/").status_code == 404
    assert door(alba).post("/groups/evening-circle/bring-back/").status_code == 404
    assert client.post("/groups/evening-circle/bring-back/")["Location"] == "/groups/evening-circle/"
    assert door(alba).get("/groups/evening-circle/").status_code == 200


def test_who_leads_alone_is_shown_what_to_do_first(circle, seat, alba, tomas):
    assert "nobody else does" in words_of(door(tomas).get("/groups/evening-circle/leave/"))
    seat(circle, alba, "leader")
    assert "nobody else does" not in words_of(door(tomas).get("/groups/evening-circle/leave/"))


# --- The directory's filters


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("?focus=grief", ["Owls"]),
        ("?language=de", ["Herd"]),
        ("?entry=request", ["Owls"]),
        ("?entry=open&language=de", ["Herd"]),
        ("?entry=hidden", []),
        ("?focus=nonsense", ["Owls", "Herd"]),
    ],
)
def test_looking_more_closely(found, dara, asked, there):
    found("owls", entry="request", focus=["grief"])
    found("herd", language="de")
    found("attic", entry="hidden", focus=["grief"], language="de")
    page = words_of(door(dara).get(f"/groups/{asked}"))
    for name in ("Owls", "Herd", "Attic"):
        assert (f">{name}</a>" in page) is (name in there), name


# --- How long one stays


@pytest.fixture
def stay(alba):
    house = Facility.objects.create(name="Harbor House", slug="harbor-house")
    return Stay.objects.create(
        facility=house, member=alba, admitted_on=timezone.localdate() - timedelta(days=90),
        discharged_on=timezone.localdate() - timedelta(days=30),
    )  # fmt: skip


def test_how_long_is_ones_own_to_say(stay, alba, dara):
    client, path = door(alba), f"/groups/staying/{stay.facility.pk}/"
    assert "for as long as you like" in words_of(client.get("/groups/staying/"))
    day = timezone.localdate() + timedelta(days=100)
    client.post(path, {"how": "until", "until": day.isoformat()})
    assert AftercareChoice.objects.get().lasts_until == day
    wrong = client.post(path, {"how": "until", "until": "2001-01-01"})
    assert wrong.status_code == 422
    assert 'value="2001-01-01"' in words_of(wrong)
    assert client.post(path, {"how": "until", "until": "soon"}).status_code == 422
    client.post(path, {"how": "end"})
    assert "Take it up again" in words_of(client.get("/groups/staying/"))
    client.post(path, {"how": "always"})
    assert AftercareChoice.objects.get().given_up_at is None
    assert door(dara).post(path, {"how": "end"}).status_code == 404
    assert "Harbor House" not in words_of(door(dara).get("/groups/staying/"))


def test_who_was_there_walks_in_from_the_page(stay, alba, faye, dara):
    StaffRole.objects.create(facility=stay.facility, member=faye, role="coordinator")
    door(faye).post("/groups/new/", NEW | {"kind": "aftercare", "entry": "open", "facility": stay.facility.pk})
    room = Group.objects.get()
    assert "this room is open to you" in words_of(door(alba).get(room.get_absolute_url()))
    assert room.name in words_of(door(alba).get("/groups/staying/"))
    assert door(alba).get(f"{room.get_absolute_url()}join/").status_code == 200
    assert door(dara).get(f"{room.get_absolute_url()}join/").status_code == 403
    assert door(dara).get(f"{room.get_absolute_url()}ask/").status_code == 200
