"""What open pages are told about members, after the commit."""

from community.kit import live
from community.members.models import Block


def tell_blocks_changed(member_id: int) -> None:
    """The lines of this member stop carrying the words of those they have blocked, and of nobody else."""
    live.blocks_changed(member_id, Block.objects.filter(blocker=member_id).values_list("blocked", flat=True))


def tell_account_ended(member_id: int) -> None:
    """Close all lines of this member."""
    live.account_ended(member_id)
