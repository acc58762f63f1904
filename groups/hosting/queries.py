"""What pages ask about hosts, each in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, Sum
from django.utils import timezone

from community.members.models import Block, Member
from groups.hosting import policies
from groups.hosting.models import (
    AskedAfter,
    Belonging,
    Course,
    HostAsk,
    HostKit,
    HostSearch,
    HostSeat,
    HostTurn,
    KitStep,
    ReminderWish,
)
from groups.meetings.models import Answer, Meeting, Occurrence
from groups.roster.models import Group, Membership, Sanction

#: Fewer answers than this are nobody's business: a share of them would point at people.
LEAST_SAID = 5
#: So far back a share looks.
LOOK_BACK = timedelta(days=90)
MOST_TURNS = 6


@dataclass(frozen=True)
class Host:
    """A turn as one reader sees it. ``name`` is empty for guests, and where the reader has blocked the person."""

    occurrence: Occurrence
    turn: HostTurn | None
    search: HostSearch | None
    name: str = ""
    hue: int = 0
    mine: bool = False

    @property
    def confirmed(self) -> bool:
        return self.turn is not None and self.turn.confirmed_at is not None

    @property
    def looked_for(self) -> bool:
        """Somebody is being asked."""
        return self.search is not None and self.search.none_at is None

    @property
    def nobody(self) -> bool:
        """All were asked, and nobody was found."""
        return self.search is not None and self.search.none_at is not None


@dataclass(frozen=True)
class OnNow:
    """The step a meeting is at: what it is called, since when and until when; ``number`` counts from 0."""

    number: int
    title: str
    words: str
    since: datetime
    until: datetime | None
    next_title: str
    ended: bool

    @property
    def mark(self) -> str:
        """What an open page has seen: another mark, and it shows it anew."""
        return f"{self.number}-{int(self.since.timestamp())}-{int(self.ended)}"


@dataclass(frozen=True)
class AtOccurrence:
    """All that an occurrence's page says about hosting, to one reader."""

    host: Host
    asked: bool = False
    may_step_in: bool = False
    may_lead: bool = False
    can_run: bool = False
    on_now: OnNow | None = None
    may_say: bool = False
    has_said: bool = False
    reminded: int | None = None

    @property
    def speaks(self) -> bool:
        """Whether there is anything to say about a host."""
        return bool(self.host.turn or self.host.search or self.may_step_in)


def at_occurrence(
    occurrence: Occurrence, reader: Member, seat: Membership | None, quiet: Sanction | None, answer: Answer | None
) -> AtOccurrence:
    """What the page of one time says about its host, and of what comes after."""
    now = timezone.now()
    host = hosts_of([occurrence], reader, seat)[0]
    over = occurrence.ends_at <= now
    asked = on_rota = False
    if seat is not None and host.turn is None and not over:
        asks = HostAsk.objects.filter(search__occurrence=occurrence, search__closed_at=None, membership=seat)
        asked = asks.filter(said_no_at=None).exists()
        on_rota = HostSeat.objects.filter(meeting=occurrence.meeting_id, membership=seat).exists()
    can_run = policies.can_run(occurrence, now)
    asked_after = None
    if over and policies.may_say_after(occurrence, now):
        asked_after = AskedAfter.objects.filter(occurrence=occurrence, member=reader).first()
    going = answer is not None and answer.state == Answer.State.GOING
    return AtOccurrence(
        host=host,
        asked=asked,
        may_step_in=host.turn is None
        and policies.may_step_in(occurrence, seat, quiet, asked=asked or on_rota, now=now)
        and (host.search is not None or on_rota),
        may_lead=policies.may_lead(host.turn, seat),
        can_run=can_run and not over,
        on_now=on_now(occurrence) if can_run and seat is not None and not over else None,
        may_say=asked_after is not None and asked_after.said_on is None,
        has_said=asked_after is not None and asked_after.said_on is not None,
        reminded=ReminderWish.of(reader) if going and occurrence.starts_at > now else None,
    )


def hosts_of(occurrences: list[Occurrence], reader: Member, seat: Membership | None) -> list[Host]:
    """Who hosts each of these: three queries."""
    turns = {
        turn.occurrence_id: turn
        for turn in HostTurn.objects.filter(occurrence__in=occurrences, ended_at=None).select_related("membership")
    }
    searches = {one.occurrence_id: one for one in HostSearch.objects.filter(occurrence__in=occurrences, closed_at=None)}
    blocked = set(Block.objects.filter(blocker=reader).values_list("blocked", flat=True)) if turns else set()
    return [_host(one, turns.get(one.pk), searches.get(one.pk), seat, blocked) for one in occurrences]


