"""What can be reported: each room names its own kinds of things, once, when it is imported.

A room calls ``reportable("message", Message, find=…, describe=…)`` beside its models or queries; the
report page, the queue and the case page then work for it without knowing it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise

from community.members.models import Member
from community.safety.moderatable import Moderatable


class Nearby(NamedTuple):
    """Words that stand beside the reported ones, for whoever has to understand them."""

    name: str
    words: str
    at: datetime
    is_it: bool = False  # these are the reported words themselves


@dataclass(frozen=True)
class Reportable:
    """One kind of thing that can be reported.

    ``find(member, id)`` reaches the thing through the member's eyes: None where they cannot see it.
    ``describe(thing)`` says in a few words what it is and where (“A message in Evening Circle”).
    ``around(thing)`` gives its neighbours, oldest first, the thing itself among them; leave it out, or give
    nothing, where moderators have no business reading on (a talk between two people).
    ``on_hidden(thing)`` and ``on_restored(thing)`` are called in the deciding transaction: tell open pages
    from there, after commit. ``edits()`` gives the rows that say a thing was edited, each with its ``thing``, where
    things can be.
    """

    key: str
    model: type[Moderatable]
    find: Callable[[Member, int], Moderatable | None]
    describe: Callable[[Any], str | Promise]
    around: Callable[[Any], Iterable[Nearby]] | None = None
    on_hidden: Callable[[Any], None] | None = None
    on_restored: Callable[[Any], None] | None = None
    edits: Callable[[], QuerySet[Any]] | None = None


_reportables: dict[str, Reportable] = {}


def reportable(
    key: str,
    model: type[Moderatable],
    *,
    find: Callable[[Member, int], Any],
    describe: Callable[[Any], str | Promise],
    around: Callable[[Any], Iterable[Nearby]] | None = None,
    on_hidden: Callable[[Any], None] | None = None,
    on_restored: Callable[[Any], None] | None = None,
    edits: Callable[[], QuerySet[Any]] | None = None,
) -> Reportable:
    """Register a kind of thing under ``key`` (in URLs and on cases, at most 20 letters).

    Raises ``ValueError`` where the key already stands for another model.
    """
    known = _reportables.get(key)
    if known is not None and known.model is not model:
        raise ValueError(f"{key} is already registered as reportable, for {known.model.__name__}")
    _reportables[key] = Reportable(key, model, find, describe, around, on_hidden, on_restored, edits)
    return _reportables[key]


def kind_of(key: str) -> Reportable | None:
    """The registration of that key, if there is one."""
    return _reportables.get(key)


def kinds_of_things() -> list[Reportable]:
    """All registrations."""
    return list(_reportables.values())


def kind_for(thing: Moderatable) -> Reportable:
    """The registration a thing belongs to. Raises ``LookupError`` where its model was never registered."""
    for one in _reportables.values():
        if isinstance(thing, one.model):
            return one
    raise LookupError(f"{type(thing).__name__} cannot be reported: its room has not registered it")
