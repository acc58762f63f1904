"""When the groups meet: one online in a few minutes, one with a waiting list, one by another clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from community.kit.clock import zone
from config.seeds.house import People
from groups.meetings.actions import answer, call_off, change_once, leave_out, make_meeting
from groups.meetings.actions.listing import put_in_directory
from groups.meetings.actions.once import ThisOnce
from groups.meetings.models import Meeting, Occurrence
from groups.meetings.plan import Plan
from groups.meetings.repeating import LAST, How, Repeats
from groups.roster.models import Group

HERE, LONDON = "America/New_York", "Europe/London"
SOON = timedelta(minutes=10)


@dataclass(frozen=True)
class Coming:
    """Who says they come to a meeting's next time, and then to the one after."""

    next: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def meet(people: People) -> None:
    """Plan the groups' meetings and let people say that they come."""
    today = datetime.now(zone(HERE)).date()
    _evening_circle(people, today)
    _monday(people, today)
    _runners(people, today)
    _first_ninety(people, today)
    _others(people, today)


def _evening_circle(people: People, today: date) -> None:
    begins = (timezone.now() + SOON).astimezone(zone(HERE)).replace(second=0, microsecond=0)
    _plan(
        people,
        "evening-circle",
        "tomas",
        Plan(
            title="One question, an hour",
            kind=Meeting.Kind.SESSION,
            about="One question, honest answers, nobody fixed. You can keep your camera off, and you can just listen.",
            starts_on=begins.date() - timedelta(days=14),
            starts_at=begins.time(),
            zone=HERE,
            repeats=Repeats(how=How.WEEKLY, days=(begins.weekday(),)),
            online_url="https://meet.example.org/one-question",
            online_phone="+1 555 0100",
        ),
        Coming(next=("alba", "bruno", "wren", "june", "ines", "carmen"), after=("alba", "wren")),
    )
    walk = _plan(
        people,
        "evening-circle",
        "june",
        Plan(
            title="A walk along the river",
            kind=Meeting.Kind.ACTIVITY,
            about="An hour, flat, in any weather. We start at the bridge and end at the bakery.",
            starts_on=_next(today, 6),
            starts_at=time(10),
            zone=HERE,
            repeats=Repeats(how=How.WEEKLY, every=2, days=(6,), times=8),
            place="Millrace bridge",
            places=4,
        ),
        Coming(next=("june", "wren", "kit", "pia", "alba", "gil")),
    )
    later = list(walk.occurrences.order_by("starts_at")[1:3])
    call_off(later[1], by=people["june"], note="I am at my sister's. Walk without me if you like.")
    begins_later = later[0].starts_at + timedelta(hours=2)
    this = ThisOnce(
        begins_later, begins_later + timedelta(hours=1), places=4, note="Two hours later: the bridge is closed at ten."
    )
    change_once(later[0], by=people["june"], this=this)


def _monday(people: People, today: date) -> None:
    monday = _plan(
        people,
        "millrace-monday",
        "gwen",
        Plan(
            title="Millrace Monday",
            about="Open to everyone, all paths. Somebody reads, then we go round. The soup is real.",
            starts_on=_next(today, 0) - timedelta(days=21),
            starts_at=time(18, 30),
            zone=HERE,
            minutes=90,
            repeats=Repeats(how=How.WEEKLY, days=(0,)),
            open_to=Meeting.OpenTo.EVERYONE,
            place="The old mill hall",
            address="4 Millrace Lane",
            online_url="https://meet.example.org/millrace",
            types=("O",),
        ),
        Coming(next=("gwen", "dov", "elke", "bea", "alba", "mica")),
    )
    put_in_directory(monday, by=people["gwen"])
    year = today.year if today.month < 12 or today.day < 25 else today.year + 1
    leave_out(
        monday,
        by=people["gwen"],
        first_day=date(year, 12, 24),
        last_day=date(year + 1, 1, 2),
        because="The hall is closed over the holidays.",
    )


def _runners(people: People, today: date) -> None:
    _plan(
        people,
        "trail-runners-sober",
        "otis",
        Plan(
            title="Millrace loop",
            kind=Meeting.Kind.ACTIVITY,
            about="Five kilometres, one bench, no heroes. Walkers are runners too.",
            starts_on=_next(today, 5),
            starts_at=time(8),
            zone=HERE,
            minutes=75,
            repeats=Repeats(how=How.WEEKLY, days=(5,)),
            place="Car park at the loop",
            places=5,
        ),
        Coming(next=("otis", "noor", "leif", "iris", "gwen", "alba", "sami"), after=("alba",)),
    )


def _first_ninety(people: People, today: date) -> None:
    _plan(
        people,
        "first-ninety",
        "cleo",
        Plan(
            title="One small thing for today",
            about="A quarter of an hour. Everyone says one small thing. Then the day may begin.",
            starts_on=today - timedelta(days=7),
            starts_at=time(8, 15),
            zone=HERE,
            minutes=15,
            repeats=Repeats(how=How.WEEKLY, days=(0, 1, 2, 3, 4)),
            online_url="https://meet.example.org/small-thing",
        ),
        Coming(next=("cleo", "june", "milo")),
    )
    _plan(
        people,
        "first-ninety",
        "hugo",
        Plan(
            title="Across the water",
            about="With the sister group in London. Tea for them, lunch for us.",
            starts_on=_next(today, 3),
            starts_at=time(17),
            zone=LONDON,
            repeats=Repeats(how=How.WEEKLY, every=2, days=(3,)),
            online_url="https://meet.example.org/across",
        ),
        Coming(next=("hugo", "alba", "yara")),
    )


def _others(people: People, today: date) -> None:
    _plan(
        people,
        "kitchen-table",
        "rosa",
        Plan(
            title="At the table",
            about="For those who love someone in recovery. Bring something that smells good.",
            starts_on=today,
            starts_at=time(17),
            zone=HERE,
            minutes=120,
            repeats=Repeats(how=How.MONTHLY_WEEKDAY, nth=LAST, days=(6,)),
            place="Rosa's kitchen",
            places=8,
        ),
        Coming(next=("rosa", "nell", "hana")),
    )
    _plan(
        people,
        "the-long-road",
        "kaia",
        Plan(
            title="First Thursday",
            starts_on=today,
            starts_at=time(20),
            zone=HERE,
            repeats=Repeats(how=How.MONTHLY_WEEKDAY, nth=1, days=(3,)),
            online_url="https://meet.example.org/long-road",
        ),
        Coming(next=("kaia", "dara")),
    )


def _plan(people: People, slug: str, by: str, plan: Plan, coming: Coming) -> Meeting:
    meeting = make_meeting(Group.objects.get(slug=slug), by=people[by], plan=plan)
    times = Occurrence.objects.filter(meeting=meeting).standing().upcoming()[:2]
    for occurrence, who in zip(times, (coming.next, coming.after), strict=False):
        for key in who:
            answer(occurrence, by=people[key], coming=True)
    return meeting


def _next(today: date, weekday: int) -> date:
    """The next such day, tomorrow at the earliest."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
