from dataclasses import dataclass

from community.circle.models import CircleInvitation, Nearness, Tie
from community.kit.tokens import digest
from community.members.models import Member


@dataclass(frozen=True)
class Circle:
    """Both sides of a member's circle, and the links that are out."""

    around_me: list[Tie]
    i_support: list[Tie]
    invitations: list[CircleInvitation]
    sponsors: list[Tie]
    named_sponsors: list[CircleInvitation]


def circle(member: Member) -> Circle:
    """Three queries, however many people. Sponsors stand apart from the others around."""
    ties = Tie.objects.visible_to(member).select_related("member", "supporter").order_by("created_at", "id")
    held = list(ties)
    return Circle(
        around_me=[one for one in held if one.member_id == member.pk and not one.is_sponsor],
        i_support=[one for one in held if one.supporter_id == member.pk],
        invitations=list(
            CircleInvitation.objects.open().filter(member=member, kind=Nearness.NEAR).order_by("-created_at")
        ),
        sponsors=[one for one in held if one.member_id == member.pk and one.is_sponsor],
        named_sponsors=list(CircleInvitation.objects.named_sponsors().filter(member=member).order_by("created_at")),
    )


def around(member: Member) -> list[Tie]:
    """Those in the member's circle whom they may meet today. One query."""
    ties = Tie.objects.visible_to(member).filter(member=member).select_related("supporter")
    return list(ties.order_by("created_at", "id"))


def find_open(token: str, *, by: Member) -> CircleInvitation | None:
    """The invitation that a link stands for, if ``by`` may take it: open, from someone they may meet."""
    return (
        CircleInvitation.objects.open()
        .filter(digest=digest(token), member__in=Member.objects.visible_to(by).values("pk"))
        .select_related("member")
        .first()
    )
