"""Lists come from addresses the operators allow, and from nowhere else; never too much, never for too long."""

import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from groups.directory import fetching
from groups.directory.actions import import_waiting, read_now
from groups.directory.fetching import NotFetched, fetch, is_public, look_at
from groups.directory.guide.why import Unread
from groups.directory.models import Feed, Listing
from tests.groups.directory.lists import as_bytes, row


class Elsewhere(BaseHTTPRequestHandler):
    """A site that answers well, badly, or slowly."""

    def do_GET(self) -> None:
        match self.path:
            case "/list.json":
                self.answer(200, as_bytes(row()))
            case "/moved":
                self.answer(302, b"", Location="/list.json")
            case "/away":
                self.answer(302, b"", Location="http://169.254.169.254/latest/meta-data/")
            case "/round":
                self.answer(302, b"", Location="/round")
            case "/large":
                self.answer(200, b"x", **{"Content-Length": "99000000"})
            case "/endless":
                self.answer(200, b"x" * 3_000_000, length=False)
            case "/zipped":
                self.answer(200, b"x", **{"Content-Encoding": "gzip"})
            case "/drips":
                self.send_response(200)
                self.end_headers()
                for _n in range(100):
                    self.wfile.write(b" ")
                    time.sleep(0.1)
            case _:
                self.answer(404, b"")

    def answer(self, status: int, body: bytes, length: bool = True, **headers: str) -> None:
        self.send_response(status)
        if length:
            headers = {"Content-Length": str(len(body))} | headers
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep still."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Whoever asked has hung up: that is what is tested."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Its address; it counts as public, which it is not."""
    server = Server(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def refused(address: str, hosts: list[str]) -> Unread:
    with pytest.raises(NotFetched) as no:
        fetch(address, hosts)
    return no.value.reason


@pytest.mark.parametrize(
    ("address", "hosts", "allowed"),
    [
        ("https://a.org/x.json", ["a.org"], True),
        ("https://A.org./x.json?y=1", ["a.org"], True),
        ("https://a.org", [], False),
        ("https://b.a.org/", ["a.org"], False),
        ("https://b.a.org/", [".a.org"], True),
        ("https://a.org/", [".a.org"], True),
        ("https://xa.org/", [".a.org"], False),
        ("http://a.org/", ["a.org"], False),
        ("https://a.org:8443/", ["a.org"], False),
        ("http://a.org:81/", ["http://a.org:81"], True),
        ("https://user:pw@a.org/", ["a.org"], False),
        ("https://a.org@evil.org/", ["a.org"], False),
        ("file:///etc/passwd", ["a.org", ""], False),
        ("https://a.org/\r\nX: y", ["a.org"], False),
        ("https://[::1", ["a.org"], False),
        ("https:///x", [""], False),
    ],
)
def test_which_addresses_are_allowed(address: str, hosts: list[str], allowed: bool) -> None:
    if allowed:
        look_at(address, hosts)
        return
    with pytest.raises(NotFetched) as no:
        look_at(address, hosts)
    assert no.value.reason == Unread.NOT_ALLOWED


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::",
        "255.255.255.255", "ff02::1",
    ],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)


def test_what_is_public() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


def test_a_name_that_leads_inside_is_refused_also_where_only_one_of_its_addresses_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def both(*_: Any, **__: Any) -> list[Any]:
        return [(2, 1, 6, "", (ip, 443)) for ip in ("93.184.216.34", "10.0.0.7")]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    assert refused("https://a.org/", ["a.org"]) == Unread.NOT_PUBLIC
    assert refused("http://localhost/", ["http://localhost"]) == Unread.NOT_PUBLIC


def test_the_name_is_asked_for_once_and_the_line_goes_to_what_was_checked(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.rsplit(":", 1)[1])
    answers = iter(["127.0.0.1", "10.0.0.7"])
    real = socket.getaddrinfo

    def changing(host: Any, *rest: Any, **more: Any) -> Any:
        if host == "lists.example":
            return [(2, 1, 6, "", (next(answers), port))]
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    assert fetch(f"http://lists.example:{port}/list.json", [f"http://lists.example:{port}"]) == as_bytes(row())
    assert next(answers) == "10.0.0.7"


def test_what_the_other_side_answers(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1_000_000)
    assert fetch(f"{site}/moved", [site]) == as_bytes(row())
    for path, reason in {
        "/away": Unread.NOT_ALLOWED,
        "/round": Unread.REDIRECTED,
        "/large": Unread.TOO_LARGE,
        "/endless": Unread.TOO_LARGE,
        "/zipped": Unread.REFUSED,
        "/nothing": Unread.REFUSED,
    }.items():
        assert refused(f"{site}{path}", [site]) == reason, path
    monkeypatch.setattr(fetching, "LONGEST", 0.4)
    assert refused(f"{site}/drips", [site]) == Unread.TOO_SLOW


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "is_public", lambda address: True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
        assert refused(address, [address]) == Unread.NO_ANSWER


@pytest.mark.django_db
def test_a_list_is_read_from_its_address(site: str, feed: Any, settings: Any) -> None:
    settings.MEETING_FEED_HOSTS = [site]
    Feed.objects.filter(pk=feed.pk).update(address=f"{site}/list.json")
    feed.refresh_from_db()
    run = read_now(feed, by=feed.by)
    assert read_now(feed, by=feed.by) == run
    import_waiting()
    assert Listing.objects.get().slug == "sunday-serenity"
    Feed.objects.filter(pk=feed.pk).update(address=f"{site}/nothing")
    feed.refresh_from_db()
    run = read_now(feed, by=feed.by)
    import_waiting()
    run.refresh_from_db()
    assert run.unread == Unread.REFUSED
    assert Listing.objects.exists()
