"""A whole list, from its bytes to rows and what could not be read."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from groups.directory.guide.row import Row, read_row, slug_of
from groups.directory.guide.values import read_text
from groups.directory.guide.why import NotRead, Trouble, Unread, Unreadable, Why

#: Bytes, and rows, of the longest list that is read.
LARGEST, MOST = 20_000_000, 50_000
#: Fields by which BMLT's own format is known.
_BMLT = {"id_bigint", "weekday_tinyint", "meeting_name", "worldid_mixed"}
_BEGINS = re.compile(r"\[\s*\{")


@dataclass(frozen=True)
class Reading:
    """What became of one row, ``number`` counted from one: ``row`` is None where it could not be read."""

    number: int
    name: str
    slug: str
    row: Row | None
    troubles: tuple[Trouble, ...]


def rows_of(content: bytes) -> list[Any]:
    """The rows of a list, not yet read. Words before or after the array are passed over.

    Raises Unreadable where it is no list of meetings.
    """
    if len(content) > LARGEST:
        raise Unreadable(Unread.TOO_LARGE)
    found = _decoded(_text(content))
    if isinstance(found, dict):
        found = next((one for one in found.values() if isinstance(one, list) and one and _is_rows(one)), None)
    if not isinstance(found, list):
        raise Unreadable(Unread.NOT_A_LIST)
    if not found:
        raise Unreadable(Unread.EMPTY)
    if len(found) > MOST:
        raise Unreadable(Unread.TOO_MANY)
    if any(isinstance(one, dict) and len(_BMLT & one.keys()) >= 2 and "slug" not in one for one in found[:20]):
        raise Unreadable(Unread.BMLT)
    return found


def readings(rows: list[Any], *, zone: str, language: str) -> Iterator[Reading]:
    """Read row after row; every slug is there once.

    Of two rows with one slug the first keeps it; another that says the same is passed over, one that differs gets a
    slug made of its own times, the same in every run.
    """
    taken: dict[str, Row] = {}
    for number, one in enumerate(rows, 1):
        try:
            row = read_row(one, zone=zone, language=language)
        except NotRead as unread:
            fields = one if isinstance(one, dict) else {}
            name = read_text(fields.get("name"), "name", 120, [])
            yield Reading(number, name, slug_of(fields.get("slug")), None, (unread.trouble,))
            continue
        if (other := taken.get(row.slug)) is not None:
            trouble = (Trouble("slug", Why.SAME, row.slug),)
            if other == row:
                yield Reading(number, row.name, row.slug, None, trouble)
                continue
            row = row.told_apart((Trouble("slug", Why.TWICE, row.slug),))
            if row.slug in taken:
                yield Reading(number, row.name, row.slug, None, trouble)
                continue
        taken[row.slug] = row
        yield Reading(number, row.name, row.slug, row, row.troubles)


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _decoded(text: str) -> Any:
    decoder = json.JSONDecoder(strict=False)
    starts = [len(text) - len(text.lstrip())]
    if begins := _BEGINS.search(text):
        starts.append(begins.start())
    for start in starts:
        try:
            return decoder.raw_decode(text, start)[0]
        except (ValueError, RecursionError):
            continue
    raise Unreadable(Unread.NOT_JSON)


def _is_rows(found: list[Any]) -> bool:
    return any(isinstance(one, dict) and "name" in one for one in found[:20])
