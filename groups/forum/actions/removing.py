"""Taking one's own words back, and putting them there again. A line stays in their place: that, and when."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from community.safety.models import Case
from groups.forum.models import Post, Words
from groups.forum.policies import may_put_back
from groups.roster.models import Membership
from groups.roster.queries import membership_of


@transaction.atomic
def remove(words: Words, *, by: Member) -> bool:
    """Take one's own words off every page; first words take the discussion with them. False: they were gone.

    Raises ``PermissionDenied`` for anybody else: those who keep the room decide on a report, with a reason.
    """
    _require_own(words, by)
    return words.hide(by=by)


@transaction.atomic
def put_back(words: Words, *, by: Member) -> bool:
    """Show again what one took back oneself. False: it stands.

    Raises ``PermissionDenied`` for anybody else and for what others took out, ``Refused`` (``decided``) where a report
    led to it being hidden meanwhile.
    """
    membership = _require_own(words, by)
    if not words.is_hidden:
        return False
    require(may_put_back(words, membership))
    key = "post" if isinstance(words, Post) else "thread"
    if Case.objects.filter(key=key, thing_id=words.pk, outcome=Case.Outcome.HIDDEN).exists():
        raise Refused("decided", _("Those who keep this room decided meanwhile that it stays out of sight."))
    return words.restore()


def _require_own(words: Words, by: Member) -> Membership:
    membership = membership_of(words.its_thread.group, by)
    if membership is None or words.author_id != membership.pk:
        raise PermissionDenied
    return membership
