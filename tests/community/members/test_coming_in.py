import json
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.members.actions import end_account
from community.members.models import Member

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
LOGIN = "/accounts/login/"


def come_in(client: Client, **more: str) -> Client:
    client.post(LOGIN, {"login": "wren@example.org", "password": PASSWORD, **more})
    return client


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_by_password(client: Client, wren: Member) -> None:
    assert is_in(come_in(client))
    assert int(client.cookies["session"]["max-age"]) > 60 * 60 * 24 * 20


def test_on_a_shared_computer_the_session_ends_with_the_browser_and_in_half_a_day(client: Client, wren: Member) -> None:
    come_in(client, shared="on")
    assert is_in(client)
    assert client.cookies["session"]["max-age"] == ""
    row = Session.objects.get(session_key=client.cookies["session"].value)
    assert row.expire_date - timezone.now() < timezone.timedelta(hours=12, minutes=1)


def test_by_code_on_a_shared_computer(client: Client, wren: Member, code_in_mail: Callable[[], str]) -> None:
    client.post("/accounts/login/code/", {"email": "wren@example.org", "shared": "on"})
    answer = client.post("/accounts/login/code/confirm/", {"code": code_in_mail().lower()})
    assert answer.status_code == 302
    assert is_in(client)
    assert client.cookies["session"]["max-age"] == ""


def test_the_browser_s_zone_is_taken_until_there_is_one(client: Client, wren: Member) -> None:
    come_in(client, time_zone="America/New_York")
    wren.refresh_from_db()
    assert wren.time_zone == "America/New_York"
    come_in(Client(), time_zone="Asia/Tokyo")
    wren.refresh_from_db()
    assert wren.time_zone == "America/New_York"


def test_a_second_step_is_asked_for_and_its_secret_is_sealed(client: Client, wren: Member) -> None:
    secret = generate_totp_secret()
    TOTP.activate(wren, secret)
    stored = json.dumps(Authenticator.objects.get(user=wren, type="totp").data)
    assert secret not in stored

    answer = client.post(LOGIN, {"login": "wren@example.org", "password": PASSWORD, "shared": "on"})
    assert "2fa" in answer["Location"]
    assert not is_in(client)
    counter = next(iter(yield_hotp_counters_from_time()))
    client.post(answer["Location"], {"code": format_hotp_value(hotp_value(secret, counter))})
    assert is_in(client)
    assert client.cookies["session"]["max-age"] == ""  # what was said at the door holds through the second step


def test_a_new_password_by_code(client: Client, wren: Member, code_in_mail: Callable[[], str]) -> None:
    elsewhere = come_in(Client())
    client.post("/accounts/password/reset/", {"email": "wren@example.org"})
    client.post("/accounts/password/reset/confirm/", {"code": code_in_mail()})
    answer = client.post(
        "/accounts/password/reset/complete/", {"password1": "quite-another-one", "password2": "quite-another-one"}
    )
    assert answer.status_code == 302
    assert not is_in(elsewhere)
    client.post(LOGIN, {"login": "wren@example.org", "password": "quite-another-one"})
    assert is_in(client)


def test_devices_are_listed_and_ended_one_by_one(client: Client, wren: Member, alba: Member) -> None:
    come_in(client)
    phone, library = come_in(Client()), come_in(Client())
    page = client.get("/accounts/sessions/")
    assert len(page.context["sessions"]) == 3
    row = UserSession.objects.get(session_key=phone.cookies["session"].value)

    stranger = Client()
    assert stranger.post(f"/me/devices/{row.pk}/end/").status_code == 302
    stranger.force_login(alba)
    assert stranger.post(f"/me/devices/{row.pk}/end/").status_code == 404
    assert is_in(phone)
    assert client.get(f"/me/devices/{row.pk}/end/").status_code == 405

    client.post(f"/me/devices/{row.pk}/end/")
    assert not is_in(phone)
    assert is_in(library)
    client.post("/accounts/sessions/")
    assert not is_in(library)
    assert is_in(client)


def test_logging_out(client: Client, wren: Member) -> None:
    come_in(client)
    client.post("/accounts/logout/")
    assert not is_in(client)


def test_live_lines_close_with_their_session(client: Client, wren: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, object]] = []
    from community.kit import live

    monkeypatch.setattr(live, "announce", lambda topic, news: heard.append((news["kind"], news.get("member"))))
    come_in(client)
    client.post("/accounts/logout/")
    assert heard == [("session", None)]
    come_in(client)
    end_account(wren)
    assert ("account", wren.pk) in heard


def test_an_ended_account_lets_go_of_everything(client: Client, wren: Member) -> None:
    come_in(client)
    end_account(wren)
    end_account(wren)
    wren.refresh_from_db()
    assert not wren.is_active
    assert not is_in(client)
    assert "wren@example.org" not in wren.email
    mail.outbox.clear()
    come_in(client)
    assert not is_in(client)
    fresh = Client()
    fresh.post(
        "/accounts/signup/",
        {"name": "Wren", "email": "wren@example.org", "password1": PASSWORD, "age": "adult"},
    )
    assert Member.objects.present().get().email == "wren@example.org"


def test_too_many_guesses_wait_but_neighbours_at_the_same_address_do_not(
    client: Client, wren: Member, alba: Member
) -> None:
    for _n in range(11):
        answer = client.post(LOGIN, {"login": "wren@example.org", "password": "a-guess-of-mine"})
    assert "wait five minutes" in str(answer.context["form"].errors)
    neighbour = Client()
    neighbour.post(LOGIN, {"login": alba.email, "password": "walk-beside-me"})
    assert neighbour.get("/accounts/confirm-email/").status_code == 200  # her address was never confirmed


def test_an_evening_of_people_signs_up_from_one_address(db: None) -> None:
    for n in range(18):
        typed = {"name": f"Guest {n}", "email": f"g{n}@example.org", "password1": PASSWORD, "age": "adult"}
        assert Client().post("/accounts/signup/", typed).status_code == 302
    assert Member.objects.count() == 18


def test_a_flood_of_sign_ups_from_one_address_is_slowed_with_kind_words(client: Client, db: None) -> None:
    answer = None
    for _n in range(21):
        answer = client.post("/accounts/signup/", {"name": "x"})
    assert answer.status_code == 429
    assert "wait a minute" in answer.content.decode()
    assert client.get("/support/").status_code == 200  # never on asking for help
