"""Both say yes; a no, a block and silence look alike; two names are never linked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from community.friends.actions import ASKED_FOR, Bearer, agree, ask, decline, end, take_back, wave
from community.friends.models import Friendship
from community.friends.queries import between, friends
from community.kit.gate import Refused
from community.members.actions import block, end_account
from community.notifications.models import Notification
from groups.roster.actions import found_group, join
from tests.community.doors import door, queries_of, words_of


def asks(by, asked, scope="group:1", *, name=None, as_=None):
    mine, theirs = Bearer(by, as_ or by.name, 1), Bearer(asked, name or asked.name, 2)
    return ask(theirs, by=mine, scope=scope, met_in=f"Room {scope[-1]}")


def befriended(one, other, scope="group:1", **names):
    return agree(asks(one, other, scope, **names), by=other)


def names(found):
    return [one.name for one in found]


def test_a_yes_makes_both_friends_and_only_the_asker_hears(alba, dara):
    friendship = asks(alba, dara)
    assert (names(friends(dara).asking), names(friends(alba).asked)) == (["Alba"], ["Dara"])
    assert not friends(alba).held
    agree(agree(friendship, by=dara), by=dara)
    assert (names(friends(dara).held), names(friends(alba).held)) == (["Alba"], ["Dara"])
    assert not friends(alba).asked
    assert [one.text for one in Notification.objects.filter(member=alba)] == ["Dara from Room 1 is your friend now."]


def test_asking_each_other_is_a_yes(alba, dara):
    asks(alba, dara)
    assert asks(dara, alba).agreed_at
    assert asks(alba, dara).agreed_at
    assert Friendship.objects.count() == 1


@pytest.mark.parametrize("what", ["no", "blocked", "silent"])
def test_a_no_a_block_and_silence_look_alike(alba, dara, what):
    if what == "blocked":
        block(dara, alba, known_as="Alba")
    friendship = asks(alba, dara)
    if what == "no":
        decline(friendship, by=dara)
    page = words_of(door(alba).get("/friends/"))
    assert "Dara" in page
    assert "Waits until" in page
    assert between(alba, dara, "group:1") == "asked"
    assert bool(friends(dara).asking) == (what == "silent")
    assert Notification.objects.filter(member=dara, read_at=None).exists() == (what == "silent")
    assert not Notification.objects.filter(member=alba).exists()
    Friendship.objects.update(lapses_at=timezone.now() - timedelta(seconds=1))
    assert not friends(alba).asked
    again = asks(alba, dara)
    assert again.pk != friendship.pk
    assert bool(friends(dara).asking) == (what == "silent")


def test_whoever_said_no_may_ask_and_both_questions_are_answered(alba, dara):
    decline(asks(alba, dara), by=dara)
    assert between(alba, dara, "group:1") == "asked"
    agree(asks(dara, alba), by=alba)
    assert (names(friends(alba).held), friends(alba).asked) == (["Dara"], [])


def test_a_no_under_one_name_says_nothing_of_another(alba, dara):
    decline(asks(alba, dara), by=dara)
    asks(alba, dara, "group:2", as_="Jay")
    assert names(friends(dara).asking) == ["Jay"]


def test_two_names_are_two_friendships_that_know_nothing_of_each_other(alba, dara):
    first = befriended(alba, dara)
    befriended(alba, dara, "group:2", name="Wren", as_="Jay")
    assert [(one.name, one.my_name) for one in friends(alba).held] == [("Dara", "Alba"), ("Wren", "Jay")]
    assert names(friends(dara).held) == ["Alba", "Jay"]
    wave(first, by=alba)
    assert Notification.objects.filter(member=dara, kind="friend_waved").get().text == "Alba thinks of you."
    end(first, by=alba)
    assert (names(friends(alba).held), names(friends(dara).held)) == (["Wren"], ["Jay"])


def test_the_blocked_sees_no_difference_under_any_name(alba, dara):
    friendship = befriended(alba, dara)
    befriended(alba, dara, "group:2", name="Wren", as_="Jay")
    block(alba, dara, known_as="Dara")
    assert not friends(alba).held
    assert names(friends(dara).held) == ["Alba", "Jay"]
    before = Notification.objects.filter(member=alba).count()
    assert wave(friendship, by=dara)
    assert Notification.objects.filter(member=alba).count() == before
    assert door(alba).post(f"/friends/{friendship.pk}/wave/").status_code == 404
    assert door(dara).post(f"/friends/{friendship.pk}/wave/").status_code == 302


def test_a_question_from_before_a_block_cannot_be_answered(alba, dara):
    friendship = asks(alba, dara)
    block(alba, dara, known_as="Dara")
    assert not friends(dara).asking
    with pytest.raises(Refused, match="any more"):
        agree(friendship, by=dara)


def test_one_sign_a_day_each(alba, dara):
    friendship = befriended(alba, dara)
    assert [wave(friendship, by=alba), wave(friendship, by=alba), wave(friendship, by=dara)] == [True, False, True]
    Friendship.objects.update(asker_waved_at=timezone.now() - timedelta(days=1))
    assert wave(friendship, by=alba)
    end(friendship, by=dara)
    assert not friends(alba).held
    assert not wave(friendship, by=dara)


def test_taken_back_or_left(alba, dara, gil):
    friendship = asks(alba, dara)
    take_back(friendship, by=alba)
    assert not friends(dara).asking
    with pytest.raises(Refused):
        agree(friendship, by=dara)
    befriended(alba, gil)
    end_account(gil)
    assert not friends(alba).held


def test_twenty_open_questions_are_enough(alba, dara, gil):
    for number in range(20):
        asks(alba, dara, f"group:{number}")
    with pytest.raises(Refused, match="twenty"):
        asks(alba, gil)
    with pytest.raises(Refused, match="you"):
        asks(alba, alba)
    assert Friendship.objects.first().lapses_at <= timezone.now() + ASKED_FOR


def test_strangers_and_the_wrong_side(alba, dara, gil):
    friendship = asks(alba, dara)
    for act, by in ((agree, alba), (decline, gil), (take_back, dara), (wave, gil), (end, gil)):
        with pytest.raises(PermissionDenied):
            act(friendship, by=by)
    for member, verb in ((alba, "yes"), (gil, "no"), (dara, "back"), (dara, "end"), (gil, "wave")):
        assert door(member).post(f"/friends/{friendship.pk}/{verb}/").status_code == 404
    assert door().post(f"/friends/{friendship.pk}/yes/").status_code == 302
    assert Friendship.objects.get().agreed_at is None


@pytest.mark.django_db(transaction=True)
def test_two_ask_each_other_at_once(alba, dara):
    at_once = Barrier(2)

    def one(pair):
        at_once.wait()
        try:
            return asks(*pair)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(one, ((alba, dara), (dara, alba))))
    assert Friendship.objects.get().agreed_at


def test_a_group_is_the_door_and_its_names_are_used(alba, dara, gil):
    group = found_group(by=alba, slug="room", name="Room", kind="support", entry="open", known_as="Jay")
    mine, theirs = group.memberships.get(member=alba), join(group, by=dara, name="Wren")
    path = f"/groups/room/members/{theirs.pk}/"
    assert "Ask Wren" in words_of(door(alba).get(path))
    assert "You have asked Wren." in words_of(door(alba).post(f"{path}befriend/", follow=True))
    assert "would like to be your friend" in words_of(door(dara).get(f"/groups/room/members/{mine.pk}/"))
    page = words_of(door(dara).get("/friends/"))
    assert "Jay" in page
    assert "Alba" not in page
    assert door(gil).post(f"{path}befriend/").status_code == 403
    door(dara).post(f"/groups/room/members/{mine.pk}/befriend/")
    assert "You are friends" in words_of(door(alba).get(path))


def test_the_same_queries_for_one_and_for_five(alba, bruno, carmen, dara, eli, gil):
    befriended(alba, dara)
    client = door(alba)
    few = queries_of(client, "/friends/")
    for member in (bruno, carmen, eli):
        befriended(alba, member)
        asks(member, alba, "group:3")
    asks(alba, gil)
    assert queries_of(client, "/friends/") == few
