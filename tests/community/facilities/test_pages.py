import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from community.facilities.actions import accept, invite, withdraw
from community.facilities.codes import new_code
from community.facilities.models import Facility, Invitation, StaffRole, Stay
from community.kit.tokens import digest
from community.members.models import Member

pytestmark = pytest.mark.django_db
DESK = "/desk/invitations/"
CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")


@pytest.fixture
def desk(client: Client, coordinator: Member) -> Client:
    client.force_login(coordinator)
    return client


def typed(**more: object) -> dict[str, object]:
    return {"email": "", "admitted_on": date.today().isoformat(), "days_valid": "14", **more}


def test_an_invitation_is_made_and_its_code_shown_once(desk: Client) -> None:
    answer = desk.post(DESK, typed())
    assert answer["Location"] == f"{DESK}fresh/"
    page = desk.get(answer["Location"]).content.decode()
    code = CODE.search(page).group()
    assert Invitation.objects.get().digest == digest(code)
    assert "<svg" in page
    assert "style=" not in page.split("<main")[1]
    assert desk.get(f"{DESK}fresh/").status_code == 302
    assert code not in desk.get(DESK).content.decode()
    assert code not in str(dict(desk.session))


def test_a_wrong_answer_stays_on_the_page(desk: Client) -> None:
    answer = desk.post(DESK, typed(email="nobody at all"))
    assert answer.status_code == 422
    assert "nobody at all" in answer.content.decode()
    assert desk.post(DESK, typed(admitted_on="1901-01-01")).status_code == 422
    assert desk.post(DESK, typed(days_valid="365")).status_code == 422
    assert not Invitation.objects.exists()


def test_withdrawing(desk: Client, code: str) -> None:
    invitation = Invitation.objects.get()
    assert desk.get(f"{DESK}{invitation.pk}/withdraw/").status_code == 405
    desk.post(f"{DESK}{invitation.pk}/withdraw/")
    assert not Invitation.objects.open().exists()
    assert "not open any more" in desk.post(f"{DESK}{invitation.pk}/withdraw/", follow=True).content.decode()


@pytest.mark.parametrize("who", ["stranger", "member", "moderator", "staff of another house"])
def test_nobody_else_comes_near(
    who: str, code: str, harbor: Facility, alba: Member, eli: Member, neighbour: Member
) -> None:
    client = Client()
    StaffRole.objects.create(facility=harbor, member=eli, role="moderator")
    someone = {"member": alba, "moderator": eli, "staff of another house": neighbour}.get(who)
    if someone:
        client.force_login(someone)
    invitation = Invitation.objects.get()
    for answer in (
        client.get(DESK),
        client.post(DESK, typed()),
        client.get(f"{DESK}fresh/"),
        client.post(f"{DESK}{invitation.pk}/withdraw/"),
        client.post(f"/desk/at/{harbor.pk}/"),
    ):
        assert answer.status_code in ({302} if who == "stranger" else {403, 404, 200, 302})
        assert "Harbor House" not in answer.content.decode() or who == "moderator"
    assert Invitation.objects.open().filter(facility=harbor).count() == 1
    assert Invitation.objects.filter(facility=harbor).count() == 1


