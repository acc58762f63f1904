"""A link works once; either side ends it; strangers, the blocked and those who let go see nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from community.circle import queries
from community.circle.actions import accept, be_known_as, invite, invite_again, let_go, withdraw
from community.circle.models import CircleInvitation, Tie
from community.kit.gate import Refused
from community.members.actions import block, end_account
from community.notifications.models import Notification
from tests.community.doors import door, queries_of, words_of


def near(member, other, name="Sis"):
    return accept(invite(member, name=name)[1], by=other)


def test_a_link_brings_one_person_in_once(alba, hana, dara):
    _invitation, token = invite(alba, name="Sis")
    tie = accept(token, by=hana)
    assert (tie.member, tie.supporter, tie.name) == (alba, hana, "Sis")
    for again in (hana, dara):
        with pytest.raises(Refused, match="no longer"):
            accept(token, by=again)
    assert Tie.objects.count() == 1
    assert Notification.objects.get(member=alba).text == "Sis is in your circle now."


def test_the_token_is_not_kept(alba):
    invitation, token = invite(alba, name="Sis")
    assert token not in str(CircleInvitation.objects.filter(pk=invitation.pk).values())


@pytest.mark.parametrize("why", ["expired", "withdrawn", "blocked by them", "blocked by me", "left", "made up"])
def test_dead_links_are_all_alike(alba, hana, why):
    invitation, token = invite(alba, name="Sis")
    match why:
        case "expired":
            CircleInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        case "withdrawn":
            withdraw(invitation, by=alba)
        case "blocked by them":
            block(alba, hana, known_as="H")
        case "blocked by me":
            block(hana, alba, known_as="A")
        case "left":
            end_account(alba)
        case "made up":
            token = "x" * 43
    page = door(hana).get(f"/circle/join/{token}/")
    assert page.status_code == 404
    assert "Alba" not in words_of(page)
    with pytest.raises(Refused) as refusal:
        accept(token, by=hana)
    assert refusal.value.code == "gone"


def test_ones_own_link_brings_nobody(alba):
    with pytest.raises(Refused, match="someone else"):
        accept(invite(alba, name="Sis")[1], by=alba)


def test_in_the_circle_already_stays_one_tie(alba, hana):
    assert near(alba, hana).pk == near(alba, hana, "Sister").pk


def test_ten_open_links_are_enough(alba):
    for number in range(10):
        invite(alba, name=f"P{number}")
    with pytest.raises(Refused, match="Ten"):
        invite(alba, name="One more")


@pytest.mark.parametrize("side", ["member", "supporter"])
def test_either_side_ends_it_and_nobody_is_told(alba, hana, side):
    tie = near(alba, hana)
    before = Notification.objects.count()
    let_go(tie, by=getattr(tie, side))
    assert queries.circle(alba).around_me == []
    assert queries.circle(hana).i_support == []
    assert Notification.objects.count() == before
    assert near(alba, hana).pk != tie.pk


def test_a_stranger_may_not_end_it(alba, hana, dara):
    with pytest.raises(PermissionDenied):
        let_go(near(alba, hana), by=dara)


@pytest.mark.django_db(transaction=True)
def test_two_take_one_link_at_once(alba, hana, dara):
    _invitation, token = invite(alba, name="Sis")
    at_once = Barrier(2)

    def come(member):
        at_once.wait()
        try:
            accept(token, by=member)
        except Refused:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(2) as threads:
        assert sum(threads.map(come, (hana, dara))) == 1
    assert Tie.objects.count() == 1


def test_signed_out_says_neither_who_nor_whether(alba, db):
    _invitation, token = invite(alba, name="Sis")
    real, made_up = door().get(f"/circle/join/{token}/"), door().get(f"/circle/join/{'x' * 43}/")
    assert (real.status_code, made_up.status_code) == (200, 200)
    assert "Alba" not in words_of(real)
    assert words_of(real).replace(token, "") == words_of(made_up).replace("x" * 43, "")


def test_the_link_is_shown_once_and_leads_in(alba, hana):
    page = door(alba).post("/circle/invite/", {"name": "Sis"})
    link = page.context["link"]
    path = link[link.index("/circle/join/") :]
    assert link not in words_of(door(alba).get("/circle/"))
    assert "Alba would like you near" in words_of(door(hana).get(path))
    answer = door(hana).post(path)
    assert answer.status_code == 302
    assert "42 CFR part 2 prohibits unauthorized use or disclosure" in words_of(door(hana).get(answer.url))
    assert door(alba).get("/circle/").context["circle"].around_me[0].name == "Sis"


def test_a_missing_name_is_said_at_the_field(alba):
    answer = door(alba).post("/circle/invite/", {"name": " "})
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"]


@pytest.mark.parametrize("who", ["stranger", "blocked", "let go", "signed out"])
def test_the_supporters_page_is_there_for_the_two_alone(alba, hana, dara, who):
    tie = near(alba, hana)
    viewer = {"stranger": dara, "blocked": hana, "let go": hana, "signed out": None}[who]
    if who == "blocked":
        block(alba, hana, known_as="H")
    if who == "let go":
        let_go(tie, by=alba)
    expected = 302 if who == "signed out" else 404
    assert door(viewer).get(f"/circle/{tie.pk}/").status_code == expected
    assert door(viewer).post(f"/circle/{tie.pk}/let-go/").status_code == expected


def test_the_member_sees_the_very_page(alba, hana):
    tie = near(alba, hana)
    assert "What Sis sees" in words_of(door(alba).get(f"/circle/{tie.pk}/"))


def test_withdrawing_is_ones_own(alba, dara):
    invitation, _token = invite(alba, name="Sis")
    assert door(dara).post(f"/circle/invitations/{invitation.pk}/withdraw/").status_code == 404
    assert door(alba).post(f"/circle/invitations/{invitation.pk}/withdraw/").status_code == 302
    assert not CircleInvitation.objects.open().exists()


def test_the_same_queries_for_one_and_for_five(alba, bruno, carmen, dara, eli, hana):
    client = door(alba)
    near(alba, hana)
    few = queries_of(client, "/circle/")
    for member in (bruno, carmen, dara, eli):
        near(alba, member)
        near(member, alba)
    assert queries_of(client, "/circle/") == few


def test_a_sponsor_is_named_before_they_come_and_after(alba, hana):
    invitation, token = invite(alba, name="Ruth", kind="sponsor")
    CircleInvitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert [one.name for one in queries.circle(alba).named_sponsors] == ["Ruth"]
    assert "Their link has run out" in words_of(door(alba).get("/circle/"))
    answer = door(alba).post(f"/circle/invitations/{invitation.pk}/again/")
    path = answer.context["link"].partition("/circle/")[2]
    assert door(hana).get(f"/circle/join/{token}/").status_code == 404
    assert "Alba names you as their sponsor" in words_of(door(hana).get(f"/circle/{path}"))
    assert "You are their sponsor" in words_of(door(hana).post(f"/circle/{path}", follow=True))
    mine = queries.circle(alba)
    assert [one.name for one in mine.sponsors] == ["Ruth"]
    assert (mine.around_me, mine.named_sponsors, mine.invitations) == ([], [], [])


def test_a_link_that_was_used_is_not_made_anew(alba, hana):
    invitation, token = invite(alba, name="Ruth", kind="sponsor")
    accept(token, by=hana)
    with pytest.raises(Refused, match="already"):
        invite_again(invitation, by=alba)


def test_somebody_near_is_named_and_unnamed(alba, hana, dara):
    tie = near(alba, hana)
    accept(invite(alba, name="Sister", kind="sponsor")[1], by=hana)
    assert [one.pk for one in queries.circle(alba).sponsors] == [tie.pk]
    door(alba).post(f"/circle/{tie.pk}/as/", {"kind": "near"})
    assert [one.pk for one in queries.circle(alba).around_me] == [tie.pk]
    door(alba).post(f"/circle/{tie.pk}/as/", {"kind": "king"})
    for other in (hana, dara):
        assert door(other).post(f"/circle/{tie.pk}/as/", {"kind": "sponsor"}).status_code == 404
        with pytest.raises(PermissionDenied):
            be_known_as(tie, "sponsor", by=other)
    assert not queries.circle(alba).sponsors
