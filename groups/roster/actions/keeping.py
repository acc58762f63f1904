"""Access is data: what the floors below need to know about who keeps a group; and who waits for whom."""

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from community.conversations.actions import dismiss
from community.conversations.models import Conversation
from community.safety.models import ScopeModerator
from groups.roster.models import Group, Membership


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


def leave_side_rooms(membership: Membership) -> None:
    """End the places of someone who was a keeper in the talks that only keepers join (``group:42:…``)."""
    rooms = Conversation.objects.visible_to(membership.member).filter(scope__startswith=f"{membership.group.scope}:")
    for room in rooms:
        dismiss(room, membership.member)


def one_at_a_time(group: Group) -> None:
    """People who come, go and change roles in one group do so one after another, until their transactions end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"roster:{group.pk}"])
