"""A link brings one person in, once, until it runs out; into hidden groups too."""

import re
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from community.audit.models import Entry
from community.kit.gate import Refused
from community.members.actions import block, end_account
from community.notifications.models import Notification
from groups.joining.actions import ask, come_by_invitation, invite, let_in, withdraw_invitation
from groups.joining.models import GroupInvitation, JoinRequest
from groups.joining.queries import invitations_of
from groups.roster.actions import appoint, archive, leave, remove
from groups.roster.actions.keeping import one_at_a_time
from groups.roster.models import Group, Membership
from tests.community.doors import door, words_of
from tests.harness.waiting import until, waits_for_a_lock


def come(token, member, name="Birch"):
    return come_by_invitation(token, by=member, name=name, hue=3)


def test_a_link_leads_into_a_hidden_group_once(attic, tomas, alba, dara):
    invitation, token = invite(attic, by=tomas, note="Rosa's nephew")
    membership = come(token, alba)
    assert (membership.name, membership.hue, membership.role) == ("Birch", 3, "member")
    invitation.refresh_from_db()
    assert invitation.used_by == membership
    with pytest.raises(Refused) as refused:
        come(token, dara)
    assert refused.value.code == "gone"
    assert "Birch has come into Attic" in Notification.objects.get(member=tomas, kind="join_came").text
    assert set(Entry.objects.filter(scope=attic.scope).values_list("act", flat=True)) >= {
        "invite_to_group",
        "come_by_invitation",
    }


def test_only_the_digest_is_kept(circle, tomas):
    invitation, token = invite(circle, by=tomas, email="someone@example.org")
    held = " ".join(str(getattr(invitation, one.attname)) for one in GroupInvitation._meta.concrete_fields)
    assert token not in held
    assert "someone@example.org" not in held


@pytest.mark.django_db(transaction=True)
def test_the_mail_says_nothing(attic, tomas):
    _invitation, token = invite(attic, by=tomas, email="someone@example.org", greeting="Come and sit with us.")
    sent = mail.outbox[0]
    assert sent.to == ["someone@example.org"]
    assert f"/groups/invited/{token}/" in sent.body
    for word in ("Attic", "Tomas", "sit with us"):
        assert word not in sent.subject + sent.body


@pytest.mark.parametrize("role", [None, "member", "greeter", "mentor"])
def test_only_keepers_invite_and_take_back(circle, seat, tomas, alba, role):
    if role:
        seat(circle, alba, role)
    with pytest.raises(PermissionDenied):
        invite(circle, by=alba)
    invitation, _token = invite(circle, by=tomas)
    with pytest.raises(PermissionDenied):
        withdraw_invitation(invitation, by=alba)


def test_what_closes_a_link(attic, seat, tomas, carmen, alba):
    seat(attic, carmen, "moderator")
    taken, token_taken = invite(attic, by=tomas)
    assert withdraw_invitation(taken, by=carmen)
    assert not withdraw_invitation(taken, by=carmen)
    late, token_late = invite(attic, by=tomas)
    GroupInvitation.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(days=1))
    _away, token_away = invite(attic, by=tomas)
    archive(attic, by=tomas, reason="A rest.")
    said = set()
    for token in (token_taken, token_late, token_away, "never-was"):
        with pytest.raises(Refused) as refused:
            come(token, alba)
        said.add((refused.value.code, str(refused.value.reason)))
    assert len(said) == 1


@pytest.mark.parametrize("how", ["removed", "left", "steps down", "away", "account ended"])
def test_a_link_of_who_keeps_the_group_no_more_opens_nothing(circle, seat, tomas, carmen, alba, how):
    keeper = seat(circle, carmen, "moderator")
    invitation, token = invite(circle, by=carmen)
    match how:
        case "removed":
            remove(keeper, by=tomas, reason="x")
        case "left":
            leave(circle, by=carmen)
        case "steps down":
            appoint(keeper, by=tomas, role="mentor")
        case "away":
            Membership.objects.filter(pk=keeper.pk).update(away_until=timezone.now() + timedelta(days=1))
        case "account ended":
            end_account(carmen)
    with pytest.raises(Refused) as refused:
        come(token, alba)
    assert refused.value.code == "gone"
    assert invitation not in invitations_of(circle).open


@pytest.mark.django_db(transaction=True)
def test_a_link_whose_giver_goes_while_its_holder_waits_opens_nothing(circle, seat, tomas, carmen, alba, at_once):
    keeper = seat(circle, carmen, "moderator")
    _invitation, token = invite(circle, by=carmen)

    came = []
    guest = threading.Thread(target=lambda: came.extend(at_once(lambda: come(token, alba))))
    with transaction.atomic():
        one_at_a_time(circle)
        guest.start()
        until(waits_for_a_lock)
        remove(keeper, by=tomas, reason="x")
    guest.join()
    assert came[0].code == "gone"
    assert not Membership.objects.filter(group=circle, member=alba).exists()


@pytest.mark.parametrize("blocks", ["the inviter", "the invited"])
def test_a_block_closes_it_without_saying_so(circle, tomas, alba, blocks):
    _invitation, token = invite(circle, by=tomas)
    blocker, blocked = (tomas, alba) if blocks == "the inviter" else (alba, tomas)
    block(blocker, blocked, known_as="x")
    with pytest.raises(Refused) as refused:
        come(token, alba)
    assert refused.value.code == "gone"


def test_who_was_asked_to_leave_comes_back_only_by_asking(circle, seat, tomas, alba):
    remove(seat(circle, alba), by=tomas, reason="x")
    invitation, token = invite(circle, by=tomas)
    with pytest.raises(Refused) as refused:
        come(token, alba)
    assert refused.value.code == "asked_to_leave"
    assert GroupInvitation.objects.open().filter(pk=invitation.pk).exists()


