"""Stepping away: the room shuts at once, the place in it stays, and it ends by itself, whoever dies on the way."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from community.audit.models import Entry
from community.conversations.actions import mark_seen, post
from community.conversations.models import Participant
from community.facilities.models import StaffRole
from community.kit.gate import Refused
from community.notifications.models import Notification
from community.safety.models import Decision, ScopeModerator
from groups.forum.models import Thread
from groups.moderation.actions import call_back, let_sanctions_end, quiet, step_away
from groups.roster.actions import appoint, keep_places
from groups.roster.models import Membership, Sanction
from groups.roster.queries import conversation_of

ROOM = "/groups/evening-circle/"
SHUT = ["", "chat/", "discussions/", "members/", "queue/"]


def soon(hours=24):
    return timezone.now() + timedelta(hours=hours)


def over():
    """Let the time asked for have passed."""
    past = timezone.now() - timedelta(minutes=1)
    Sanction.objects.update(until=past)
    Membership.objects.exclude(away_until=None).update(away_until=past)


def has_place(member):
    return Participant.objects.get(member=member, conversation__scope__regex=r"^group:\d+$").ended_at is None


def die(*_args):
    """What the database sees of a worker that is killed: the line is cut in the middle of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.fixture
def away(elis, moderator):
    step_away(elis, by=moderator, reason="You shouted at two people.", until=soon())
    elis.refresh_from_db()
    return elis


def test_the_room_is_shut_and_says_why(client, group, away, eli):
    assert not has_place(eli)
    client.force_login(eli)
    for path in SHUT:
        answer = client.get(ROOM + path)
        assert answer.status_code == 403, path
        assert b"You shouted at two people." in answer.content
        assert f"/decisions/{Decision.objects.get().pk}/".encode() in answer.content
        assert int(answer["Refresh"]) > 80_000
    assert client.post(ROOM + "new/", {"title": "x", "body": "y"}).status_code in (403, 404)
    assert client.get("/support/").status_code == 200
    assert client.get(ROOM + "leave/").status_code == 200


def test_what_others_say_meanwhile_is_not_theirs_to_read(group, away, eli, albas, alba):
    from groups.forum.actions import start_thread

    thread = start_thread(group, by=alba, title="Today", body="A walk.")
    assert not Thread.objects.visible_to(eli).filter(pk=thread.pk).exists()
    assert Thread.objects.visible_to(alba).filter(pk=thread.pk).exists()


def test_it_ends_by_itself_with_nothing_lost(client, group, elis, eli, alba, albas, moderator):
    room = conversation_of(group)
    read = post(room, by=alba, body="Before.", client_id=uuid.uuid4())
    mark_seen(room, by=eli, seq=read.seq)
    step_away(elis, by=moderator, reason="A day apart.", until=soon())
    post(room, by=alba, body="Meanwhile.", client_id=uuid.uuid4())
    with pytest.raises((Refused, PermissionDenied)):
        post(room, by=eli, body="Me too.", client_id=uuid.uuid4())
    assert let_sanctions_end() == 0
    over()
    assert let_sanctions_end() == 1
    assert let_sanctions_end() == 0
    place = Participant.objects.get(member=eli)
    assert (place.ended_at, place.seen_seq) == (None, read.seq)
    elis.refresh_from_db()
    assert (elis.name, elis.ended_at, elis.away_until) == ("Eli here", None, None)
    assert Notification.objects.filter(member=eli, kind="pause_over").count() == 1
    post(room, by=eli, body="Here again.", client_id=uuid.uuid4())
    client.force_login(eli)
    assert client.get(ROOM + "chat/").status_code == 200


def test_whoever_opens_the_chat_first_need_not_wait_for_a_worker(client, away, eli):
    over()
    client.force_login(eli)
    assert client.get(ROOM + "chat/").status_code == 200
    assert has_place(eli)


