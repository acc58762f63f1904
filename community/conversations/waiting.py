"""What waits unread for those with an open page: the badges, as they rise and fall.

For each member whose pages asked (`badges`) this process keeps where they belong and how much they have not read, read
from the database once. From then on news changes it: each process tells all others at most once a second what was said
and read there, and each page is told at most once a second. Whoever has no page here costs nothing.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from community.conversations.storing import Cursor
from community.conversations.tally import add_said, talked
from community.kit.hub import EVERYWHERE
from community.kit.live_frames import frame
from community.kit.live_line import Line

if TYPE_CHECKING:
    from community.conversations.engine import Engine
    from community.conversations.writing import Answer

SECONDS = 1.0
SOON_SECONDS = 0.05
#: Who watches the conversation on some page reads it there: so long their other pages wait before the number rises.
READING_SECONDS = 2.5
PORTION = 500
#: Beyond, nobody counts.
MOST_COUNTED = 100
SCOPES = ("group", "pair")

_PLACES = f"""
SELECT p.member_id, c.id, p.id, c.scope, c.last_seq, coalesce(b.rings_for, ''),
CASE
    WHEN b.rings_for = 'nothing' OR c.last_seq <= p.seen_seq THEN 0
    WHEN b.rings_for = 'mentions' THEN (
        SELECT count(*) FROM community_mention n
        JOIN community_message m ON m.id = n.message_id AND m.seq > p.seen_seq AND m.hidden_at IS NULL
        JOIN community_participant a ON a.id = m.author_id
        WHERE n.participant_id = p.id AND NOT EXISTS (
            SELECT FROM community_block k WHERE k.blocker_id = p.member_id AND k.blocked_id = a.member_id
        )
    )
    ELSE (
        SELECT count(*) FROM (
            SELECT FROM community_message m JOIN community_participant a ON a.id = m.author_id
            WHERE m.conversation_id = c.id AND m.seq > p.seen_seq AND m.hidden_at IS NULL AND a.id <> p.id
              AND NOT EXISTS (
                SELECT FROM community_block k WHERE k.blocker_id = p.member_id AND k.blocked_id = a.member_id
              )
            LIMIT {MOST_COUNTED}
        ) AS unread
    )
END
FROM community_participant p
JOIN community_conversation c ON c.id = p.conversation_id
LEFT JOIN community_bell b ON b.participant_id = p.id
WHERE p.member_id = ANY(%s::bigint[]) AND p.ended_at IS NULL AND c.closed_at IS NULL
  AND split_part(c.scope, ':', 1) = ANY(%s::text[])
"""  # noqa: S608

_BELLS = """
SELECT m.id,
    (SELECT count(*) FROM community_notification n
     WHERE n.member_id = m.id AND n.read_at IS NULL AND NOT EXISTS (
        SELECT FROM community_block b
        WHERE (b.blocker_id = n.member_id AND b.blocked_id = n.about_id)
           OR (b.blocker_id = n.about_id AND b.blocked_id = n.member_id))),
    ARRAY(SELECT b.blocked_id FROM community_block b WHERE b.blocker_id = m.id),
    ARRAY(SELECT b.blocker_id FROM community_block b WHERE b.blocked_id = m.id)
FROM community_member m WHERE m.id = ANY(%s::bigint[])
"""


class Place:
    """One member's place in one conversation."""

    __slots__ = ("last", "participant", "rings_for", "scope", "unread")

    def __init__(self, participant: int, scope: str, last: int, rings_for: str, unread: int) -> None:
        self.participant = participant
        self.scope = scope
        #: Up to which number it is known what was said.
        self.last = last
        self.rings_for = rings_for
        self.unread = unread


class Found(NamedTuple):
    """What the database says of a member: conversation → place, notices unread, and who is blocked, by whom."""

    places: dict[int, Place]
    notices: int
    blocked: frozenset[int]
    blocked_by: frozenset[int]


