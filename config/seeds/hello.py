"""Newcomers, who greets them, and how those before them fared."""

from datetime import time, timedelta
from itertools import cycle

from django.utils import timezone

from config.seeds.house import People
from groups.roster.models import Group, Membership
from groups.welcome.actions import ask_swap, give_hours, introduce_newcomers
from groups.welcome.models import FirstHello
from groups.welcome.rota import stretches_of
from groups.welcome.watching import find_first_words, hear_answers

#: Who greets in Evening Circle: days, from, to.
HOURS = (
    ("sol", (0, 1, 3, 5, 6), time(17), time(21)),
    ("bruno", (2, 4), time(19), time(22)),
    ("ines", (6,), time(9), time(12)),
)
#: How many minutes those who came in before this week waited for their first hello, oldest first; None: for good.
WAITED = (95, 42, 61, 24, None, 130, 38, 12, 19, 33, 16, 22, 6, 9, 4, 12, 8)


def greet(people: People) -> None:
    """Make the rota, look back on a year of newcomers, and write down who waits now."""
    circle = Group.objects.get(slug="evening-circle")
    for key, days, starts, ends in HOURS:
        give_hours(circle, by=people[key], days=days, starts=starts, ends=ends, zone=people[key].time_zone)
    now = timezone.now()
    bruno = Membership.objects.get(group=circle, member=people["bruno"]).greeting_shifts.get()
    stretch = stretches_of([bruno], after=now + timedelta(days=1), until=now + timedelta(days=7))[0]
    ask_swap(bruno, by=people["bruno"], day=stretch.day)
    _look_back(circle)
    find_first_words(now)
    hear_answers(now)
    introduce_newcomers(now)


def _look_back(circle: Group) -> None:
    """Those who have been in the circle for long said their first words when they came; that is gone from the chat."""
    now, waited = timezone.now(), cycle(WAITED)
    old_hands = Membership.objects.filter(
        group=circle, role=Membership.Role.MEMBER, joined_at__lt=now - timedelta(days=15)
    )
    for place, newcomer in enumerate(old_hands.order_by("joined_at")):
        said = newcomer.joined_at + timedelta(hours=3)
        minutes = next(waited)
        FirstHello.objects.create(
            newcomer=newcomer,
            group=circle,
            kind=FirstHello.Kind.CHAT,
            said_at=said,
            answered_at=said + timedelta(minutes=minutes) if minutes else None,
            came_back_at=said + timedelta(days=2) if place % 4 else None,
        )