def _host(
    occurrence: Occurrence,
    turn: HostTurn | None,
    search: HostSearch | None,
    seat: Membership | None,
    blocked: set[int],
) -> Host:
    if turn is None:
        return Host(occurrence, None, search)
    person = turn.membership
    shown = seat is not None and person.member_id not in blocked
    return Host(
        occurrence,
        turn,
        search,
        name=person.name if shown else "",
        hue=person.hue if shown else 0,
        mine=seat is not None and person.pk == seat.pk,
    )


def next_hosts(meeting: Meeting, reader: Member, seat: Membership) -> list[Host]:
    """The hosts of the meeting's next times."""
    coming = Occurrence.objects.standing().filter(meeting=meeting).upcoming().select_related("meeting")
    return hosts_of(list(coming[:MOST_TURNS]), reader, seat)


def on_rota(meeting: Meeting, reader: Member) -> list[Membership]:
    """Who is on the rota, as the reader sees them, whoever came first first."""
    seats = Membership.objects.seen_by(reader).filter(host_seats__meeting=meeting)
    return list(seats.order_by("host_seats__created_at", "pk"))


def kit_of(meeting: Meeting) -> tuple[HostKit | None, list[KitStep]]:
    """What its hosts have in hand."""
    kit = HostKit.objects.filter(meeting=meeting).first()
    return kit, list(KitStep.objects.filter(kit=kit)) if kit else []


@dataclass(frozen=True)
class Line:
    """A step on the host's page: ``begins`` is when it began, or will, if all that comes keeps to its minutes."""

    step: KitStep
    begins: datetime
    ends: datetime
    current: bool
    past: bool


def lines_of(steps: list[KitStep], occurrence: Occurrence, course: Course | None) -> list[Line]:
    """The steps by the clock: from the current one on as they will be, those before it as they were meant to be."""
    at = course.step if course else -1
    begins = course.step_since if course else occurrence.starts_at
    lines = []
    for number, step in enumerate(steps):
        if number < at:
            lines.append(Line(step, begins, begins, current=False, past=True))
            continue
        ends = begins + timedelta(minutes=step.minutes)
        current = number == at and course is not None and course.ended_at is None
        lines.append(Line(step, begins, ends, current=current, past=False))
        begins = ends
    return lines


def on_now(occurrence: Occurrence) -> OnNow | None:
    """The step it is at, once somebody has started the clock."""
    course = Course.objects.filter(occurrence=occurrence).first()
    if course is None:
        return None
    steps = list(KitStep.objects.filter(kit__meeting=occurrence.meeting_id))
    step = steps[course.step] if course.step < len(steps) else None
    following = steps[course.step + 1] if course.step + 1 < len(steps) else None
    return OnNow(
        number=course.step,
        title=step.title if step else "",
        words=step.words if step else "",
        since=course.step_since,
        until=course.step_since + timedelta(minutes=step.minutes) if step else None,
        next_title=following.title if following else "",
        ended=course.ended_at is not None,
    )


@dataclass(frozen=True)
class Share:
    """How many in ten felt they belonged, of so many who said. Never 0 and never 10: either would speak of everyone."""

    in_ten: int
    said: int


def belonging_of(group: Group, *, now: datetime | None = None) -> Share | None:
    """Of the last ninety days of a group; None where too few have said."""
    since = (now or timezone.now()) - LOOK_BACK
    return _share(Q(occurrence__meeting__group=group, occurrence__ends_at__gt=since))


def belonging_at(meeting: Meeting, *, now: datetime | None = None) -> Share | None:
    """The same of one meeting."""
    since = (now or timezone.now()) - LOOK_BACK
    return _share(Q(occurrence__meeting=meeting, occurrence__ends_at__gt=since))


def _share(of: Q) -> Share | None:
    sums = Belonging.objects.filter(of).aggregate(yes=Sum("yes"), partly=Sum("partly"), no=Sum("no"))
    said = sum(number or 0 for number in sums.values())
    if said < LEAST_SAID:
        return None
    # Rounded down to fives, so that one more answer cannot be read off.
    return Share(in_ten=min(max(round(10 * (sums["yes"] or 0) / said), 1), 9), said=said - said % 5)
