"""What open pages are told of a conversation, once it is committed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

from community.conversations.models import Message
from community.conversations.storing import Draft, Stored
from community.conversations.tally import add_said, talked
from community.kit import live
from community.kit.hub import EVERYWHERE
from community.kit.live_frames import encode


class Changed(NamedTuple):
    """What became of a message: the frame that says so, and whom it is about (member ids; 0 is nobody)."""

    seq: int
    revision: int
    member_id: int
    frame: dict[str, Any]
    reactors: Mapping[str, Sequence[int]] | None = None

    def told_to(self, blocked: frozenset[int]) -> dict[str, Any] | None:
        """Return the frame for somebody who blocks these members; None: not for them."""
        if self.member_id in blocked:
            return None
        if not self.reactors or blocked.isdisjoint(one for some in self.reactors.values() for one in some):
            return self.frame
        counts = {kind: sum(one not in blocked for one in some) for kind, some in self.reactors.items()}
        return self.frame | {"reactions": {kind: number for kind, number in counts.items() if number}}


def topic(conversation_id: int) -> str:
    """Return the name under which the processes tell each other of a conversation."""
    return f"talk.{conversation_id}"


def message_frame(
    *,
    conversation: int,
    seq: int,
    message: int,
    client_id: object,
    author: int,
    name: str,
    hue: int,
    sent_at: datetime,
    body: str,
    html: str,
    reply_to: int | None,
    reply_seq: int | None = None,
    picture: dict[str, Any] | None = None,
    edited_at: datetime | None = None,
    kind: str = "message",
) -> dict[str, Any]:
    """Return a message as pages get it. It holds nothing about who reads it, nor another person's words."""
    told: dict[str, Any] = {
        "type": kind,
        "conversation": conversation,
        "seq": seq,
        "id": message,
        "client_id": str(client_id),
        "author": author,
        "name": name,
        "hue": hue,
        "sent_at": _moment(sent_at),
        "body": body,
        "html": html,
        "reply_to": reply_to,
    }
    if reply_seq is not None:
        told["reply_seq"] = reply_seq
    if picture is not None:
        told["picture"] = picture
    if edited_at is not None:
        told["edited_at"] = _moment(edited_at)
    return told


def frame_of_message(message: Message, kind: str = "message") -> dict[str, Any]:
    """Return the frame of a message from the database; its author and what it answers come with it, or cost a query."""
    return message_frame(
        conversation=message.conversation_id,
        seq=message.seq,
        message=message.pk,
        client_id=message.client_id,
        author=message.author_id,
        name=message.author.name,
        hue=message.author.hue,
        sent_at=message.sent_at,
        body=message.body,
        html=message.html,
        reply_to=message.reply_to_id,
        reply_seq=message.reply_to.seq if message.reply_to else None,
        picture=message.picture,
        edited_at=message.edited_at,
        kind=kind,
    )


def removed_frame(conversation: int, seq: int, message: int | None = None) -> dict[str, Any]:
    """Return what stands where words are not shown (or no longer): the number in the order, and no more."""
    frame: dict[str, Any] = {"type": "removed", "conversation": conversation, "seq": seq}
    return frame | {"id": message} if message else frame


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def frame_of(draft: Draft, stored: Stored) -> dict[str, Any]:
    """Return the frame of a message that was just stored."""
    return message_frame(
        conversation=draft.conversation_id,
        seq=stored.seq,
        message=stored.id,
        client_id=draft.client_id,
        author=stored.author_id,
        name=stored.name,
        hue=stored.hue,
        sent_at=stored.sent_at,
        body=draft.body,
        html=draft.html,
        reply_to=stored.reply_to_id,
        reply_seq=stored.reply_seq,
        picture=json.loads(draft.picture) if draft.picture else None,
    )


def said(pairs: Iterable[tuple[Draft, Stored]]) -> dict[int, list[tuple[int, int, str]]]:
    """Return, for each conversation, what was newly said: (seq, the author's member id, the frame's text)."""
    news: dict[int, list[tuple[int, int, str]]] = {}
    for draft, stored in pairs:
        if not stored.again:
            line = (stored.seq, draft.member_id, encode(frame_of(draft, stored)))
            news.setdefault(draft.conversation_id, []).append(line)
    for lines in news.values():
        lines.sort()
    return news