class Waiting:
    """One a process, beside its engine; on its event loop."""

    def __init__(self, engine: "Engine") -> None:
        self._engine = engine
        self._members: dict[int, dict[int, Place]] = {}
        self._talks: dict[int, set[int]] = {}
        self._asking: list[Line] = []
        self._anew: set[int] = set()
        self._busy = False
        self._said: dict[int, dict[str, Any]] = {}
        self._read: dict[tuple[int, int], int] = {}
        self._dirty: dict[tuple[int, int], float] = {}
        self._announcing = Paced(self._announce)
        self._telling = Paced(self._tell)
        engine.hub.on_waiting = self.hear

    # Lines

    def ask(self, line: Line) -> None:
        """The page wants to know, now and from now on. Many who ask at once are one question."""
        line.badges = True
        self._asking.append(line)
        self._work()

    def leave(self, line: Line) -> None:
        """The line is gone."""
        if line.badges and not self._lines(line.member_id):
            for conversation_id in self._members.pop(line.member_id, ()):
                self._forget(line.member_id, conversation_id)

    def _lines(self, member_id: int) -> list[Line]:
        return [line for line in self._engine.hub.lines.get(member_id, ()) if line.badges]

    def _work(self) -> None:
        if not self._busy:
            self._busy = True
            self._engine.spawn(self._answer())

    async def _answer(self) -> None:
        try:
            while self._asking or self._anew:
                lines, self._asking = self._asking[:PORTION], self._asking[PORTION:]
                anew, self._anew = self._anew, set()
                told = {line: line.news_told for line in lines}
                members = {line.member_id for line in lines} | anew
                found = await self._engine.questions.ask(partial(find, members=list(members)))
                for member_id in members & found.keys():
                    if self._lines(member_id):
                        self._keep(member_id, found[member_id])
                for line in lines:
                    if line.ended or line.member_id not in found:
                        continue
                    known = found[line.member_id]
                    if line.news_told == told[line]:
                        self._engine.spare(line, known.blocked, known.blocked_by)
                    line.hear(frame({"type": "notice", "unread": known.notices, "waiting": self._counts(line)}))
        finally:
            self._busy = False

    async def look(self) -> None:
        """Compare with the database: news may have been lost."""
        members = list(self._members)
        for start in range(0, len(members), PORTION):
            some = await self._engine.questions.ask(partial(find, members=members[start : start + PORTION]))
            for member_id, found in some.items():
                if member_id in self._members:
                    self._keep(member_id, found)

    def _keep(self, member_id: int, found: Found) -> None:
        """Take what was read, where nothing newer is known; what differs is told."""
        before = self._members.get(member_id, {})
        for conversation_id, place in found.places.items():
            known = before.get(conversation_id)
            if known is not None and known.rings_for == place.rings_for:
                if known.last > place.last:
                    place.last, place.unread = known.last, known.unread
                elif known.last == place.last:  # read a moment ago and not yet stored
                    place.unread = min(known.unread, place.unread)
            if before and (known is None or known.unread != place.unread):
                self._changed(member_id, conversation_id)
            self._talks.setdefault(conversation_id, set()).add(member_id)
        for conversation_id in before.keys() - found.places.keys():
            self._forget(member_id, conversation_id)
            self._changed(member_id, conversation_id)
        self._members[member_id] = found.places

    def _forget(self, member_id: int, conversation_id: int) -> None:
        here = self._talks.get(conversation_id)
        if here is not None:
            here.discard(member_id)
            if not here:
                del self._talks[conversation_id]

    # What happens in this process

    def stored(self, answers: Iterable["Answer"]) -> None:
        """These were stored here: all processes hear of it soon, once for many."""
        for answer in answers:
            if answer.stored is not None and not answer.stored.again:
                add_said(self._said, answer.post.conversation_id, answer.stored.seq, answer.post.line.member_id, answer)
        if self._said:
            self._announcing.soon()

    def has_read(self, conversation_id: int, member_id: int, seq: int) -> None:
        """This member has read up to ``seq`` on one page: the others shall know."""
        self._read[conversation_id, member_id] = seq
        self._announcing.soon()

    def _announce(self) -> None:
        said, self._said = self._said, {}
        read, self._read = self._read, {}
        self._engine.hub.announce(EVERYWHERE, talked(said, [(*who, seq) for who, seq in read.items()]))

    # News

    def hear(self, news: dict[str, Any]) -> None:
        """Take what any process tells of what was said and read, or that somebody's places are others now."""
        if news["kind"] == "places":
            if news["member"] in self._members:
                self._anew.add(news["member"])
                self._work()
            return
        for conversation_id, last, authors, named in news["said"]:
            for member_id in self._talks.get(conversation_id, ()):
                self._heard(member_id, conversation_id, last, authors, named)
        for conversation_id, member_id, seq in news["read"]:
            place = self._members.get(member_id, {}).get(conversation_id)
            if place is not None and place.unread:
                self._set(member_id, conversation_id, place, min(place.unread, max(place.last - seq, 0)))

    def _heard(
        self, member_id: int, conversation_id: int, last: int, authors: list[tuple[int, int]], named: list[int]
    ) -> None:
        place = self._members[member_id][conversation_id]
        if last <= place.last:
            return
        place.last = last
        blocked = next((line.blocked for line in self._lines(member_id) if line.blocked), frozenset())
        more = 0
        for author, number in authors:
            if author == member_id:  # who speaks has read so far
                self._set(member_id, conversation_id, place, 0)
            elif author not in blocked:
                more += number
        if place.rings_for:
            more = named.count(place.participant) if place.rings_for == "mentions" else 0
        self._set(member_id, conversation_id, place, min(place.unread + more, MOST_COUNTED))

    def _set(self, member_id: int, conversation_id: int, place: Place, unread: int) -> None:
        if unread != place.unread:
            place.unread = unread
            self._changed(member_id, conversation_id)

    # Telling pages

    def _changed(self, member_id: int, conversation_id: int) -> None:
        self._dirty.setdefault((member_id, conversation_id), time.monotonic())
        self._telling.soon()

    def _tell(self) -> None:
        dirty, self._dirty = self._dirty, {}
        long_ago = time.monotonic() - READING_SECONDS
        for (member_id, conversation_id), since in dirty.items():
            lines = self._lines(member_id)
            place = self._members.get(member_id, {}).get(conversation_id)
            unread = place.unread if place else 0
            if unread and since > long_ago and any(conversation_id in line.topics for line in lines):
                self._dirty[member_id, conversation_id] = since
                continue
            for line in lines:
                if conversation_id not in line.topics:
                    told = {"type": "notice", "conversation": conversation_id, "scope": place.scope if place else ""}
                    line.hear(frame(told | {"unread": unread, "waiting": self._counts(line)}))
        if self._dirty:
            self._telling.soon()

    def _counts(self, line: Line) -> dict[str, int]:
        """In how many groups, and how many pairs, something waits that this page does not show anyway."""
        counts = dict.fromkeys(SCOPES, 0)
        for conversation_id, place in self._members.get(line.member_id, {}).items():
            if place.unread and conversation_id not in line.topics:
                counts[place.scope.partition(":")[0]] += 1
        return counts


class Paced:
    """Calls soon after it is asked to, and at most once a second."""

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call
        self._last = 0.0
        self._waits = False

    def soon(self) -> None:
        if not self._waits:
            self._waits = True
            wait = max(SOON_SECONDS, self._last + SECONDS - time.monotonic())
            asyncio.get_running_loop().call_later(wait, self._now)

    def _now(self) -> None:
        self._waits = False
        self._last = time.monotonic()
        self._call()


def find(cursor: Cursor, members: list[int]) -> dict[int, Found]:
    """Return what waits for each of these members. Two queries."""
    cursor.execute(_BELLS, (members,))
    found = {
        member: Found({}, notices, frozenset(blocked), frozenset(by))
        for member, notices, blocked, by in cursor.fetchall()
    }
    cursor.execute(_PLACES, (members, list(SCOPES)))
    for member, conversation_id, participant, scope, last, rings_for, unread in cursor.fetchall():
        found[member].places[conversation_id] = Place(participant, scope, last, rings_for, unread)
    return found
