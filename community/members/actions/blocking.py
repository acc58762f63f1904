from django.db import transaction
from django.utils.translation import gettext as _

from community.kit.commit import after_commit
from community.kit.gate import Refused
from community.members.live import tell_blocks_changed
from community.members.models import Block, Member


@transaction.atomic
def block(by: Member, member: Member, *, known_as: str) -> Block:
    """From now on neither meets the other again, and the blocked person is not told.

    ``known_as`` is the name under which ``by`` knew them. Twice is once. Raises ``Refused`` for oneself.
    """
    if by.pk == member.pk:
        raise Refused("oneself", _("That is you."))
    held, fresh = Block.objects.get_or_create(blocker=by, blocked=member, defaults={"known_as": known_as[:40]})
    if fresh:
        after_commit(tell_blocks_changed, by.pk)
    return held


@transaction.atomic
def unblock(by: Member, member: Member) -> None:
    """Take a block back. They may meet again, unless the other has blocked too. Twice is once."""
    gone, _each = Block.objects.filter(blocker=by, blocked=member).delete()
    if gone:
        after_commit(tell_blocks_changed, by.pk)
