"""What pages ask about meetings, each in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from community.members.models import Block, Member
from groups.meetings.models import Answer, Meeting, Occurrence, OccurrenceQuerySet
from groups.meetings.policies import is_on
from groups.roster.models import Group, Membership

#: What no list shows.
_LONG = ("meeting__about", "meeting__html")
MOST_COMING = 60


@dataclass(frozen=True)
class Entry:
    """An occurrence as one reader sees it in a list."""

    occurrence: Occurrence
    answer: Answer | None
    now: bool

    @property
    def meeting(self) -> Meeting:
        return self.occurrence.meeting

    @property
    def off(self) -> bool:
        """It is shown, and does not happen."""
        return not is_on(self.occurrence)

    @property
    def full(self) -> bool:
        places = self.occurrence.places
        return places is not None and self.occurrence.going >= places

    @property
    def going(self) -> bool:
        return self.answer is not None and self.answer.state == Answer.State.GOING

    @property
    def waiting(self) -> bool:
        return self.answer is not None and self.answer.state == Answer.State.WAITING


def of_mine(member: Member) -> OccurrenceQuerySet:
    """Occurrences of the member's groups' meetings, and those elsewhere that they come to."""
    mine = Membership.objects.here().filter(member=member).values("group")
    answered = Answer.objects.filter(
        occurrence=OuterRef("pk"), member=member, state__in=(Answer.State.GOING, Answer.State.WAITING)
    )
    seen = Occurrence.objects.visible_to(member)
    return seen.filter(Q(meeting__group__in=mine) | Exists(answered))


def between(member: Member, begins: datetime, ends: datetime, *, group: Group | None = None) -> list[Entry]:
    """What happens in a stretch of time, also what has begun before it: the member's own, or one group's."""
    found = of_mine(member) if group is None else Occurrence.objects.visible_to(member).filter(meeting__group=group)
    return entries(member, found.filter(starts_at__lt=ends, ends_at__gt=begins).order_by("starts_at", "id"))


def coming(
    member: Member, *, most: int, group: Group | None = None, after: tuple[datetime, int] | None = None
) -> list[Entry]:
    """What comes next, what is on now first: at most ``most``, after the one of that beginning and id where given."""
    found = of_mine(member) if group is None else Occurrence.objects.visible_to(member).filter(meeting__group=group)
    if after is None:
        found = found.upcoming()
    else:
        moment, pk = after
        later = Q(starts_at__gt=moment) | Q(starts_at=moment, pk__gt=pk)
        found = found.filter(later, starts_at__gte=moment).order_by("starts_at", "id")
    return entries(member, found[:most])


def next_for(member: Member) -> Entry | None:
    """The one meeting Today speaks of: on now or next, one that happens; theirs before one they said no to."""
    refused = Answer.objects.filter(occurrence=OuterRef("pk"), member=member, state=Answer.State.NOT)
    found = of_mine(member).standing().upcoming().exclude(Exists(refused))
    return next(iter(entries(member, found[:1])), None)


def entries(member: Member, occurrences: OccurrenceQuerySet) -> list[Entry]:
    """The occurrences with the member's own answers: two queries."""
    found = list(occurrences.select_related("meeting__group").defer(*_LONG))
    answers = {one.occurrence_id: one for one in Answer.objects.filter(member=member, occurrence__in=found)}
    now = timezone.now()
    return [Entry(one, answers.get(one.pk), one.starts_at <= now < one.ends_at and is_on(one)) for one in found]


@dataclass(frozen=True)
class Coming:
    """Somebody who comes, by the name they bear in the group; guests by their own."""

    name: str
    hue: int
    url: str


def who_comes(occurrence: Occurrence, reader: Membership | None) -> list[Coming]:
    """Who said they come, as a member of the group sees it, less whom they blocked; nobody's name for others."""
    if reader is None:
        return []
    blocked = Block.objects.filter(blocker=reader.member_id).values("blocked")
    answers = Answer.objects.going().filter(occurrence=occurrence, member__ended_at=None).exclude(member__in=blocked)
    found = answers.select_related("membership__group", "member").order_by("since", "id")[:MOST_COMING]
    return [_coming(one) for one in found]


def _coming(one: Answer) -> Coming:
    if one.membership is not None:
        return Coming(one.membership.name, one.membership.hue, one.membership.get_absolute_url())
    return Coming(one.member.name, one.member.hue, "")


def place_in_line(answer: Answer) -> int:
    """Where in the waiting list, from 1."""
    before = Answer.objects.waiting().filter(occurrence=answer.occurrence_id)
    ahead = Q(since__lt=answer.since) | Q(since=answer.since, pk__lt=answer.pk)
    return before.filter(ahead).count() + 1


def soonest(meetings: Iterable[Meeting], member: Member) -> dict[int, Entry]:
    """The next time of each of these meetings, by the meeting's id."""
    found = Occurrence.objects.filter(meeting__in=list(meetings)).upcoming()
    nearest = found.order_by("meeting", "starts_at", "id").distinct("meeting").values("pk")
    return {entry.meeting.pk: entry for entry in entries(member, Occurrence.objects.filter(pk__in=nearest))}


def around(occurrence: Occurrence) -> tuple[Occurrence | None, Occurrence | None]:
    """The time before and the time after, of the same meeting."""
    same = Occurrence.objects.filter(meeting=occurrence.meeting_id)
    before = same.filter(starts_at__lt=occurrence.starts_at).order_by("-starts_at").first()
    after = same.filter(starts_at__gt=occurrence.starts_at).order_by("starts_at").first()
    return before, after


def groups_to_meet_in(member: Member) -> list[Membership]:
    """The member's seats, by the groups' names."""
    seats = Membership.objects.here().filter(member=member, group__archived_at=None)
    return list(seats.select_related("group").order_by("group__name"))
