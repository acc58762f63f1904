"""Whether a name can be borne here, and kind ideas where it cannot."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from zlib import crc32

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.kit.gate import Refused
from community.members.naming.skeleton import mixes_alphabets, skeleton, tidy, words
from community.members.naming.vocabulary import (
    BY_NATURE,
    CLAIMS,
    CLAIMS_WITHIN,
    FROM_SCRATCH,
    SELLS,
    SPARED,
    SUBSTANCES,
    SUBSTANCES_WITHIN,
)

LONGEST = 40
_ADDRESS = re.compile(r"https?:|www\.|@|\b[\w-]+\.(com|net|org|io|me|shop|store|xyz|ru|info|biz|top|cc|gg)\b")
_MANY_FIGURES = re.compile(r"(?:\d[\s().+-]*){6,}")


@dataclass(frozen=True)
class Objection:
    """Why a name cannot be borne, and up to three that could be."""

    code: str
    reason: str | Promise
    ideas: list[str] = field(default_factory=list)


def objection(name: str, *, taken: Iterable[str] = ()) -> Objection | None:
    """What stands against a name, or None.

    ``taken`` are skeletons of the names already borne in the place it is for (all members; or one group).
    """
    name = tidy(name)
    others = set(taken)
    if not any(c.isalnum() for c in name):
        return Objection("empty", _("A name needs a letter or two."), ideas("", others))
    if len(name) > LONGEST:
        return Objection("long", _("That is a long one. Forty letters fit."), ideas(name[:20], others))
    if _ADDRESS.search(name.lower()) or _MANY_FIGURES.search(name):
        return Objection(
            "address", _("A name here holds no address or number, so that nobody is found who did not mean to be."),
            ideas("", others),
        )  # fmt: skip
    if mixes_alphabets(name):
        return Objection(
            "mixed", _("This name mixes letters of two alphabets, which makes names hard to tell apart."),
            ideas("", others),
        )  # fmt: skip
    said = words(name)
    together = "".join(said)
    if _holds(said, together, SUBSTANCES, SUBSTANCES_WITHIN):
        return Objection(
            "substance",
            _("Names here leave substances out: for someone on a bad evening even the word can be hard."),
            ideas(_without(name, SUBSTANCES, SUBSTANCES_WITHIN), others),
        )
    if _holds(said, together, CLAIMS, CLAIMS_WITHIN):
        return Objection(
            "claim",
            _("This name sounds like someone who speaks for the house, or who treats people. Let us find your own."),
            ideas(_without(name, CLAIMS, CLAIMS_WITHIN), others),
        )
    if _holds(said, together, SELLS):
        return Objection(
            "sells", _("This name sounds like an offer. Nothing is sold here."), ideas(_without(name, SELLS), others)
        )
    if skeleton(name) in others:
        return Objection("taken", _("Someone here goes by this name, or one that looks like it."), ideas(name, others))
    return None


def require_good_name(name: str, *, taken: Iterable[str] = ()) -> str:
    """The name, tidied; or ``Refused`` on field ``name``, its reason ending with ideas."""
    against = objection(name, taken=taken)
    if against:
        raise Refused(against.code, sentence(against), field="name")
    return tidy(name)


def sentence(against: Objection) -> str:
    """The reason and the ideas, as one reads them."""
    if not against.ideas:
        return str(against.reason)
    return f"{against.reason} {_('Perhaps: %(names)s?') % {'names': ', '.join(against.ideas)}}"


def ideas(base: str, taken: Iterable[str], count: int = 3) -> list[str]:
    """Names like ``base`` that nobody bears; the same for the same wish, so that a page can be loaded again."""
    base = " ".join(base.split())
    stem = base.split()[0] if base.split() and skeleton(base.split()[0]) else ""
    start = crc32(base.encode())
    wished = [base] if base else []
    additions = (f"{stem} {BY_NATURE[(start + n) % len(BY_NATURE)]}" for n in range(len(BY_NATURE)))
    wished += additions if stem else (FROM_SCRATCH[(start + n) % len(FROM_SCRATCH)] for n in range(len(FROM_SCRATCH)))
    others = set(taken)
    free = [one for one in wished if len(one) <= LONGEST and skeleton(one) not in others]
    return free[:count]


def _holds(said: list[str], together: str, whole: frozenset[str], within: Iterable[str] = ()) -> bool:
    if any(word in whole for word in [*said, together]):
        return True
    return any(part in together for part in within) and not SPARED.intersection(said)


def _without(name: str, whole: frozenset[str], within: Iterable[str] = ()) -> str:
    kept = [part for part in name.split() if not _holds(words(part), "".join(words(part)), whole, within)]
    rest = " ".join(kept)
    return rest if len(skeleton(rest)) > 1 else ""
