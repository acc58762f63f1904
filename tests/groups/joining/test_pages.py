"""The directory, a group's page and the ways in and out, as pages: who sees what, and that plain forms do it all."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.members.actions import block
from community.members.models import Member, Profile
from groups.joining.actions import ask, decline
from groups.joining.models import JoinRequest
from groups.roster.actions import leave, remove
from groups.roster.models import Group, Membership
from tests.community.doors import door, queries_of, words_of

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def fill(found, tomas, many):
    """Groups and memberships, written in bulk: for counting queries."""
    Group.objects.bulk_create(
        [Group(slug=f"g-{n}", name=f"Group {n:04}", kind="forum", entry="open", about="x") for n in range(many)]
    )


# --- The directory


def test_the_directory_shows_what_one_may_see(circle, table, attic, seat, alba, dara):
    seat(attic, alba)
    assert "Attic" in words_of(door(alba).get("/groups/"))
    page = words_of(door(dara).get("/groups/"))
    assert "Evening Circle" in page
    assert "Kitchen Table" in page
    assert "Attic" not in page


def test_ones_own_groups_come_first_and_once(circle, table, seat, alba):
    seat(circle, alba)
    page = words_of(door(alba).get("/groups/"))
    assert page.index("Evening Circle") < page.index("More rooms") < page.index("Kitchen Table")
    assert page.count(">Evening Circle<") == 1


@pytest.mark.parametrize(
    ("search", "there"),
    [
        ("?words=kitch", ["Kitchen Table"]),
        ("?words=soup", ["Kitchen Table"]),
        ("?words=circle", ["Evening Circle"]),
        ("?kind=hobby", ["Kitchen Table"]),
        ("?words=circle&kind=hobby", []),
        ("?kind=nonsense", ["Evening Circle", "Kitchen Table"]),
        ("?words=%25", []),
        ("?words=attic", []),
        ("?words=secret", []),
        ("?words=%00", ["Evening Circle", "Kitchen Table"]),
        ("?after=%00~1", ["Evening Circle", "Kitchen Table"]),
        ("?after=Kitchen+Table~99999999999999999999", ["Evening Circle", "Kitchen Table"]),
    ],
)
def test_search_finds_visible_groups_and_never_hidden_ones(found, dara, search, there):
    found("evening-circle", about="Honest answers.")
    found("kitchen-table", kind="hobby", about="There is soup.")
    found("attic", entry="hidden", about="A secret.")
    page = words_of(door(dara).get(f"/groups/{search}"))
    for name in ("Evening Circle", "Kitchen Table", "Attic"):
        assert (f">{name}</a>" in page) is (name in there), name


def test_search_finds_ones_own_groups_too(circle, seat, alba):
    seat(circle, alba)
    assert "you are in" in words_of(door(alba).get("/groups/?words=circle"))


def test_the_directory_goes_on(found, tomas, dara):
    fill(found, tomas, 30)
    first = words_of(door(dara).get("/groups/"))
    assert "Group 0023" in first
    assert "Group 0024" not in first
    more = re.search(r'href="(\?[^"]*after=[^"]+)"', first)
    second = words_of(door(dara).get("/groups/" + more[1].replace("&amp;", "&")))
    assert "Group 0023" not in second
    assert "Group 0029" in second


def test_the_directory_asks_the_same_of_ten_groups_and_a_thousand(found, circle, seat, tomas, dara):
    seat(circle, dara)
    fill(found, tomas, 10)
    few = queries_of(door(dara), "/groups/")
    Group.objects.bulk_create(
        [Group(slug=f"h-{n}", name=f"More {n:04}", kind="forum", entry="open", about="x") for n in range(1000)]
    )
    assert queries_of(door(dara), "/groups/") == few
    assert few <= 10  # session, member and the shell's one among them


def test_the_directory_shows_what_waits(table, seat, dara, tomas, carmen):
    seat(table, carmen, "moderator")
    ask(table, by=dara, name="Robin", words="Hello there.")
    assert "You asked to come into Kitchen Table" in words_of(door(dara).get("/groups/"))
    for keeper in (tomas, carmen):
        page = words_of(door(keeper).get("/groups/"))
        assert "Robin" in page
        assert "Hello there." in page


# --- A group's page


def test_a_stranger_reads_what_a_group_is_and_who_keeps_it_but_not_who_is_in_it(circle, seat, alba, dara):
    seat(circle, alba)
    Group.objects.update(agreement="Names stay here.")
    page = words_of(door(dara).get("/groups/evening-circle/"))
    assert "A room." in page
    assert "Names stay here." in page
    assert "Tomas here" in page
    assert "Alba here" not in page
    assert "/groups/evening-circle/join/" in page
    assert "/groups/evening-circle/chat/" not in page


def test_a_member_sees_who_is_there_and_the_way_out(circle, seat, alba, bruno):
    seat(circle, alba)
    seat(circle, bruno)
    page = words_of(door(alba).get("/groups/evening-circle/"))
    assert "Bruno here" in page
    assert "/groups/evening-circle/leave/" in page
    assert "/groups/evening-circle/join/" not in page


def test_a_groups_page_asks_the_same_of_ten_members_and_a_thousand(circle, seat, alba):
    seat(circle, alba)
    few = queries_of(door(alba), "/groups/evening-circle/")
    crowd(circle, 1000)
    assert queries_of(door(alba), "/groups/evening-circle/") == few
    assert few <= 12


def crowd(group, many):
    Member.objects.bulk_create([Member(email=f"m{n}@x.example", name=f"M{n}") for n in range(many)])
    people = Member.objects.filter(email__endswith="@x.example").order_by("pk")
    Membership.objects.bulk_create(
        [Membership(group=group, member=one, name=f"M {one.pk}", name_key=f"m{one.pk}") for one in people]
    )


# --- Coming in


def test_coming_in_by_plain_forms(circle, alba):
    client = door(alba)
    form = client.get("/groups/evening-circle/join/")
    assert 'value="Alba"' in words_of(form)
    answer = client.post("/groups/evening-circle/join/", {"name": "Wren", "hue": "4"}, follow=True)
    assert answer.redirect_chain == [("/groups/evening-circle/", 302)]
    assert "You are in." in words_of(answer)
    mine = Membership.objects.get(member=alba)
    assert (mine.name, mine.hue) == ("Wren", 4)
    assert client.get("/groups/evening-circle/join/")["Location"] == "/groups/evening-circle/"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "Tomas here", "hue": "1", "agreed": "on"}, "name"),
        ({"name": "", "hue": "1", "agreed": "on"}, "name"),
        ({"name": "Robin", "hue": "99", "agreed": "on"}, "hue"),
        ({"name": "Robin", "hue": "1"}, "agreed"),
    ],
)
def test_a_form_that_needs_another_look_keeps_what_was_typed(circle, alba, typed, field):
    Group.objects.update(agreement="Names stay here.")
    answer = door(alba).post("/groups/evening-circle/join/", typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    if typed["name"]:
        assert f'value="{typed["name"]}"' in words_of(answer)
    assert not Membership.objects.filter(member=alba).exists()


@pytest.mark.parametrize(("room", "path"), [("circle", "ask"), ("table", "join")])
def test_the_wrong_way_in_is_closed(request, room, path, alba):
    group = request.getfixturevalue(room)
    for send in (door(alba).get, door(alba).post):
        assert send(f"/groups/{group.slug}/{path}/", {"name": "Alba"}).status_code == 403


def test_who_was_removed_is_shown_the_way_to_ask(circle, seat, tomas, alba):
    remove(seat(circle, alba), by=tomas, reason="x")
    client = door(alba)
    page = words_of(client.get("/groups/evening-circle/"))
    assert "/groups/evening-circle/ask/" in page
    assert "/groups/evening-circle/join/" not in page
    assert client.get("/groups/evening-circle/join/").status_code == 403
    for path in ("chat", "discussions", "members", "leave"):
        assert client.get(f"/groups/evening-circle/{path}/").status_code == 403


# --- Asking


def test_asking_by_plain_forms_leads_into_the_talk(table, tomas, dara):
    client = door(dara)
    answer = client.post("/groups/kitchen-table/ask/", {"name": "Robin", "hue": "1", "words": "Hi all."}, follow=True)
    request = JoinRequest.objects.get()
    assert answer.redirect_chain == [(request.get_absolute_url(), 302)]
    page = words_of(answer)
    assert "Hi all." in page
    assert "Take it back" in page
    assert "Let in" not in page
    assert "Open the talk" in words_of(client.get("/groups/kitchen-table/"))
    assert (
        client.post("/groups/kitchen-table/ask/", {"name": "Else", "hue": "1"})["Location"]
        == request.get_absolute_url()
    )


def test_keepers_answer_from_the_talk(table, tomas, dara):
    request = ask(table, by=dara, name="Robin", words="Hi all.")
    client = door(tomas)
    assert "Robin" in words_of(client.get("/groups/kitchen-table/requests/"))
    assert "Hi all." in words_of(client.get(request.get_absolute_url()))
    client.post(f"{request.get_absolute_url()}answer/", {})
    client.post(f"{request.get_absolute_url()}answer/", {"answer": "maybe"})
    assert JoinRequest.objects.get().is_open
    answer = client.post(f"{request.get_absolute_url()}answer/", {"answer": "yes"}, follow=True)
    assert "Robin is in." in words_of(answer)
    assert words_of(door(dara).get("/groups/kitchen-table/members/")).count("Robin") >= 1


def test_declining_leaves_the_words_to_be_read(table, tomas, dara):
    request = ask(table, by=dara, name="Robin", words="Hi all.")
    door(tomas).post(f"{request.get_absolute_url()}answer/", {"answer": "no", "words": "We are full just now."})
    page = words_of(door(dara).get(request.get_absolute_url()))
    assert "We are full just now." in page
    assert "Not this time." in page
    assert "you can ask again" in words_of(door(dara).get("/groups/kitchen-table/"))
    assert door(dara).post("/groups/kitchen-table/ask/", {"name": "Robin", "hue": "1"}).status_code == 422


def test_a_request_is_its_askers_and_its_keepers(table, circle, seat, alba, bruno, carmen, dara):
    request = ask(table, by=dara, name="Robin", words="Hi all.")
    seat(table, alba)
    seat(table, bruno, "mentor")
    seat(circle, carmen, "moderator")
    url = request.get_absolute_url()
    for member in (alba, bruno, carmen):
        client = door(member)
        assert client.get(url).status_code == 404
        assert client.post(f"{url}answer/", {"answer": "yes"}).status_code == 404
        assert client.post(f"{url}withdraw/").status_code == 404
    assert door(alba).get("/groups/kitchen-table/requests/").status_code == 403
    assert door(carmen).get("/groups/kitchen-table/requests/").status_code == 403
    assert door(dara).post(f"{url}answer/", {"answer": "yes"}).status_code == 403
    assert door().get(url)["Location"].startswith("/accounts/login/")
    assert JoinRequest.objects.get().is_open


def test_a_keeper_does_not_take_a_request_back(table, tomas, dara):
    request = ask(table, by=dara, name="Robin", words="")
    assert door(tomas).post(f"{request.get_absolute_url()}withdraw/").status_code == 403


def test_the_address_of_a_request_names_its_group(table, circle, tomas, dara):
    request = ask(table, by=dara, name="Robin", words="")
    assert door(tomas).get(f"/groups/evening-circle/requests/{request.pk}/").status_code == 404


def test_a_keeper_of_later_does_not_read_talks_that_are_over(table, seat, carmen, tomas, dara):
    request = ask(table, by=dara, name="Robin", words="For Tomas.")
    decline(request, by=tomas)
    seat(table, carmen, "moderator")
    assert door(carmen).get(request.get_absolute_url()).status_code == 404


# --- Leaving


def test_leaving_and_undo(table, seat, alba):
    seat(table, alba, name="Wren")
    client = door(alba)
    assert "Stay" in words_of(client.get("/groups/kitchen-table/leave/"))
    page = words_of(client.post("/groups/kitchen-table/leave/", follow=True))
    assert "You have left Kitchen Table." in page
    assert 'action="/groups/kitchen-table/return/"' in page
    answer = client.post("/groups/kitchen-table/return/", follow=True)
    assert answer.redirect_chain == [("/groups/kitchen-table/", 302)]
    assert Membership.objects.get(member=alba).name == "Wren"


def test_the_last_leader_is_told_why_they_cannot_leave(circle, tomas):
    answer = door(tomas).post("/groups/evening-circle/leave/")
    assert answer.status_code == 422
    assert "someone else a leader" in words_of(answer)


def test_nothing_to_take_back(circle, attic, seat, alba, dara, tomas):
    remove(seat(circle, alba), by=tomas, reason="x")
    for client, path in ((door(alba), "evening-circle"), (door(dara), "attic"), (door(dara), "never-was")):
        assert client.post(f"/groups/{path}/return/").status_code == 404


def test_leaving_a_hidden_group_can_be_taken_back_though_it_is_gone_from_sight(attic, seat, alba):
    seat(attic, alba)
    client = door(alba)
    client.post("/groups/attic/leave/")
    assert client.get("/groups/attic/").status_code == 404
    assert client.post("/groups/attic/return/")["Location"] == "/groups/attic/"
    assert client.get("/groups/attic/").status_code == 200


# --- The people


def test_members_are_listed_under_their_names_here(circle, seat, alba, bruno):
    seat(circle, alba, name="Wren")
    seat(circle, bruno, "mentor", name="Robin")
    page = words_of(door(alba).get("/groups/evening-circle/members/"))
    for there in ("Wren", "Robin", "Tomas here", "Mentor", "Leader"):
        assert there in page
    assert "Bruno" not in page


def test_the_member_list_goes_on_and_asks_the_same(circle, seat, alba):
    seat(circle, alba)
    client = door(alba)
    few = queries_of(client, "/groups/evening-circle/members/")
    crowd(circle, 1000)
    page = words_of(client.get("/groups/evening-circle/members/"))
    after = re.search(r'href="\?after=([^"]+)"', page)[1]
    following = words_of(client.get(f"/groups/evening-circle/members/?after={after}"))
    names = re.findall(r"/members/(\d+)/", page)
    assert len(set(names)) == 50
    assert not set(names) & set(re.findall(r"/members/(\d+)/", following))
    assert queries_of(client, "/groups/evening-circle/members/") == few
    assert few <= 5


def test_a_page_of_someone_elses_group_is_not_there(circle, found, seat, alba, bruno):
    seat(circle, alba)
    theirs = seat(found("night-owls"), bruno)
    assert door(alba).get(f"/groups/evening-circle/members/{theirs.pk}/").status_code == 404
    assert door(alba).get(f"/groups/night-owls/members/{theirs.pk}/").status_code == 403
    assert door(alba).get("/groups/evening-circle/members/99999999999999999999/").status_code == 404


def test_who_left_has_no_page_any_more(circle, seat, alba, bruno):
    seat(circle, alba)
    theirs = seat(circle, bruno)
    leave(circle, by=bruno)
    assert door(alba).get(f"/groups/evening-circle/members/{theirs.pk}/").status_code == 404


def profile(member, audience):
    Profile.objects.update_or_create(
        member=member,
        defaults={"about": "I bake at night.", "brings_me": "My dog.", "audiences": {"about": audience}},
    )


@pytest.mark.parametrize(("audience", "shown"), [("me", False), ("circle", False), ("groups", True), ("members", True)])
def test_a_profile_shows_what_its_owner_lets_groups_see(circle, seat, alba, bruno, audience, shown):
    seat(circle, alba)
    theirs = seat(circle, bruno, name="Bruno")
    profile(bruno, audience)
    page = words_of(door(alba).get(theirs.get_absolute_url()))
    assert ("I bake at night." in page) is shown
    assert "My dog." not in page


def test_a_profile_never_shows_under_another_name(circle, seat, alba, bruno):
    seat(circle, alba)
    theirs = seat(circle, bruno, name="Robin")
    profile(bruno, "members")
    page = words_of(door(alba).get(theirs.get_absolute_url()))
    assert "I bake at night." not in page
    assert "Bruno" not in page


def test_nothing_in_two_rooms_links_two_names(circle, table, seat, alba, bruno):
    """What Alba reads in one room of Bruno-as-Robin holds nothing of Bruno-as-Wren in the other: no name, no id."""
    for group in (circle, table):
        seat(group, alba)
    robin, wren = seat(circle, bruno, name="Robin"), seat(table, bruno, name="Wren")
    client = door(alba)
    for mine, other in ((robin, wren), (wren, robin)):
        slug = mine.group.slug
        for path in ("", "members/", f"members/{mine.pk}/", "chat/", "discussions/"):
            page = words_of(client.get(f"/groups/{slug}/{path}"))
            assert other.name not in page
            assert "Bruno" not in page
            assert f"/members/{other.pk}/" not in page
            assert not re.search(rf'data-(?!me=)\w+="{bruno.pk}"', page) or bruno.pk in (mine.pk, other.pk)


# --- Blocks


def test_a_block_made_here_makes_them_vanish_and_they_cannot_tell(circle, seat, alba, eli):
    seat(circle, alba)
    theirs = seat(circle, eli, name="Robin")
    client = door(alba)
    before = words_of(door(eli).get("/groups/evening-circle/members/"))
    answer = client.post(f"{theirs.get_absolute_url()}block/", follow=True)
    assert "You will not meet Robin again." in words_of(answer)
    assert "Robin" in words_of(client.get("/me/blocks/"))
    for path in ("", "members/"):
        assert "Robin" not in words_of(client.get(f"/groups/evening-circle/{path}"))
    assert client.get(theirs.get_absolute_url()).status_code == 404
    after = words_of(door(eli).get("/groups/evening-circle/members/"))
    assert re.sub(r'value="[^"]+"', "", after) == re.sub(r'value="[^"]+"', "", before)


def test_a_keeper_who_is_blocked_is_not_named_to_the_blocker(circle, seat, alba, tomas):
    seat(circle, alba)
    block(alba, tomas, known_as="Tomas here")
    for path in ("", "members/", "chat/"):
        assert "Tomas here" not in words_of(door(alba).get(f"/groups/evening-circle/{path}"))


def test_nobody_blocks_themselves_or_strangers(circle, found, seat, alba, bruno):
    mine = seat(circle, alba)
    theirs = seat(found("night-owls"), bruno)
    assert "That is you." in words_of(door(alba).post(f"{mine.get_absolute_url()}block/", follow=True))
    assert door(alba).post(f"/groups/evening-circle/members/{theirs.pk}/block/").status_code == 404


# --- Roles


def test_a_leader_gives_a_role_with_a_reason(circle, seat, tomas, carmen):
    theirs = seat(circle, carmen)
    client = door(tomas)
    answer = client.post(f"{theirs.get_absolute_url()}role/", {"role": "moderator", "reason": ""})
    assert answer.status_code == 422
    assert "Please say why" in words_of(answer)
    client.post(f"{theirs.get_absolute_url()}role/", {"role": "moderator", "reason": "She asked to help."})
    theirs.refresh_from_db()
    assert theirs.role == "moderator"


def test_the_last_leader_stays(circle, tomas):
    mine = Membership.objects.get(member=tomas)
    answer = door(tomas).post(f"{mine.get_absolute_url()}role/", {"role": "member", "reason": "Tired."})
    assert answer.status_code == 422
    assert "needs someone who leads it" in words_of(answer)


@pytest.mark.parametrize("role", ["member", "greeter", "mentor", "moderator"])
def test_nobody_else_gives_roles(circle, seat, alba, bruno, role):
    seat(circle, alba, role)
    theirs = seat(circle, bruno)
    assert "Another role" not in words_of(door(alba).get(theirs.get_absolute_url()))
    said = {"role": "leader", "reason": "x"}
    assert door(alba).post(f"{theirs.get_absolute_url()}role/", said).status_code == 403


# --- What is hidden


PATHS = (
    "", "join/", "ask/", "leave/", "return/", "members/", "members/1/", "members/1/block/", "members/1/role/",
    "requests/", "requests/1/", "requests/1/answer/", "chat/", "discussions/", "discussions/new/", "discussions/1/",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_hidden_group_answers_as_one_that_never_was(attic, alba, path):
    """The same status and words, and as many questions to the database: nothing to tell them apart by."""
    client = door(alba)
    for send in (client.get, client.post):
        answers, asked = [], []
        for slug in ("attic", "never"):
            with CaptureQueriesContext(connection) as queries:
                answers.append(send(f"/groups/{slug}/{path}"))
            asked.append(len(queries))
        hidden, never = answers
        assert hidden.status_code == never.status_code
        assert hidden.status_code in (404, 405)
        same = never.content.replace(b"/groups/never/", b"/groups/attic/")
        assert TOKEN.sub(b"", hidden.content) == TOKEN.sub(b"", same)
        assert asked[0] == asked[1]


@pytest.mark.parametrize("path", PATHS)
def test_signed_out_one_is_asked_to_sign_in_wherever(attic, db, path):
    for slug in ("attic", "never"):
        answer = door().get(f"/groups/{slug}/{path}")
        assert answer.status_code == 405 or answer["Location"].startswith("/accounts/login/")


def test_a_group_that_becomes_hidden_is_gone_for_others(circle, seat, alba, dara):
    seat(circle, alba)
    Group.objects.update(entry="hidden")
    assert door(alba).get("/groups/evening-circle/").status_code == 200
    assert door(dara).get("/groups/evening-circle/").status_code == 404
