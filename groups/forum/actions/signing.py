"""A short sign of support under somebody's words, and taking it back."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.members.models import Member
from groups.forum.models import Post, Sign, Thread, ThreadVisit, Words
from groups.forum.notifications import tell_witnessed
from groups.roster.models import Membership
from groups.roster.queries import membership_of


@transaction.atomic
def sign(words: Words, *, by: Member, kind: str) -> bool:
    """Give a sign. False: it had been given.

    Every member may, the quieted too and in every way of answering: a kind sign is always welcome. Raises
    ``PermissionDenied`` where the words are not there for them, and ``Refused`` (``kind``).
    """
    membership, about = _may_sign(words, by, kind)
    thread = words.its_thread
    made = Sign.objects.bulk_create([Sign(**about, membership=membership, kind=kind)], ignore_conflicts=True)
    changed = _count(words, about) and bool(made)
    if changed and words is thread and thread.mode == Thread.Mode.WITNESS:
        _tell_author(thread, membership)
    return changed


def _tell_author(thread: Thread, witness: Membership) -> None:
    """A sign is the only answer there: its author is told of it, as long as they follow."""
    visits = ThreadVisit.objects.filter(thread=thread, membership=thread.author_id, followed_at__isnull=False)
    if witness.pk != thread.author_id and visits.exists():
        tell_witnessed(thread, witness)


@transaction.atomic
def unsign(words: Words, *, by: Member, kind: str) -> bool:
    """Take the sign back. False: there was none. Raises as ``sign`` does."""
    membership, about = _may_sign(words, by, kind)
    gone, _rows = Sign.objects.filter(**about, membership=membership, kind=kind).delete()
    return bool(gone) and _count(words, about)


def _may_sign(words: Words, by: Member, kind: str) -> tuple[Membership, dict[str, Thread | Post | None]]:
    """The membership that signs, and what the sign is about; the words' row is held until the commit."""
    if kind not in Sign.Kind.values:
        raise Refused("kind", _("Please choose one of the five."), field="kind")
    thread = words.its_thread
    membership = membership_of(thread.group, by)
    held = type(words)._default_manager.select_for_update().only("pk", "hidden_at").get(pk=words.pk)
    if membership is None or membership.is_away or held.is_hidden or thread.is_hidden:
        raise PermissionDenied
    return membership, {"thread": thread, "post": words.its_post}


def _count(words: Words, about: dict[str, Thread | Post | None]) -> bool:
    """Keep the numbers with the words, counted anew: under the lock nobody else counts. True where they changed."""
    numbers = dict(Counter(Sign.objects.filter(**about).values_list("kind", flat=True)))
    changed = numbers != words.signs
    words.signs = numbers
    type(words)._default_manager.filter(pk=words.pk).update(signs=numbers)
    return changed
