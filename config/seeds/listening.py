"""How two rooms go: somebody listens in the Evening Circle in the evening, and the Long Road is a slow one."""

from datetime import time

from config.seeds.house import People
from groups.chat.actions import set_room
from groups.chat.rules import Duty, Rules
from groups.roster.models import Group, Membership

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
WEEKDAYS = (0, 1, 2, 3, 4)
#: Days, from, to, who; nobody's name is the staff of the house. By the clock of Harbor House.
EVENING_CIRCLE_ROTA = (
    (WEEKDAYS, time(9), time(17), ""),
    (EVERY_DAY, time(17), time(22, 30), "tomas"),
    ((1, 3, 5, 6), time(19), time(23, 30), "carmen"),
)


def listen(people: People) -> None:
    """Tomas and Carmen listen in the evening, the house by day; on the Long Road each writes once in a minute."""
    circle = Group.objects.get(slug="evening-circle")
    seats = {
        one.member_id: one.pk for one in Membership.objects.present().filter(group=circle, role__in=Membership.KEEPERS)
    }
    rota = tuple(
        Duty(seats[people[who].pk] if who else None, days, starts, ends)
        for days, starts, ends, who in EVENING_CIRCLE_ROTA
    )
    set_room(circle, by=people["tomas"], rules=Rules(zone="America/New_York", rota=rota), read=Rules().mark)
    road = Group.objects.get(slug="the-long-road")
    set_room(road, by=people["kaia"], rules=Rules(zone="America/New_York", slow_seconds=60), read=Rules().mark)
