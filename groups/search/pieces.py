"""The part of what was said that is shown, cut at the words that were looked for."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from community.conversations.search import Piece

#: How much of a long text is shown around the first word that was found.
AROUND = 240

_STEM = re.compile(r"'((?:[^']|'')+)'")
#: Markdown's own signs are no words.
_SIGNS = re.compile(r"[*_`#]+|^>+ ?", re.M)


def stems_in(query: str) -> list[str]:
    """The stems in a tsquery as PostgreSQL writes it, less what must not be there and what words cannot hold."""
    wanted = re.sub(r"!(?:'(?:[^']|'')+'|\([^)]*\))(?::\S+)?", "", query)
    return [stem for stem in _STEM.findall(wanted) if ":" not in stem]


def pieces(text: str, stems: Sequence[str], around: int = AROUND) -> list[Piece]:
    """``text`` on one line and short, parted at the words that begin with a stem, whatever their case and accents."""
    line = " ".join(_SIGNS.sub(" ", text).split())
    sought = _sought(stems)
    first = sought.search(_plain(line)) if sought else None
    start = _begin(line, first.start(), around) if first else 0
    end = len(line) if len(line) - start <= around else line.rfind(" ", start, start + around)
    end = end if end > start else start + around
    shown = ("… " if start else "") + line[start:end] + (" …" if end < len(line) else "")
    return list(_parted(shown, sought))


def marked(text: str, stems: Sequence[str]) -> SafeString:
    """The same as HTML, safe to show, with a ``<mark>`` around what was looked for."""
    parts = (f"<mark>{escape(one.text)}</mark>" if one.hit else escape(one.text) for one in pieces(text, stems))
    return mark_safe("".join(parts))


def _parted(shown: str, sought: re.Pattern[str] | None) -> Iterator[Piece]:
    at = 0
    for hit in sought.finditer(_plain(shown)) if sought else ():
        if hit.start() > at:
            yield Piece(shown[at : hit.start()], hit=False)
        yield Piece(shown[hit.start() : hit.end()], hit=True)
        at = hit.end()
    if at < len(shown):
        yield Piece(shown[at:], hit=False)


def _sought(stems: Sequence[str]) -> re.Pattern[str] | None:
    ends = [_ending(stem) for stem in stems]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ends)})") if ends else None


def _ending(stem: str) -> str:
    """Words with the stem: "happi" is that of "happy"; one of a letter or two is the whole word."""
    if len(stem) < 3:
        return re.escape(stem) + r"(?![^\W_])"
    return (re.escape(stem[:-1]) + "[iy]" if stem.endswith("i") else re.escape(stem)) + r"[^\W_]*"


class _Letters(dict[int, int]):
    """Each letter's small form without accents, as long as it is one letter; looked up once."""

    def __missing__(self, sign: int) -> int:
        plain = unicodedata.normalize("NFD", chr(sign))[0].lower()
        self[sign] = ord(plain) if len(plain) == 1 else sign
        return self[sign]


_LETTERS = _Letters()


def _plain(text: str) -> str:
    """The text in small letters without accents, each character still in its place."""
    return text.lower() if text.isascii() else text.translate(_LETTERS)


def _begin(text: str, first: int, around: int) -> int:
    """Where to begin, so that what was found stands within the first third."""
    if len(text) <= around or first < around // 3:
        return 0
    return text.rfind(" ", 0, first - around // 4) + 1
