from dataclasses import dataclass
from datetime import datetime

from community.friends.models import Friendship
from community.members.models import Member


@dataclass(frozen=True)
class Friend:
    """A friendship as one of the two sees it: the other's name and one's own, as they met."""

    pk: int
    name: str
    hue: int
    my_name: str
    met_in: str
    since: datetime
    until: datetime

    @classmethod
    def seen_by(cls, member: Member, one: Friendship) -> "Friend":
        mine = one.asker_id == member.pk
        return cls(
            pk=one.pk,
            name=one.asked_name if mine else one.asker_name,
            hue=one.asked_hue if mine else one.asker_hue,
            my_name=one.asker_name if mine else one.asked_name,
            met_in=one.met_in,
            since=one.agreed_at or one.created_at,
            until=one.lapses_at,
        )


@dataclass(frozen=True)
class Friends:
    """All a member's friendships, who asks them, and whom they have asked."""

    held: list[Friend]
    asking: list[Friend]
    asked: list[Friend]


def friends(member: Member) -> Friends:
    """Three queries, however many people."""
    every = Friendship.objects.order_by("created_at", "id")
    return Friends(
        held=[Friend.seen_by(member, one) for one in every.held_by(member)],
        asking=[Friend.seen_by(member, one) for one in every.reaching(member)],
        asked=[Friend.seen_by(member, one) for one in every.asked_by(member)],
    )


def between(member: Member, other: Member, scope: str) -> str:
    """How the two stand in this place, as ``member`` may know it: ``friends``, ``asking`` (the other asks),
    ``asked``, or nothing. At most three queries.
    """
    here = Friendship.objects.filter(scope=scope).of(other)
    if here.held_by(member).exists():
        return "friends"
    if here.reaching(member).exists():
        return "asking"
    return "asked" if here.asked_by(member).exists() else ""
