"""A letter for the end."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.pairs.policies import is_of
from mentorship.partings import notifications
from mentorship.partings.models import Letter

#: How long a letter is, in letters.
LETTERS = 8_000


@transaction.atomic
def save_letter(pair: Pair, *, by: Member, body: str) -> Letter:
    """Keep what is written so far; it is one's own until the day comes, also while the talk rests.

    Raises ``Refused``: ``empty``, ``too_long`` (field ``body``), ``ended``.
    """
    require(is_of(by, pair))
    body = body.strip()
    if not body:
        raise Refused("empty", _("This is still empty."), field="body")
    if len(body) > LETTERS:
        raise Refused("too_long", _("Please say it in fewer words."), field="body")
    open_ = Pair.objects.open().filter(pk=pair.pk).select_for_update(of=("self",)).select_related("mentor", "mentee")
    if (found := open_.first()) is None:
        raise Refused("ended", _("Your time together has come to its end."))
    words = {"body": body, "changed_at": timezone.now()}
    letter, _fresh = Letter.objects.update_or_create(
        pair=found, author=by, defaults=words, create_defaults=words | {"reader": found.other(by)}
    )
    return letter


@transaction.atomic
def throw_letter_away(pair: Pair, *, by: Member) -> None:
    """One's own that was not given, gone for good; what was given is the other's."""
    require(is_of(by, pair))
    Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    Letter.objects.filter(pair=pair, author=by, given_at=None).delete()


@transaction.atomic
def read_letter(letter: Letter, *, by: Member) -> None:
    """They have it before them: its notice has done its work."""
    require(letter.reader_id == by.pk)
    Letter.objects.filter(pk=letter.pk, read_at=None).update(read_at=timezone.now())
    notifications.settle_letter(letter)


@transaction.atomic
def put_letter_away(letter: Letter, *, by: Member) -> None:
    """Whoever keeps it keeps it no longer. It is gone for good, and nobody is told."""
    require(letter.reader_id == by.pk)
    notifications.settle_letter(letter)
    Letter.objects.filter(pk=letter.pk).update(put_away_at=timezone.now(), body="")
