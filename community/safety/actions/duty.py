"""Who looks after a place."""

from django.db import transaction
from django.utils import timezone

from community.members.models import Member
from community.safety.models import ScopeModerator


@transaction.atomic
def entrust(scope: str, member: Member, *, name: str, queue_url: str) -> ScopeModerator:
    """Let ``member`` look after ``scope``, under ``name``. Idempotent: a second time renews name and address.

    The room that owns the place has asked its own policy and writes its own audit entry.
    """
    duty, _ = ScopeModerator.objects.update_or_create(
        scope=scope, member=member, ended_at=None, defaults={"name": name, "queue_url": queue_url}
    )
    return duty


def relieve(scope: str, member: Member) -> bool:
    """End that duty, at once; False where there was none."""
    return bool(
        ScopeModerator.objects.filter(scope=scope, member=member, ended_at=None).update(ended_at=timezone.now())
    )