def tell_said(pairs: Sequence[tuple[Draft, Stored]]) -> None:
    """Let every open page know what was stored and committed."""
    for conversation_id, lines in said(pairs).items():
        live.announce(topic(conversation_id), {"kind": "said", "talk": conversation_id, "said": lines})
    fresh: dict[int, dict[str, Any]] = {}
    for draft, stored in pairs:
        if not stored.again:
            add_said(fresh, draft.conversation_id, stored.seq, draft.member_id, draft)
    if fresh:
        live.announce(EVERYWHERE, talked(fresh, []))


def tell_read(conversation_id: int, member_id: int, seq: int) -> None:
    """Let the member's open pages know that they have read up to ``seq``: their badges fall."""
    live.announce(EVERYWHERE, talked({}, [(conversation_id, member_id, seq)]))


def tell_places(member_id: int) -> None:
    """Let every process ask anew where this member belongs, and for what each place counts."""
    live.announce(EVERYWHERE, {"kind": "places", "member": member_id})


def tell_changed(
    conversation_id: int,
    seq: int,
    revision: int,
    frame: dict[str, Any],
    author: int = 0,
    reactors: Mapping[str, Sequence[int]] | None = None,
) -> None:
    """Let open pages know that the message at ``seq`` is now as ``frame`` says (removed, changed, reacted).

    ``revision`` comes from ``revising.revise``, in the same transaction. ``author`` is the member id of whose words or
    sign the frame holds: who blocks them does not get it. ``reactors``, for a frame with ``reactions``, names the
    members behind each number, so that it counts for nobody whom they block.
    """
    news = {
        "kind": "changed",
        "talk": conversation_id,
        "changed": Changed(seq, revision, author, frame | {"revision": revision}, reactors),
    }
    live.announce(topic(conversation_id), news)


def tell_rules(
    conversation_id: int, slow_seconds: int, opens_at: time | None, rests_at: time | None, zone: str
) -> None:
    """Let every open page know by which rules people speak here now."""
    tell_room(
        conversation_id,
        {
            "type": "rules",
            "slow_seconds": slow_seconds,
            "opens_at": opens_at and opens_at.isoformat("minutes"),
            "rests_at": rests_at and rests_at.isoformat("minutes"),
            "zone": zone,
        },
    )


def tell_room(conversation_id: int, frame: dict[str, Any]) -> None:
    """Send a frame that has no number, and is about nobody, to every open page of the conversation."""
    text = encode({"type": frame["type"], "conversation": conversation_id} | frame)
    live.announce(topic(conversation_id), {"kind": "sign", "talk": conversation_id, "member": 0, "frame": text})


def tell_floor(conversation_id: int) -> None:
    """Let every process that has the conversation open look how its text meeting stands, and tell its pages."""
    live.announce(topic(conversation_id), {"kind": "floor", "talk": conversation_id})


def tell_rest(conversation_id: int, *, rests: bool) -> None:
    """Let every process know whether the talk rests; no page is told."""
    live.announce(topic(conversation_id), {"kind": "rest", "talk": conversation_id, "rests": rests})


def tell_dismissed(conversation_id: int, member_id: int) -> None:
    """Close this member's lines to the conversation, in every process."""
    live.announce(topic(conversation_id), {"kind": "dismissed", "talk": conversation_id, "member": member_id})


def tell_signs(member_id: int, signs: dict[str, bool]) -> None:
    """Let every process give only these signs of the member (``here``, ``writing``, ``seen``), and their pages know."""
    live.announce(EVERYWHERE, {"kind": "signs", "member": member_id, **signs})
    live.tell_member(member_id, {"type": "notice", "signs": signs})


def tell_closed(conversation_id: int) -> None:
    """Close everyone's line to the conversation, in every process."""
    live.announce(topic(conversation_id), {"kind": "ended", "talk": conversation_id})
