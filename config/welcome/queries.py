from django.db.models import Case, IntegerField, Value, When

from community.members.models import Block, Member, Profile
from groups.roster.models import Group, Membership

Kind, Role, Road = Group.Kind, Membership.Role, Profile.Road

_FIRST_LOOK = (Kind.MEETING, Kind.SUPPORT, Kind.FORUM, Kind.HOBBY, Kind.AFTERCARE)
#: Which kinds of group suit whom, best first. What is not named is not offered.
_SUITS: dict[str, tuple[str, ...]] = {
    Road.SUPPORTING: (Kind.FAMILY, Kind.SUPPORT),
    Road.IN_TREATMENT: (Kind.AFTERCARE, *_FIRST_LOOK),
    Road.JUST_HOME: (Kind.AFTERCARE, *_FIRST_LOOK),
}
_GREETS_FIRST = (Role.GREETER, Role.LEADER, Role.MODERATOR, Role.MENTOR, Role.MEMBER)


def first_group(member: Member, road: str) -> Group | None:
    """One group for someone new: one they are in already, else an open one that suits them and is alive. One query.

    A group they have left or had to leave is not offered again.
    """
    mine = Group.objects.of(member).order_by("-memberships__joined_at").first()
    if mine:
        return mine
    kinds = _SUITS.get(road, _FIRST_LOOK)
    return (
        Group.objects.visible_to(member)
        .joinable_by(member)
        .filter(kind__in=kinds)
        .exclude(memberships__member=member)
        .order_by(_rank("kind", kinds), "-member_count", "pk")
        .first()
    )


def someone_to_greet(member: Member, group: Group) -> Membership | None:
    """Someone of the group who will not mind a hello: a greeter first. Nobody with whom a block stands. One query."""
    return (
        Membership.objects.seen_by(member)
        .filter(group=group)
        .exclude(member=member)
        .exclude(member__in=Block.objects.filter(blocked=member).values("blocker"))
        .order_by(_rank("role", _GREETS_FIRST), "-joined_at", "pk")
        .first()
    )


def _rank(field: str, order: tuple[str, ...]) -> Case:
    whens = [When(**{field: value}, then=Value(place)) for place, value in enumerate(order)]
    return Case(*whens, default=Value(len(order)), output_field=IntegerField())