def test_who_is_in_already_uses_nothing_up(circle, seat, tomas, alba):
    mine = seat(circle, alba)
    invitation, token = invite(circle, by=tomas)
    assert come(token, alba, name="Other") == mine
    assert GroupInvitation.objects.open().filter(pk=invitation.pk).exists()


def test_a_bad_name_uses_nothing_up(circle, tomas, alba):
    invitation, token = invite(circle, by=tomas)
    with pytest.raises(Refused) as refused:
        come(token, alba, name="Tomas here")
    assert refused.value.field == "name"
    assert GroupInvitation.objects.open().filter(pk=invitation.pk).exists()


def test_a_request_that_waits_ends_with_it(table, tomas, alba):
    ask(table, by=alba, name="Robin", words="")
    _invitation, token = invite(table, by=tomas)
    come(token, alba)
    assert not JoinRequest.objects.open().exists()


def test_there_is_an_end_to_links(circle, tomas, monkeypatch):
    for field, given in (("email", {"email": "nobody"}), ("days_valid", {"days_valid": 400})):
        with pytest.raises(Refused) as refused:
            invite(circle, by=tomas, **given)
        assert refused.value.field == field
    for _n in range(20):
        invite(circle, by=tomas)
    with pytest.raises(Refused, match="tomorrow"):
        invite(circle, by=tomas)


@pytest.mark.django_db(transaction=True)
def test_two_who_hold_one_link(circle, tomas, alba, dara, at_once):
    _invitation, token = invite(circle, by=tomas)
    came = at_once(lambda: come(token, alba, "Birch"), lambda: come(token, dara, "Finch"))
    assert sum(isinstance(one, Membership) for one in came) == 1
    assert Membership.objects.present().filter(group=circle).count() == 2


# --- Pages


def link_in(page):
    return re.search(r"/groups/invited/[\w-]+/", page)[0]


def test_the_pages_of_a_link(attic, tomas, alba, client):
    attic.agreement = "What is said here stays here."
    attic.save()
    keeper = door(tomas)
    page = words_of(keeper.post("/groups/attic/invitations/", {"note": "Rosa", "greeting": "Soup.", "days_valid": 7}))
    link = link_in(page)
    assert "/groups/invited/" not in words_of(keeper.get("/groups/attic/invitations/"))
    assert "Rosa" in words_of(keeper.get("/groups/attic/invitations/"))

    assert client.get(link)["Location"] == "/groups/invited/"
    signed_out = words_of(client.get("/groups/invited/"))
    assert "You were given an invitation" in signed_out
    assert "Attic" not in signed_out

    guest = door(alba)
    guest.get(link)
    assert "Soup." in words_of(guest.get("/groups/invited/"))
    wrong = guest.post("/groups/invited/", {"name": "Tomas here", "hue": 1, "agreed": "on"})
    assert wrong.status_code == 422
    assert "Someone here goes by this name" in words_of(wrong)
    assert guest.post("/groups/invited/", {"name": "Birch", "hue": 1, "agreed": "on"})["Location"] == "/groups/attic/"
    assert guest.get("/groups/attic/").status_code == 200
    assert "Birch came in" in words_of(keeper.get("/groups/attic/invitations/"))


def test_a_wrong_link_and_none_are_alike(alba):
    guest = door(alba)
    none = guest.get("/groups/invited/")
    guest.get("/groups/invited/never-was/")
    wrong = guest.get("/groups/invited/")
    assert none.status_code == wrong.status_code == 410


def test_not_now_forgets_the_link_here(circle, tomas, alba):
    invitation, token = invite(circle, by=tomas)
    guest = door(alba)
    guest.get(f"/groups/invited/{token}/")
    assert guest.post("/groups/invited/not-now/")["Location"] == "/groups/"
    assert guest.get("/groups/invited/").status_code == 410
    assert GroupInvitation.objects.open().filter(pk=invitation.pk).exists()


def test_a_mailed_link_and_one_taken_back(circle, tomas, seat, alba):
    seat(circle, alba)
    keeper = door(tomas)
    assert keeper.post("/groups/evening-circle/invitations/", {"email": "nobody", "days_valid": 7}).status_code == 422
    sent = keeper.post("/groups/evening-circle/invitations/", {"email": "a@example.org", "days_valid": 7}, follow=True)
    assert "It is on its way." in words_of(sent)
    one = GroupInvitation.objects.get()
    path = f"/groups/evening-circle/invitations/{one.pk}/withdraw/"
    assert door(alba).post(path).status_code == 403
    assert door(alba).get("/groups/evening-circle/invitations/").status_code == 403
    keeper.post(path)
    assert not GroupInvitation.objects.open().exists()
    other = door(tomas).post(f"/groups/evening-circle/invitations/{one.pk + 99}/withdraw/")
    assert other.status_code == 404


@pytest.mark.django_db(transaction=True)
def test_letting_in_waits_for_its_turn_before_it_holds_anything(circle, tomas, alba):
    """Whoever comes by a link holds the group's line and takes their request back: nobody may hold that and wait."""
    Group.objects.filter(pk=circle.pk).update(entry="request")
    request = ask(Group.objects.get(pk=circle.pk), by=alba, name="Birch", words="")
    keeper = threading.Thread(target=lambda: (let_in(request, by=tomas), connection.close()))
    with transaction.atomic():
        one_at_a_time(circle)
        keeper.start()
        until(waits_for_a_lock)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '3s'")
        JoinRequest.objects.open().filter(pk=request.pk).update(words="Held by nobody.")
    keeper.join()
    request.refresh_from_db()
    assert request.answer == "yes"
