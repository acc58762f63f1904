"""Access is data: what the floors below need to know about who keeps a group."""

from django.urls import reverse
from django.utils import timezone

from community.safety.models import ScopeModerator
from groups.roster.models import Membership


def write_keepers(membership: Membership) -> None:
    """Make the safety room's row for this membership true: one for a present keeper, none for anyone else."""
    rows = ScopeModerator.objects.filter(scope=membership.group.scope, member=membership.member, ended_at=None)
    if not membership.is_keeper:
        rows.update(ended_at=timezone.now())
    elif not rows.update(name=membership.name):
        ScopeModerator.objects.create(
            scope=membership.group.scope,
            member=membership.member,
            name=membership.name,
            queue_url=reverse("groups:queue", args=[membership.group.slug]),
        )
