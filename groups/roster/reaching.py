"""How a page reaches a group: through the eyes of whoever asks."""

from django.http import Http404, HttpRequest

from community.kit.prepared import PreparedRows
from community.members.models import Member
from groups.roster.models import Group, Membership


class NotAMember(Exception):
    """The group is visible and the page is for its members: answered with 403 and a way to come in."""

    def __init__(self, group: Group) -> None:
        super().__init__(group.slug)
        self.group = group


def reach_group(member: Member, slug: str) -> tuple[Group, Membership | None]:
    """The group and the member's own membership, if any. Raises ``Http404`` where it is not theirs to see.

    A hidden group and an address that never was take the same road to the same answer.
    """
    membership = _present.first(member.pk, slug)
    if membership is not None:
        membership.member = member
        return membership.group, membership
    return _see(member, slug), None


def reach_as_member(request: HttpRequest, slug: str) -> Membership:
    """The asker's membership, its group attached: one query. Raises ``Http404``, or ``NotAMember`` where the group is
    visible to them.
    """
    if not isinstance(request.user, Member):
        raise Http404
    membership = _present.first(request.user.pk, slug)
    if membership is None:
        raise NotAMember(_see(request.user, slug))
    membership.member = request.user
    return membership


def _see(member: Member, slug: str) -> Group:
    group = _visible.first(member.pk, slug)
    if group is None:
        raise Http404
    return group


_visible: PreparedRows[Group] = PreparedRows(
    lambda member_id, slug: Group.objects.visible_to(Member(pk=member_id)).filter(slug=slug).select_related("facility"),
    *(int, str),
)


_present: PreparedRows[Membership] = PreparedRows(
    lambda member_id, slug: (
        Membership.objects.present()
        .filter(member=member_id, group__slug=slug, group__archived_at=None)
        .select_related("group__facility")
    ),
    *(int, str),
)
