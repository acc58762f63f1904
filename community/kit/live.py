"""Telling open pages something, from wherever it happens: a page's thread, a worker, a command.

Call these after the commit (``kit.commit.after_commit``). In a process that serves sockets the news goes to its own
hub, which passes it on; elsewhere a small relay hands it to the channel layer. Nothing here ever fails or waits for
long: what was stored is found again by whoever looks, live is only sooner.
"""

from collections.abc import Iterable
from typing import Any

from community.kit import hub
from community.kit.hub import EVERYWHERE
from community.kit.live_frames import encode
from community.kit.live_relay import relay


def announce(topic: str, news: dict[str, Any]) -> None:
    """Tell all processes that listen to ``topic``; ``news`` holds plain values, and ``kind`` says what it is."""
    here = hub.current()
    if here is None or not here.announce_from_thread(topic, news):
        relay.announce(topic, news)


def tell_member(member_id: int, frame: dict[str, Any]) -> None:
    """Send a frame to every open page of a member."""
    announce(EVERYWHERE, {"kind": "tell", "member": member_id, "frame": encode(frame)})


def blocks_changed(member_id: int, blocked: Iterable[int]) -> None:
    """From now on this member hears nobody of ``blocked`` (member ids), and everybody else again."""
    announce(EVERYWHERE, {"kind": "blocks", "member": member_id, "blocked": list(blocked)})


def session_ended(session_key: str) -> None:
    """Close the lines that came in with this session, with 4401."""
    announce(EVERYWHERE, {"kind": "session", "digest": hub.digest_of(session_key)})


def account_ended(member_id: int) -> None:
    """Close all lines of a member, with 4401."""
    announce(EVERYWHERE, {"kind": "account", "member": member_id})
