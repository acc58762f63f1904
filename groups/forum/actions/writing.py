"""What starting and replying ask alike."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.members.models import Member
from groups.roster.models import Group, Membership
from groups.roster.policies import may_write
from groups.roster.queries import current_quiet, membership_of

LONGEST = 20_000


def writer(group: Group, by: Member) -> Membership:
    """The membership that writes. Raises ``PermissionDenied`` for outsiders, ``Refused`` for the quieted."""
    membership = membership_of(group, by)
    if membership is None:
        raise PermissionDenied
    if not may_write(membership, current_quiet(membership)):
        raise Refused(
            "quiet", _("You were asked to be quiet here for a while. You can read along and ask for support.")
        )
    return membership


def require_words(body: str) -> str:
    """The words, if there are some and not too many; else ``Refused`` on field ``body``."""
    words = body.strip()
    if not words:
        raise Refused("empty", _("There are no words here yet."), field="body")
    if len(words) > LONGEST:
        raise Refused("long", _("That is more than fits in one post. Please send it in two."), field="body")
    return words
