from django.db import transaction
from django.utils import timezone

from community.kit.gate import require
from community.members.models import Member
from groups.forum.models import Thread, ThreadVisit
from groups.roster.queries import membership_of


@transaction.atomic
def follow(thread: Thread, *, by: Member) -> None:
    """Be told of answers from now on. Raises ``PermissionDenied`` for outsiders."""
    _set(thread, by, followed_at=timezone.now(), unfollowed_at=None)


@transaction.atomic
def unfollow(thread: Thread, *, by: Member) -> None:
    """Be told no more, also after answering there again. Raises ``PermissionDenied`` for outsiders."""
    _set(thread, by, followed_at=None, unfollowed_at=timezone.now())


def _set(thread: Thread, by: Member, **when: object) -> None:
    membership = membership_of(thread.group, by)
    require(membership is not None)
    ThreadVisit.objects.update_or_create(thread=thread, membership=membership, defaults=when)
