"""A short sign of support under somebody's words, and taking it back."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.members.models import Member
from groups.forum.models import Post, Sign, Thread, Words
from groups.roster.models import Membership
from groups.roster.queries import membership_of


@transaction.atomic
def sign(words: Words, *, by: Member, kind: str) -> bool:
    """Give a sign. False: it had been given.

    Every member may, the quieted too and in every way of answering: a kind sign is always welcome. Raises
    ``PermissionDenied`` where the words are not there for them, and ``Refused`` (``kind``).
    """
    membership, about = _may_sign(words, by, kind)
    made = Sign.objects.bulk_create([Sign(**about, membership=membership, kind=kind)], ignore_conflicts=True)
    return _count(words, about) and bool(made)


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