def test_the_list_is_as_quick_with_many(
    desk: Client,
    harbor: Facility,
    coordinator: Member,
    gil: Member,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    Invitation.objects.bulk_create(
        Invitation(
            facility=harbor,
            digest=digest(str(n)),
            admitted_on=date.today(),
            invited_by=coordinator,
            expires_at=timezone.now(),
            used_by=gil,
            used_at=timezone.now(),
        )
        for n in range(200)
    )
    desk.get(DESK)
    with django_assert_max_num_queries(6):
        page = desk.get(DESK)
    assert len(page.context["invitations"]) == 20
    older = desk.get(f"{DESK}?before={page.context['older']}")
    assert not {one.pk for one in older.context["invitations"]} & {one.pk for one in page.context["invitations"]}


def test_a_member_follows_the_link_and_says_yes(code: str, gil: Member) -> None:
    client = Client()
    client.force_login(gil)
    answer = client.get(f"/invited/{code}/")
    assert answer["Location"] == "/invited/"  # the code leaves the address at once
    assert not Stay.objects.exists()
    assert "Harbor House invites you" in client.get("/invited/").content.decode()
    assert client.get("/invited/accept/").status_code == 405
    assert client.post("/invited/accept/").status_code == 302
    assert Stay.objects.get().member == gil
    assert client.post("/invited/accept/").status_code == 410
    assert code not in str(dict(client.session))


def test_a_stranger_sees_no_house_before_they_are_in(code: str) -> None:
    client = Client()
    page = client.get(f"/invited/{code}/", follow=True).content.decode()
    assert "Harbor" not in page
    assert "/accounts/signup/?next=/invited/" in page
    assert code not in str(dict(client.session))


@pytest.mark.django_db(transaction=True)
def test_a_newcomer_signs_up_through_the_invitation(code: str, mailoutbox: list[object]) -> None:
    client = Client()
    client.get(f"/invited/{code}/")
    answers = {"name": "Heron", "email": "h@example.org", "password1": "a-long-enough-one", "age": "adult"}
    client.post("/accounts/signup/?next=/invited/", answers | {"next": "/invited/"})
    confirmation = re.search(r"^\w{4}-\w{4}$", mailoutbox[-1].body, re.M).group()
    answer = client.post("/accounts/confirm-email/", {"code": confirmation})
    assert answer["Location"] == "/invited/"
    answer = client.post("/invited/accept/")
    assert answer["Location"] == "/welcome/"
    assert Stay.objects.get().member.name == "Heron"


def test_a_code_from_paper_is_typed_in(code: str, gil: Member) -> None:
    client = Client()
    client.force_login(gil)
    assert client.get("/invited/").status_code == 200
    assert client.post("/invited/", {"code": ""}).status_code == 422
    assert client.post("/invited/", {"code": code.lower()})["Location"] == "/invited/"


def test_wrong_used_withdrawn_and_over_look_alike(
    harbor: Facility, coordinator: Member, gil: Member, dara: Member
) -> None:
    codes = [new_code(), "no-code", *(invite(harbor, by=coordinator, admitted_on=date.today())[1] for _n in range(3))]
    accept(codes[2], by=dara)
    withdraw(Invitation.objects.get(digest=digest(codes[3])), by=coordinator)
    Invitation.objects.filter(digest=digest(codes[4])).update(expires_at=timezone.now())
    client = Client()
    client.force_login(gil)
    answers = {
        (answer.status_code, re.sub(r'value="\w{64}"', "", answer.content.decode()).replace(code, "CODE"))
        for code in codes
        for answer in [client.get(f"/invited/{code}/")]
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 410


def test_an_invitation_that_closes_meanwhile(code: str, gil: Member, dara: Member) -> None:
    client = Client()
    client.force_login(gil)
    client.get(f"/invited/{code}/")
    accept(code, by=dara)
    assert client.get("/invited/").status_code == 410
    client.get(f"/invited/{code}/")
    assert client.post("/invited/accept/").status_code == 410
    assert not Stay.objects.filter(member=gil).exists()


def test_not_now_forgets_the_code_and_keeps_the_invitation(code: str, gil: Member) -> None:
    client = Client()
    client.force_login(gil)
    client.get(f"/invited/{code}/")
    client.post("/invited/later/")
    assert client.post("/invited/accept/").status_code == 410
    assert Invitation.objects.open().exists()


def test_my_stays_are_mine(code: str, gil: Member, dara: Member, client: Client) -> None:
    assert client.get("/me/stays/").status_code == 302
    accept(code, by=gil)
    client.force_login(gil)
    assert "Harbor House" in client.get("/me/stays/").content.decode()
    client.force_login(dara)
    assert "Harbor House" not in client.get("/me/stays/").content.decode()
