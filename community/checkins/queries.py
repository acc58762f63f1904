from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from community.checkins.models import CheckIn, Occurrence, Reminder
from community.checkins.times import days_in_words, may_still_change
from community.kit.clock import local_day
from community.members.models import Member
from community.notifications.models import Preference

A_MONTH = 30


@dataclass(frozen=True)
class Today:
    """For the home page: the member's day, and their check-in of it if there is one."""

    day: date
    check_in: CheckIn | None


def today(member: Member) -> Today:
    """The member's day and what they have said of it. One query."""
    day = local_day(timezone.now(), member.time_zone)
    return Today(day, CheckIn.objects.filter(member=member, day=day).first())


def open_day(member: Member, asked_for: date | None = None) -> date:
    """The day a form opened now is about: today, or the day it was opened on while that is still open."""
    now = timezone.now()
    if asked_for and may_still_change(asked_for, now, member.time_zone):
        return asked_for
    return local_day(now, member.time_zone)


def recent(member: Member, days: int = A_MONTH) -> list[CheckIn]:
    """The last ``days`` days' check-ins, oldest first. One query."""
    until = local_day(timezone.now(), member.time_zone)
    return list(
        CheckIn.objects.filter(member=member, day__gt=until - timedelta(days=days), day__lte=until).order_by("day")
    )


@dataclass(frozen=True)
class ReminderLine:
    """One reminder on its page: ``on`` says its days in words."""

    reminder: Reminder
    on: str
    in_quiet_hours: bool


def reminder_lines(member: Member) -> list[ReminderLine]:
    """In the order of the day. Two queries."""
    preference = Preference.of(member)
    rows = Reminder.objects.filter(member=member).order_by("at")
    return [ReminderLine(one, days_in_words(one.days), preference.is_quiet(one.at)) for one in rows]


def asked_today(member: Member) -> bool:
    """Whether a reminder has asked today, so that "not now" can be said. One query."""
    day = local_day(timezone.now(), member.time_zone)
    return Occurrence.today_of(member, day).filter(outcome=Occurrence.Outcome.SENT).exists()


def latest(member: Member) -> CheckIn | None:
    """The one written or changed last. One query."""
    return CheckIn.objects.filter(member=member).order_by("-changed_at", "-id").first()
