"""A toast waits for its own person, and is read by nobody on the way."""

from django.test import Client

from community.members.models import Member

NAME = {"name": "Juniper", "hue": "2"}
SAID = "In your groups you keep the names you chose."


def rename(client: Client) -> None:
    assert client.post("/me/name/", NAME).status_code == 302


def test_it_is_shown_once(client: Client, alba: Member) -> None:
    client.force_login(alba)
    rename(client)
    assert SAID in client.get("/me/").content.decode()
    assert SAID not in client.get("/me/").content.decode()


def test_the_cookie_says_nothing(client: Client, alba: Member) -> None:
    client.force_login(alba)
    rename(client)
    waiting = client.cookies["messages"].value
    assert waiting.startswith("gAAAAA")
    assert len(waiting) < 2048


def test_whoever_signs_in_next_does_not_see_it(client: Client, alba: Member, dara: Member) -> None:
    client.force_login(alba)
    rename(client)
    client.force_login(dara)
    assert SAID not in client.get("/me/").content.decode()


def test_what_is_broken_is_thrown_away(client: Client, alba: Member) -> None:
    client.force_login(alba)
    for broken in ("nonsense", "gAAAAABnonsense", "é"):
        client.cookies["messages"] = broken
        assert client.get("/me/").status_code == 200
