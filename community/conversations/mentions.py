"""Who is named in words: `@June`, looked for among those who are present in the conversation.

A name that nobody here bears stays as it was typed. So does one of a person between whom and the author a block stands,
whoever made it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import connection

from community.conversations.models import Mention, Message
from community.conversations.storing import Cursor
from community.kit.words import rendered, to_html

#: Whoever is named after this many is not marked and not told.
MOST_NAMED = 20
#: So many names are offered to whoever begins to type one.
MOST_OFFERED = 8
#: Names are at most 40 characters; an accent may be a sign of its own.
LONGEST_NAME = 80

_SIGN = re.compile(r"(?<!\w)@(?=\w)")

_PEOPLE = """
SELECT asked.n, p.id, p.name, p.hue
FROM unnest({ns}::int[], {conversations}::bigint[], {members}::bigint[]) AS asked (n, conversation, member)
JOIN community_participant p ON p.conversation_id = asked.conversation AND p.ended_at IS NULL
JOIN community_member m ON m.id = p.member_id AND m.ended_at IS NULL
WHERE p.member_id <> asked.member AND NOT EXISTS (
    SELECT FROM community_block b
    WHERE (b.blocker_id = asked.member AND b.blocked_id = p.member_id)
       OR (b.blocker_id = p.member_id AND b.blocked_id = asked.member)
)
ORDER BY p.id
"""
_STATEMENT = _PEOPLE.format(ns="%s", conversations="%s", members="%s")
#: The same on a connection that stays: planned once.
PREPARE = (
    f"PREPARE live_people (int[], bigint[], bigint[]) AS {_PEOPLE.format(ns='$1', conversations='$2', members='$3')};"
)
_PREPARED = "EXECUTE live_people (%s::int[], %s::bigint[], %s::bigint[])"


class Person(NamedTuple):
    """Somebody who can be named: their participant's number, and the name they bear."""

    participant: int
    name: str
    hue: int = 0


class Written(NamedTuple):
    """Words ready to be stored: as HTML, and who is named in them."""

    html: str
    mentions: tuple[int, ...] = ()


def names_somebody(body: str) -> bool:
    """Whether it is worth asking who is present."""
    return _SIGN.search(body) is not None


def people(cursor: Cursor, asked: Sequence[tuple[int, int]], *, prepared: bool = False) -> list[list[Person]]:
    """Return, for each (conversation id, author's member id), whom the author can name there. One query.

    ``prepared``: the connection has run ``PREPARE``.
    """
    statement = _PREPARED if prepared else _STATEMENT
    cursor.execute(statement, (list(range(len(asked))), [pair[0] for pair in asked], [pair[1] for pair in asked]))
    found: list[list[Person]] = [[] for _ in asked]
    for n, participant, name, hue in cursor.fetchall():
        found[n].append(Person(participant, name, hue))
    return found


def write(conversation_id: int, member_id: int, body: str) -> Written:
    """Return words of this author as they are stored. One query where somebody may be named, otherwise none."""
    if not names_somebody(body):
        return Written(to_html(body))
    with connection.cursor() as cursor:
        [present] = people(cursor, [(conversation_id, member_id)])
    return written(body, present)


def written(body: str, present: Sequence[Person]) -> Written:
    """The same, for those who are present."""
    if not present or not names_somebody(body):
        return Written(to_html(body))
    if next(Names(present).find(body), None) is None:
        return Written(to_html(body))
    known = Names(present)
    html = rendered(body, known.find)
    return Written(html, tuple(known.named))


def offered(conversation_id: int, member_id: int, begun: str) -> list[Person]:
    """Return whom this member may mean: people whose name, or a word of it, begins so. One query."""
    with connection.cursor() as cursor:
        [present] = people(cursor, [(conversation_id, member_id)])
    start = folded(begun[:LONGEST_NAME])
    ranked = sorted((rank, folded(one.name), one) for one in present if (rank := _rank(folded(one.name), start)) < 2)
    return [one for _, _, one in ranked[:MOST_OFFERED]]


def _rank(name: str, start: str) -> int:
    """0: the name begins so; 1: one of its words does; 2: neither."""
    return 0 if name.startswith(start) else 1 if f" {start}" in name else 2


def name_newly(message: Message, named: Iterable[int]) -> int:
    """An edited message names these: those it did not name before are told in a moment. Returns how many they are.

    Call it in the transaction that changes the words. Nobody is told a second time, and nobody who is named no more.
    """
    named = list(named)
    Mention.objects.filter(message=message, told_at=None).exclude(participant__in=named).delete()
    before = set(Mention.objects.filter(message=message).values_list("participant", flat=True))
    fresh = [Mention(message=message, participant_id=one) for one in dict.fromkeys(named) if one not in before]
    Mention.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


class Names:
    """The names of those present, and who of them was found so far: ``named``, each once, in order."""

    def __init__(self, present: Iterable[Person]) -> None:
        self.named: dict[int, None] = {}
        self._marked = 0
        self._by_first: dict[str, list[tuple[str, Person]]] = {}
        for person in present:
            plain = folded(person.name)
            if plain:
                self._by_first.setdefault(plain[0], []).append((plain, person))
        for some in self._by_first.values():
            some.sort(key=lambda one: -len(one[0]))

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield where each name stands, its ``@`` included, and whose it is; the longest name that fits."""
        end = 0
        for sign in _SIGN.finditer(text):
            if self._marked >= MOST_NAMED:
                return
            if sign.start() < end:
                continue
            if fits := self._named_at(text, sign.end()):
                end, participant = fits
                self.named[participant] = None
                self._marked += 1
                yield sign.start(), end, participant

    def _named_at(self, text: str, start: int) -> tuple[int, int] | None:
        plain, ends = _folded_with_ends(text[start : start + LONGEST_NAME])
        fits: tuple[int, int] | None = None
        length = 0
        for name, person in self._by_first.get(plain[:1], ()):
            if fits and len(name) < length:
                break
            if not plain.startswith(name) or (len(name) < len(plain) and ends[len(name)] == ends[len(name) - 1]):
                continue
            end = start + ends[len(name) - 1]
            if end < len(text) and (text[end].isalnum() or text[end] == "_"):
                continue
            if fits is None or text[start:end] == person.name:
                fits, length = (end, person.participant), len(name)
        return fits


def folded(name: str) -> str:
    """Return a name as names are compared: no matter the case, the accents, or how often the space bar was hit."""
    return _folded_with_ends(" ".join(name.split()))[0]


def _folded_with_ends(text: str) -> tuple[str, list[int]]:
    """Return the text folded, and for each of its signs where in the text its origin ends."""
    plain: list[str] = []
    ends: list[int] = []
    for n, sign in enumerate(text, 1):
        base = [part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part)]
        if not base and ends:
            ends[-1] = n  # an accent that is a sign of its own belongs to the letter before it
        for part in "".join(base).casefold():
            plain.append(" " if part.isspace() else part)
            ends.append(n)
    return "".join(plain), ends
