"""Evening Circle's thread of the day: it opens at midnight, is hosted by rota, and a few have said a line already."""

from datetime import time

from django.utils import timezone

from config.seeds.house import People
from groups.daily.actions import host, open_due, say_line, set_daily
from groups.daily.models import Daily, DailyRule
from groups.roster.models import Group

HOSTS = ("sol", "sol", "june", "sol", "sol", "june", "sol")
LINES = (
    ("sol", "pledge", "Only today, and only this: I call before it gets late."),
    ("bea", "pledge", "To the pool before work."),
    ("june", "gratitude", "Coffee on the steps, and nobody needing anything yet."),
)


def begin_the_day(people: People) -> None:
    """Let the rota be made, the thread open, and three people say a line."""
    circle = Group.objects.get(slug="evening-circle")
    set_daily(circle, by=people["tomas"], opens_at=time(0))
    for weekday, key in enumerate(HOSTS):
        host(circle, by=people[key], weekday=weekday)
    DailyRule.objects.filter(group=circle).update(next_at=timezone.now())
    open_due()
    today = Daily.objects.select_related("group", "thread__group").get(group=circle)
    for key, prompt, words in LINES:
        say_line(today, by=people[key], prompt=prompt, body=words)
