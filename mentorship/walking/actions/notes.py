from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.pairs.policies import is_of
from mentorship.walking.models import Note

#: How long a note is, in letters.
LETTERS = 4_000


@transaction.atomic
def write_note(pair: Pair, *, by: Member, words: str) -> Note:
    """Write something down for oneself, while they walk together or after.

    Raises ``Refused``: ``empty``, ``too_long``.
    """
    require(is_of(by, pair))
    return Note.objects.create(pair=pair, member=by, words=_said(words))


@transaction.atomic
def change_note(note: Note, *, by: Member, words: str) -> None:
    """Other words in its place; the earlier ones are kept nowhere. Raises as ``write_note`` does."""
    require(note.member_id == by.pk)
    note.words, note.changed_at = _said(words), timezone.now()
    note.save(update_fields=["words", "changed_at"])


@transaction.atomic
def throw_away(note: Note, *, by: Member) -> None:
    """It is gone, for good."""
    require(note.member_id == by.pk)
    Note.objects.filter(pk=note.pk).delete()


def _said(words: str) -> str:
    words = words.strip()
    if not words:
        raise Refused("empty", _("This is still empty."), field="words")
    if len(words) > LETTERS:
        raise Refused("too_long", _("Please make two notes of it."), field="words")
    return words
