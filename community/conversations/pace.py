"""How fast one member may speak, on all their pages and sockets together."""

from django.conf import settings
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.kit.pace import Pace

_posts = Pace(settings.LIVE_POSTS_AT_ONCE, settings.LIVE_POSTS_A_SECOND)


def keep_pace(member_id: int) -> None:
    """Count one message. Raises Refused (``slow_down``) where it comes too soon after too many.

    Only for what people say in a conversation: asking for help and reporting are never slowed.
    """
    if not _posts.take(member_id):
        raise Refused("slow_down", _("That was a lot at once. It is still with you: please send it again in a moment."))
