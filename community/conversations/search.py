"""Finding words again in one conversation. Nothing hidden is found, and nothing by people whom the reader blocks."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection

from community.conversations.models import Message
from community.conversations.queries import Reader

PAGE = 20
#: More words than these, or longer ones, tell nothing more.
MOST_WORDS = 8
LONGEST = 100
#: How much of a long message is shown around the first word that was found.
AROUND = 240

_WORD = re.compile(r"[^\W_]+")

_IS_IT = """
    to_tsvector('simple'::regconfig, COALESCE(m.body, '')) @@ to_tsquery('simple'::regconfig, %(words)s)
    AND m.hidden_at IS NULL
    AND NOT EXISTS (
        SELECT FROM community_participant p WHERE p.id = m.author_id AND p.member_id = ANY(%(blocked)s)
    )
"""

# Words that many say are found among the newest thousand, without asking the index for the tens of thousands that it
# knows. Said of the statement, not left to the planner: it cannot know how many words begin with what somebody typed.
_NEWEST = f"""
SELECT m.id FROM (
    SELECT * FROM community_message
    WHERE conversation_id = %(conversation)s AND seq < %(before)s ORDER BY seq DESC LIMIT 1000
) AS m
WHERE {_IS_IT} ORDER BY m.seq DESC LIMIT %(limit)s
"""  # noqa: S608

# Rare words come from the index message_words; all that it finds, then the newest of these. (`+ 0`: the order of the
# messages is no way to them.)
_ALL = f"""
WITH found AS MATERIALIZED (
    SELECT m.id, m.seq FROM community_message m
    WHERE m.conversation_id = %(conversation)s AND m.seq + 0 < %(before)s AND {_IS_IT}
)
SELECT id FROM found ORDER BY seq DESC LIMIT %(limit)s
"""  # noqa: S608


class Piece(NamedTuple):
    """A part of what was said; ``hit``: it was looked for."""

    text: str
    hit: bool


class Found(NamedTuple):
    """A message in which all the words are, and the part of it to show."""

    message: Message
    pieces: list[Piece]


def words_in(asked: str) -> list[str]:
    """Return what is looked for, word by word."""
    return _WORD.findall(asked[:LONGEST])[:MOST_WORDS]


def search(reader: Reader, asked: str, *, before: int | None = None) -> tuple[list[Found], int | None]:
    """Return the newest twenty messages in which every word (or one that begins so) is, and the ``seq`` to go on from.

    At most three queries.
    """
    words = words_in(asked)
    if not words:
        return [], None
    values: dict[str, Any] = {
        "conversation": reader.conversation.pk,
        "before": before or reader.conversation.last_seq + 1,
        "words": " & ".join(f"'{word}':*" if len(word) > 1 else f"'{word}'" for word in words),
        "blocked": list(reader.blocked),
        "limit": PAGE + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, values)
        ids = [number for (number,) in cursor.fetchall()]
        if len(ids) <= PAGE:
            cursor.execute(_ALL, values)
            ids = [number for (number,) in cursor.fetchall()]
    messages = Message.objects.filter(pk__in=ids[:PAGE]).select_related("author").order_by("-seq")
    found = [Found(message, list(pieces(message.body, words))) for message in messages]
    return found, found[-1].message.seq if len(ids) > PAGE and found else None


def pieces(body: str, words: list[str]) -> Iterator[Piece]:
    """Cut what was said, on one line and short, at the words that were looked for."""
    text = " ".join(body.split())
    ends = (word + (r"[^\W_]*" if len(word) > 1 else r"(?![^\W_])") for word in words)
    sought = re.compile(rf"(?<![^\W_])(?:{'|'.join(ends)})", re.IGNORECASE)
    first = sought.search(text)
    start = _begin(text, first.start()) if first else 0
    end = len(text) if len(text) - start <= AROUND else text.rfind(" ", start, start + AROUND)
    end = end if end > start else start + AROUND
    shown = ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
    at = 0
    for hit in sought.finditer(shown):
        if hit.start() > at:
            yield Piece(shown[at : hit.start()], hit=False)
        yield Piece(hit.group(), hit=True)
        at = hit.end()
    if at < len(shown):
        yield Piece(shown[at:], hit=False)


def _begin(text: str, first: int) -> int:
    """Where to begin, so that what was found stands within the first third."""
    if len(text) <= AROUND or first < AROUND // 3:
        return 0
    return text.rfind(" ", 0, first - AROUND // 4) + 1
