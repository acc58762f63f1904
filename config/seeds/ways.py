"""What a few people carry: days, check-ins with a hard one in them, reminders, someone at home."""

from datetime import time, timedelta

from django.utils import timezone

from community.checkins.actions import check_in, remind_me
from community.circle.actions import accept, invite
from community.kit.clock import local_day
from community.milestones.actions import begin_again, count
from community.support.actions import choose
from community.support.candidates import candidates
from config.seeds.house import People
from config.seeds.paths import ALBA_DAYS, ALBA_SPANS, BRUNO_SPANS, CARMEN_SPANS, GIL_DAYS, Day


def live_the_week(people: People) -> None:
    alba = people["alba"]
    for key, days in (("alba", ALBA_DAYS), ("gil", GIL_DAYS)):
        _check_in(people, key, days)
    _spans(people, "alba", ALBA_SPANS)
    _spans(people, "bruno", BRUNO_SPANS)
    _spans(people, "carmen", CARMEN_SPANS)
    _spans(people, "gil", ((52, None),))
    _spans(people, "wren", ((128, None),))
    remind_me(alba, at=time(20, 0))
    remind_me(people["gil"], at=time(21, 30))
    _invitation, token = invite(alba, name="Hana")
    accept(token, by=people["hana"])
    for candidate in candidates(alba):
        if candidate.person in (people["hana"], people["bruno"]) and not candidate.key.startswith("membership:"):
            choose(alba, key=candidate.key)


def _check_in(people: People, key: str, days: tuple[Day, ...]) -> None:
    today = local_day(timezone.now(), people[key].time_zone)
    for one in days:
        check_in(
            people[key],
            mood=one.mood,
            craving=one.craving,
            halt=one.halt,
            line=one.line,
            helped=one.helped,
            day=today - timedelta(days=one.days_ago),
        )


def _spans(people: People, key: str, spans: tuple[tuple[int, int | None], ...]) -> None:
    today = local_day(timezone.now(), people[key].time_zone)
    (first, _ended), *later = spans
    counter = count(people[key], label="Without alcohol", since=today - timedelta(days=first))
    for begun, _ended in later:
        begin_again(counter, by=people[key], on=today - timedelta(days=begun))
