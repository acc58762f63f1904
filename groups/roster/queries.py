"""What pages and neighbouring rooms ask about groups, each a fixed number of queries."""

from django.db.models import Case, Value, When
from django.db.models.functions import Now
from django.utils import timezone

from community.conversations.models import Conversation
from community.kit.prepared import PreparedRows
from community.members.models import Member, Profile
from groups.roster.models import AftercareChoice, Group, Membership, Sanction
from groups.roster.policies import leads

#: Who leads next, where the only leader goes.
_HEIRS = (
    Membership.Role.LEADER,
    Membership.Role.MODERATOR,
    Membership.Role.MENTOR,
    Membership.Role.GREETER,
    Membership.Role.MEMBER,
)


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
    """The sanction that keeps this member from writing now, if one stands; stepping away before being quiet."""
    return _quiet.first(membership.pk)


_quiet: PreparedRows[Sanction] = PreparedRows(
    lambda membership_id: (
        Sanction.objects.standing(Now())
        .filter(membership=membership_id, kind__in=(Sanction.Kind.QUIET, Sanction.Kind.AWAY))
        .order_by("kind", "-until")[:1]
    ),
    int,
)


def current_silence(membership: Membership) -> Sanction | None:
    """What asked this member to be quiet, and only that, while it stands."""
    standing = Sanction.objects.standing(timezone.now()).filter(membership=membership, kind=Sanction.Kind.QUIET)
    return standing.order_by("-until").first()


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


def has_right_to(group: Group, member: Member) -> bool:
    """Whether the member may walk in where the group is open. Only aftercare asks: it is for its facility's people."""
    if group.kind != Group.Kind.AFTERCARE:
        return True
    return AftercareChoice.houses_of(member).filter(facility=group.facility_id).exists()


def is_for(group: Group, member: Member) -> bool:
    """Whether the group may be the member's at all: one for families is never there beside their own people.

    One query for a group for families, none for others.
    """
    return group.kind != Group.Kind.FAMILY or Group.objects.apart_from(member).filter(pk=group.pk).exists()


def heir_of(group: Group, *, but: Member | None = None) -> Membership | None:
    """Who leads the group when its only leader is gone.

    Whoever has carried most there, for longest: a moderator, else a mentor, a greeter, a member. None where nobody
    else is in it.
    """
    others = Membership.objects.present().filter(group=group, member__ended_at=None)
    if but is not None:
        others = others.exclude(member=but)
    carries = Case(*(When(role=role, then=Value(place)) for place, role in enumerate(_HEIRS)), default=Value(0))
    others = others.order_by(carries, "joined_at", "pk").select_related("member")
    heir = others.here().first() or others.first()  # who was asked to step away, only where nobody else is
    if heir is not None:
        heir.group = group
    return heir


def leads_alone(membership: Membership) -> bool:
    """Whether the member leads the group and nobody else does whose account is still there."""
    if not leads(membership):
        return False
    others = Membership.objects.present().filter(role=Membership.Role.LEADER, member__ended_at=None)
    return not others.filter(group=membership.group_id).exclude(pk=membership.pk).exists()
