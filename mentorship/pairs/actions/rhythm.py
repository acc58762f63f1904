from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs import notifications
from mentorship.pairs.models import Pair, Rhythm
from mentorship.pairs.policies import is_of
from mentorship.pairs.queries import refuse_while_resting


@transaction.atomic
def propose(pair: Pair, *, by: Member, words: str) -> Rhythm:
    """Say how you would like to talk; it replaces what was proposed before, and holds once the other agrees."""
    pair = _hold(pair, by)
    if not words.strip():
        raise Refused("empty", _("Say in a few words when, or how often."), field="words")
    Rhythm.objects.filter(pair=pair, agreed_at=None, dropped_at=None).update(dropped_at=timezone.now())
    rhythm = Rhythm.objects.create(pair=pair, by=by, words=words.strip()[:160])
    notifications.tell_rhythm(pair, pair.other(by), agreed=False)
    return rhythm


@transaction.atomic
def agree(rhythm: Rhythm, *, by: Member) -> Rhythm:
    """Agree to what the other proposed. Agreed already: nothing happens."""
    pair = _hold(rhythm.pair, by)
    require(rhythm.by_id != by.pk)
    rhythm = Rhythm.objects.get(pk=rhythm.pk)
    if rhythm.dropped_at is not None:
        raise Refused("replaced", _("This has been changed since. Please look again."))
    if rhythm.agreed_at is None:
        Rhythm.objects.filter(pair=pair, dropped_at=None).exclude(pk=rhythm.pk).update(dropped_at=timezone.now())
        rhythm.agreed_at = timezone.now()
        rhythm.save(update_fields=["agreed_at"])
        notifications.tell_rhythm(pair, rhythm.by, agreed=True)
    return rhythm


def _hold(pair: Pair, by: Member) -> Pair:
    """Lock the pair, which must be walking together."""
    require(is_of(by, pair))
    locked = Pair.objects.select_for_update(of=("self",)).select_related("mentor", "mentee").get(pk=pair.pk)
    if locked.ended_at is not None:
        raise Refused("ended", _("Your time together has come to its end."))
    refuse_while_resting(locked)
    return locked
