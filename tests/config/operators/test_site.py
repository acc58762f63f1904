"""The operators' admin has no door of its own, and shows nothing that ties a person to an address or a session."""

import pytest
from django.contrib import admin
from django.test import Client

from community.members.models import Member

WORD = "walk-beside-me"


@pytest.fixture
def operator(db: None) -> Member:
    return Member.objects.create_superuser("operator@demo.example", WORD, name="Op")


@pytest.mark.django_db
def test_a_stranger_is_led_to_the_one_door(client: Client) -> None:
    answer = client.get("/operators/community/case/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/?next=/operators/")


def test_no_password_is_taken_there(client: Client, operator: Member) -> None:
    """Else tries were not counted, and the second factor not asked."""
    answer = client.post("/operators/login/", {"username": operator.email, "password": WORD})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


def test_members_and_staff_are_turned_away(client: Client, alba: Member, faye: Member) -> None:
    for member in (alba, faye):
        client.force_login(member)
        assert client.get("/operators/", follow=True).status_code == 403


def test_where_the_house_asks_for_a_second_factor_operators_owe_it(client: Client, operator: Member, settings) -> None:  # type: ignore[no-untyped-def]
    client.force_login(operator)
    assert client.get("/operators/").status_code == 200
    settings.STAFF_SECOND_FACTOR = True
    answer = client.get("/operators/", follow=True)
    assert answer.status_code == 403
    assert "One more lock" in answer.content.decode()


def test_libraries_show_nothing_there(client: Client, operator: Member) -> None:
    shown = {model._meta.app_label for model in admin.site._registry}
    assert shown == {"community", "mentorship"}
    client.force_login(operator)
    for page in ("account/emailaddress/", "usersessions/usersession/", "mfa/authenticator/", "auth/group/"):
        assert client.get(f"/operators/{page}").status_code == 404


def test_passwords_are_changed_where_everyone_changes_theirs(client: Client, operator: Member) -> None:
    client.force_login(operator)
    assert client.get("/operators/password_change/")["Location"] == "/accounts/password/change/"


def test_an_operator_made_by_command_comes_in_by_a_code(client: Client, operator: Member) -> None:
    """``createsuperuser`` knows nothing of confirmed addresses: the first way in confirms it."""
    answer = client.post("/accounts/login/?next=/operators/", {"login": operator.email, "password": WORD})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
