from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from community.members.models import Member, Profile

pytestmark = pytest.mark.django_db(transaction=True)
SIGNUP, CONFIRM = "/accounts/signup/", "/accounts/confirm-email/"


def test_a_newcomer_signs_up_confirms_and_is_led_to_the_first_questions(
    client: Client, newcomer: dict[str, str], code_in_mail: Callable[[], str]
) -> None:
    answer = client.post(SIGNUP, newcomer)
    assert answer.status_code == 302
    assert answer["Location"] == CONFIRM
    heron = Member.objects.get(email="heron@example.org")
    assert heron.name == "Heron"
    assert heron.time_zone == "Europe/Madrid"
    assert heron.is_active
    assert heron.profile.audiences == {}
    assert not EmailAddress.objects.get(user=heron).verified
    assert client.get("/me/").status_code == 302  # not in yet

    assert client.post(CONFIRM, {"code": "wrong"}).status_code == 200
    answer = client.post(CONFIRM, {"code": code_in_mail()})
    assert answer["Location"] == reverse("welcome")
    assert EmailAddress.objects.get(user=heron).verified
    assert client.get("/me/").status_code == 200


def test_someone_under_age_is_turned_away_and_nothing_is_kept(client: Client, newcomer: dict[str, str]) -> None:
    answer = client.post(SIGNUP, newcomer | {"age": "under"})
    assert answer.status_code == 403
    assert b"for adults" in answer.content
    assert b"/support/" in answer.content
    assert not Member.objects.exists()
    assert not Session.objects.exists()
    assert not mail.outbox
    assert "session" not in answer.cookies


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("age", ""),
        ("age", "child"),
        ("name", ""),
        ("name", "Admin"),
        ("name", "Heroin Hank"),
        ("email", "nothing"),
        ("password1", "short"),
        ("password1", "heron@example.org"),
    ],
)
def test_a_wrong_answer_stays_on_the_page_with_what_was_typed(
    client: Client, newcomer: dict[str, str], field: str, value: str
) -> None:
    answer = client.post(SIGNUP, newcomer | {field: value})
    assert answer.context["form"].errors[field]
    if field != "email":
        assert b"heron@example.org" in answer.content
    assert not Member.objects.exists()


def test_a_name_that_looks_like_a_member_s_is_taken(client: Client, newcomer: dict[str, str], wren: Member) -> None:
    answer = client.post(SIGNUP, newcomer | {"name": "VVren"})
    words = str(answer.context["form"].errors["name"])
    assert "goes by this name" in words
    assert "Perhaps:" in words
    assert not Member.objects.filter(email="heron@example.org").exists()


def test_an_unknown_time_zone_is_utc(client: Client, newcomer: dict[str, str]) -> None:
    client.post(SIGNUP, newcomer | {"time_zone": "Mars/Olympus"})
    assert Member.objects.get().time_zone == "UTC"


def test_after_three_wrong_codes_one_begins_anew(
    client: Client, newcomer: dict[str, str], code_in_mail: Callable[[], str]
) -> None:
    client.post(SIGNUP, newcomer)
    right = code_in_mail()
    for _n in range(3):
        client.post(CONFIRM, {"code": "nope-nope"})
    client.post(CONFIRM, {"code": right})
    assert client.get("/me/").status_code == 302


def test_who_lost_the_code_comes_in_by_a_code_later(
    client: Client, newcomer: dict[str, str], code_in_mail: Callable[[], str]
) -> None:
    client.post(SIGNUP, newcomer)
    later = Client()
    later.post("/accounts/login/code/", {"email": "heron@example.org"})
    later.post("/accounts/login/code/confirm/", {"code": code_in_mail()})
    assert later.get("/me/").status_code == 200
    assert EmailAddress.objects.get().verified


def test_every_member_has_one_profile_that_shows_nothing(client: Client, newcomer: dict[str, str]) -> None:
    client.post(SIGNUP, newcomer)
    assert Profile.objects.count() == 1
