"""Who may see what of a member. Pure: no request, no writing."""

from collections.abc import Iterable

from community.members.models import Block, Member, Profile

Audience = Profile.Audience

#: What a viewer can be to a member. ``MEMBERS`` is any signed-in person; each next one is closer.
Relation = Audience

#: An audience, and the relations that stand within it. The closer are always let in with the wider.
_LETS_IN: dict[str, frozenset[str]] = {
    Audience.ONLY_ME: frozenset({Relation.ONLY_ME}),
    Audience.CIRCLE: frozenset({Relation.ONLY_ME, Relation.CIRCLE}),
    Audience.GROUPS: frozenset({Relation.ONLY_ME, Relation.CIRCLE, Relation.GROUPS}),
    Audience.MEMBERS: frozenset({Relation.ONLY_ME, Relation.CIRCLE, Relation.GROUPS, Relation.MEMBERS}),
}


def audience_of(profile: Profile, field: str) -> str:
    """Who may see the field: what the member chose, else only they themselves."""
    chosen = profile.audiences.get(field)
    return chosen if chosen in Audience.values else Audience.ONLY_ME


def may_see(profile: Profile, field: str, relations: Iterable[str]) -> bool:
    """Whether someone who is all of ``relations`` to the member may see the field.

    Which relations hold is for the asking room to know (a circle knows its circle, a group its members).
    A field that carries no audience is seen by its owner alone.
    """
    if field not in Profile.SHOWABLE:
        return Relation.ONLY_ME in relations
    return bool(_LETS_IN[audience_of(profile, field)].intersection(relations))


def are_apart(one: Member, other: Member) -> bool:
    """Whether either has blocked the other."""
    return Block.objects.filter(blocker__in=(one, other), blocked__in=(one, other)).exists()
