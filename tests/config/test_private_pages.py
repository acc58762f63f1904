"""Nothing of a member's is kept by the browser: the back button shows nothing once they have signed out."""

import pytest
from django.test import Client

from community.members.models import Member


@pytest.mark.parametrize(
    "page", ["/", "/me/", "/path/", "/notices/", "/support/", "/circle/", "/mentoring/", "/groups/"]
)
def test_a_member_s_page_is_not_stored(client: Client, alba: Member, page: str) -> None:
    client.force_login(alba)
    assert "no-store" in client.get(page)["Cache-Control"]


def test_nor_is_a_kind_error(client: Client, alba: Member) -> None:
    client.force_login(alba)
    assert "no-store" in client.get("/groups/nowhere/")["Cache-Control"]


@pytest.mark.django_db
def test_the_front_page_may_be(client: Client) -> None:
    assert "no-store" not in client.get("/").get("Cache-Control", "")
