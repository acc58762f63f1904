"""The style guide is for those who build and for operators; the choice of theme is for everyone."""

from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def in_production(settings: Any) -> None:
    settings.DEBUG = False


@pytest.mark.usefixtures("in_production")
def test_strangers_and_members_find_no_style_guide(client: Client, alba: Any) -> None:
    assert client.get("/styleguide/").status_code == 404
    client.force_login(alba)
    assert client.get("/styleguide/").status_code == 404


@pytest.mark.usefixtures("in_production")
def test_an_operator_sees_it(client: Client, alba: Any) -> None:
    alba.is_staff = True
    alba.save()
    client.force_login(alba)
    answer = client.get("/styleguide/")
    assert answer.status_code == 200
    assert "<title>Notes</title>" in answer.content.decode()


@pytest.mark.django_db
def test_a_theme_is_kept(client: Client) -> None:
    answer = client.post("/appearance/", {"theme": "dark", "next": "/accounts/login/"})
    assert answer["Location"] == "/accounts/login/"
    assert answer.cookies["theme"]["httponly"]
    assert 'data-theme="dark"' in client.get("/accounts/login/").content.decode()
    client.post("/appearance/", {"theme": "device"})
    assert "data-theme" not in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_a_theme_never_leads_elsewhere(client: Client, elsewhere: str) -> None:
    assert client.post("/appearance/", {"theme": "light", "next": elsewhere})["Location"] == "/"


def test_an_unknown_theme_is_refused(client: Client) -> None:
    assert client.post("/appearance/", {"theme": "neon"}).status_code == 400
    assert client.get("/appearance/").status_code == 405
