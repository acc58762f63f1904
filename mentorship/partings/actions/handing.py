"""Words for the next mentor: the mentee's, whoever began them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.partings import notifications
from mentorship.partings.models import Handover
from mentorship.partings.policies import is_mentee, is_mentor
from mentorship.walking.holding import hold

#: How long it is, in letters.
LETTERS = 2_000


@transaction.atomic
def draft_handover(pair: Pair, *, by: Member, words: str) -> Handover:
    """The mentor writes what the next one could know; the mentee reads it, and nobody else.

    Raises ``PermissionDenied`` for anyone but the mentor, ``Refused``: ``empty``, ``too_long`` (field ``words``),
    ``theirs`` once the mentee has it in hand, or as ``hold`` does.
    """
    require(is_mentor(by, pair))
    pair = hold(pair, by)
    words = _said(words)
    draft = Handover.objects.filter(pair=pair).first() or Handover(pair=pair)
    if draft.taken_at is not None:
        raise Refused("theirs", _("Your mentee has these words in hand now."))
    draft.words, draft.drafted_by, draft.changed_at = words, by, timezone.now()
    draft.save()
    notifications.tell_handover(pair)
    return draft


@transaction.atomic
def keep_handover(pair: Pair, *, by: Member, words: str, give: bool) -> Handover:
    """The mentee's words, as they are to stand. ``give``: the next mentor reads them, once they walk together.

    While they walk with this mentor or after. Raises ``PermissionDenied`` for anyone but the mentee, ``Refused``:
    ``empty``, ``too_long`` (field ``words``).
    """
    held = _hold(pair, by)
    words = _said(words)
    found = Handover.objects.filter(pair=held).first() or Handover(pair=held, drafted_by=by)
    now = timezone.now()
    found.words, found.changed_at, found.taken_at = words, now, found.taken_at or now
    found.approved_at = (found.approved_at or now) if give else None
    found.save()
    notifications.settle_handover(held)
    return found


@transaction.atomic
def put_handover_away(pair: Pair, *, by: Member) -> None:
    """The words are gone, for whoever could read them. Their mentor does not hear of it, nor write others."""
    held = _hold(pair, by)
    now = timezone.now()
    Handover.objects.filter(pair=held).update(words="", approved_at=None, taken_at=now, changed_at=now)
    notifications.settle_handover(held)


def _hold(pair: Pair, by: Member) -> Pair:
    require(is_mentee(by, pair))
    return Pair.objects.select_for_update(of=("self",)).select_related("mentor", "mentee").get(pk=pair.pk)


def _said(words: str) -> str:
    words = words.strip()
    if not words:
        raise Refused("empty", _("This is still empty."), field="words")
    if len(words) > LETTERS:
        raise Refused("too_long", _("Please say it in fewer words."), field="words")
    return words
