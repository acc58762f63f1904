"""Whose hand it is: what hosting asks of memberships."""

from django.db.models import Exists, OuterRef

from community.members.models import Member
from groups.meetings.models import Meeting, Occurrence
from groups.roster.models import Membership, MembershipQuerySet, Sanction
from groups.roster.queries import current_quiet


def seat_of(meeting: Meeting, member: Member) -> tuple[Membership | None, Sanction | None]:
    """The member's present place in the meeting's group, and what they were asked there."""
    seat = Membership.objects.present().filter(group=meeting.group_id, member=member).first()
    return seat, current_quiet(seat) if seat else None


def able(seats: MembershipQuerySet) -> MembershipQuerySet:
    """Those among them who may host now: here, and not asked to be quiet."""
    quiet = Sanction.objects.standing().filter(membership=OuterRef("pk"), kind=Sanction.Kind.QUIET)
    return seats.filter(pk__in=Membership.objects.here(), member__ended_at=None).exclude(Exists(quiet))


def locked(occurrence: Occurrence) -> Occurrence:
    """The row as it stands, held until the transaction ends, with its meeting: one host at a time."""
    held = Occurrence.objects.select_for_update(of=("self",), no_key=True).select_related("meeting__group")
    return held.get(pk=occurrence.pk)
