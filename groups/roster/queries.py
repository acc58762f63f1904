"""What pages and neighbouring rooms ask about groups, each a fixed number of queries."""

from django.utils import timezone

from community.conversations.models import Conversation
from community.members.models import Member, Profile
from groups.roster.models import Group, Membership, Sanction


def membership_of(group: Group, member: Member) -> Membership | None:
    """The member's present membership, with the group attached."""
    mine = Membership.objects.present().filter(group=group, member=member).first()
    if mine is not None:
        mine.group = group
    return mine


def past_membership(group: Group, member: Member) -> Membership | None:
    """Their membership, present or ended."""
    return Membership.objects.filter(group=group, member=member).first()


def current_quiet(membership: Membership) -> Sanction | None:
    """The sanction that keeps this member from writing now, if one stands."""
    return (
        Sanction.objects.standing(timezone.now())
        .filter(membership=membership, kind__in=(Sanction.Kind.QUIET, Sanction.Kind.AWAY))
        .order_by("-until")
        .first()
    )


def current_away(membership: Membership) -> Sanction | None:
    """What asked this member to step away, while it stands."""
    standing = Sanction.objects.standing(timezone.now()).filter(membership=membership, kind=Sanction.Kind.AWAY)
    return standing.order_by("-until").first()


def conversation_of(group: Group) -> Conversation:
    """The group's live chat."""
    return Conversation.objects.get(scope=group.scope)


def keepers_of(group: Group, reader: Member) -> list[Membership]:
    """Who keeps the room, leaders first, as the reader sees them."""
    keepers = Membership.objects.seen_by(reader).filter(group=group, role__in=Membership.KEEPERS)
    return sorted(keepers, key=lambda one: (one.role != Membership.Role.LEADER, one.name))


def road_of(member: Member) -> str:
    """Where the member says they are on the road (``Profile.Road``); empty where they have not said."""
    return Profile.objects.filter(member=member).values_list("road", flat=True).first() or ""
