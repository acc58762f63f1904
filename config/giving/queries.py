from dataclasses import dataclass

from django.utils import timezone

from community.members.models import Member
from groups.meetings.models import Meeting, Occurrence
from groups.roster.models import Membership, MembershipQuerySet
from mentorship.profiles.models import MentorOffer


@dataclass(frozen=True)
class Ways:
    """Where a member could give something: groups to greet in, meetings to host, and whether they mentor already."""

    groups: list[Membership]
    meetings: list[Meeting]
    offers: bool


def ways_of(member: Member) -> Ways:
    """Three queries."""
    places = greetable(member).select_related("group").order_by("group__name")
    coming = Occurrence.objects.filter(starts_at__gt=timezone.now()).values("meeting")
    mine = Membership.objects.here().filter(member=member).values("group")
    meetings = Meeting.objects.visible_to(member).filter(group__in=mine, pk__in=coming).select_related("group")
    return Ways(
        groups=list(places),
        meetings=list(meetings.order_by("title", "pk")[:6]),
        offers=MentorOffer.objects.filter(member=member, ended_at=None).exists(),
    )


def greetable(member: Member) -> MembershipQuerySet:
    """Groups in which the member has no role yet."""
    return Membership.objects.here().filter(member=member, role=Membership.Role.MEMBER, group__archived_at=None)
