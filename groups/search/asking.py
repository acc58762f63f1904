"""What somebody looks for, read from what they typed."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

#: More words than these, or longer ones, tell nothing more.
MOST_WORDS = 8
LONGEST = 100

_WORD = re.compile(r"[^\W_]+")
#: Words between quotation marks of any kind, or one by itself; a minus before them: not these.
_TERM = re.compile(r"(-?)(?:[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]?|([^\s\"“”„«»]+))")


class When(models.TextChoices):
    """How far back."""

    WEEK = "week", _("The last seven days")
    MONTH = "month", _("The last thirty days")
    YEAR = "year", _("The last year")

    @property
    def span(self) -> timedelta:
        return {When.WEEK: timedelta(days=7), When.MONTH: timedelta(days=30), When.YEAR: timedelta(days=365)}[self]


class Order(models.TextChoices):
    """``BEST``: where the words weigh most, among the newest few hundred that have them."""

    BEST = "best", _("Best first")
    NEWEST = "newest", _("Newest first")


@dataclass(frozen=True)
class Term:
    """Words that stand beside each other; mostly one. ``without``: where they are, nothing is found."""

    words: tuple[str, ...]
    without: bool = False

    @property
    def sought(self) -> str:
        """As PostgreSQL's ``to_tsquery`` reads it: a word, or one that begins so; several as they stand."""
        if len(self.words) == 1:
            word = self.words[0]
            text = f"'{word}':*" if len(word) > 2 and not self.without else f"'{word}'"
        else:
            text = "(" + " <-> ".join(f"'{word}'" for word in self.words) + ")"
        return f"!{text}" if self.without else text


@dataclass(frozen=True)
class Asked:
    """Everything on the form. Each of the filters may be empty."""

    text: str = ""
    terms: tuple[Term, ...] = field(default=())
    group: str = ""
    tag: str = ""
    who: str = ""
    when: str = ""
    order: str = Order.BEST

    @property
    def words(self) -> list[str]:
        """The words that are looked for."""
        return [word for term in self.terms if not term.without for word in term.words]

    @property
    def sought(self) -> str:
        return " & ".join(term.sought for term in self.terms)

    @property
    def is_something(self) -> bool:
        """Whether there is anything to look for: words, or a tag."""
        return bool(self.words or self.tag)


def terms_in(text: str) -> tuple[Term, ...]:
    """What is looked for: every word, a phrase in quotation marks as one, and what is not wanted behind a minus.

    Where nothing is wanted, the minus was none.
    """
    found: list[Term] = []
    for minus, phrase, single in _TERM.findall(text[:LONGEST]):
        words = _WORD.findall(phrase or single)
        if not words:
            continue
        if phrase and len(words) > 1:
            found.append(Term(tuple(words[:MOST_WORDS]), without=bool(minus)))
        else:
            found += [Term((word,), without=bool(minus)) for word in words]
    found = found[:MOST_WORDS]
    if found and all(term.without for term in found):
        found = [Term(term.words) for term in found]
    return tuple(found)