def test_a_quiet_that_lasts_longer_still_stands_afterwards(group, elis, eli, moderator):
    quiet(elis, by=moderator, reason="Rest.", until=soon(200))
    step_away(elis, by=moderator, reason="Apart.", until=soon())
    past = timezone.now() - timedelta(minutes=1)
    Sanction.objects.filter(kind="away").update(until=past)
    Membership.objects.filter(pk=elis.pk).update(away_until=past)
    let_sanctions_end()
    with pytest.raises(Refused):
        post(conversation_of(group), by=eli, body="Hello.", client_id=uuid.uuid4())


def test_called_back_early(away, eli, moderator):
    call_back(away, by=moderator, reason="We talked.")
    assert has_place(eli)
    assert [one.act for one in Decision.objects.order_by("id")] == ["away", "back"]
    with pytest.raises(Refused):
        call_back(away, by=moderator, reason="Again.")
    over()
    assert let_sanctions_end() == 0
    assert [entry.act for entry in Entry.objects.filter(about=eli).order_by("pk")] == ["send_away", "call_back"]


def test_a_keeper_who_is_away_keeps_nothing_and_then_again(client, group, seat, bruno, leader):
    keeper = seat(bruno, "moderator")
    step_away(keeper, by=leader, reason="Rest from it.", until=soon())
    assert not ScopeModerator.objects.filter(member=bruno, ended_at=None).exists()
    client.force_login(bruno)
    assert client.get(ROOM + "queue/").status_code == 403
    with pytest.raises(PermissionDenied):
        quiet(Membership.objects.get(member=leader), by=bruno, reason="x", until=soon())
    over()
    let_sanctions_end()
    assert ScopeModerator.objects.filter(member=bruno, ended_at=None).count() == 1
    assert client.get(ROOM + "queue/").status_code == 200


def test_leaving_and_coming_again_is_no_way_around(client, group, away, eli):
    from groups.roster.actions import join, leave

    leave(group, by=eli)
    join(group, by=eli, name="Eli here")
    assert not has_place(eli)
    keep_places(group)
    assert not has_place(eli)
    client.force_login(eli)
    assert client.get(ROOM + "chat/").status_code == 403


def test_the_wrong_hands(seat, elis, albas, alba, eli, dara, moderator, leader, hana, harbor, bruno):
    second = seat(bruno, "moderator")
    leaders = Membership.objects.get(member=leader)
    for by, target in ((alba, elis), (eli, elis), (dara, elis), (moderator, second), (moderator, leaders)):
        with pytest.raises(PermissionDenied):
            step_away(target, by=by, reason="x", until=soon())
    StaffRole.objects.create(member=hana, facility=harbor, role="counsellor")
    with pytest.raises(PermissionDenied):
        step_away(elis, by=hana, reason="x", until=soon())
    for until in (soon(-1), soon(24 * 31)):
        with pytest.raises(Refused):
            step_away(elis, by=moderator, reason="x", until=until)
    with pytest.raises(Refused):
        step_away(elis, by=moderator, reason=" ", until=soon())
    assert not Sanction.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_end_it_once(away, eli, at_once):
    over()
    assert sum(at_once(let_sanctions_end, let_sanctions_end, let_sanctions_end)) == 1
    assert Notification.objects.get(member=eli, kind="pause_over").count == 1
    assert has_place(eli)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_leaves_it_to_the_next(away, eli, monkeypatch):
    over()
    told = "groups.moderation.actions.ending.tell_over"
    with monkeypatch.context() as dying:
        dying.setattr(told, die)
        assert let_sanctions_end() == 0
    connection.close()
    assert not has_place(eli)
    assert let_sanctions_end() == 1
    assert has_place(eli)


@pytest.mark.django_db(transaction=True)
def test_a_new_role_and_a_time_away_at_once(elis, eli, leader, moderator, at_once):
    at_once(
        lambda: appoint(Membership.objects.get(pk=elis.pk), by=leader, role="greeter"),
        lambda: step_away(Membership.objects.get(pk=elis.pk), by=moderator, reason="x", until=soon()),
    )
    elis.refresh_from_db()
    assert (elis.role, elis.is_away, has_place(eli)) == ("greeter", True, False)
