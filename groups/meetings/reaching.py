"""How a page reaches a meeting: through the eyes of whoever asks."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from community.members.models import Member
from groups.meetings.models import Answer, Meeting, Occurrence
from groups.meetings.policies import may_change
from groups.roster.models import Membership, Sanction
from groups.roster.queries import current_quiet, membership_of


@dataclass(frozen=True)
class Reached:
    """A meeting, and who looks at it: their seat in its group, if they have one, and what was asked of them there."""

    meeting: Meeting
    member: Member
    membership: Membership | None
    quiet: Sanction | None

    @property
    def may_change(self) -> bool:
        return may_change(self.meeting, self.membership, self.quiet)


@dataclass(frozen=True)
class ReachedOccurrence(Reached):
    occurrence: Occurrence
    answer: Answer | None


def reach_meeting(member: Member, pk: int) -> Reached:
    """The meeting as the asker sees it. ``Http404`` where it is not theirs to see, as where it never was."""
    seen = Meeting.objects.visible_to(member).select_related("group__facility", "by")
    meeting = get_object_or_404(seen, pk=pk)
    return Reached(meeting, member, *_seat(meeting, member))


def reach_occurrence(member: Member, pk: int) -> ReachedOccurrence:
    """The same for one of its times, with the asker's own answer."""
    seen = Occurrence.objects.visible_to(member).select_related("meeting__group__facility", "meeting__by")
    occurrence = get_object_or_404(seen, pk=pk)
    answer = Answer.objects.filter(occurrence=occurrence, member=member).first()
    meeting = occurrence.meeting
    return ReachedOccurrence(meeting, member, *_seat(meeting, member), occurrence, answer)


def _seat(meeting: Meeting, member: Member) -> tuple[Membership | None, Sanction | None]:
    seat = membership_of(meeting.group, member)
    return seat, current_quiet(seat) if seat else None
