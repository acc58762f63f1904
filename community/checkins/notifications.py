from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import override

from community.checkins.models import CheckIn, Reminder
from community.kit.clock import local_day
from community.members.models import Member
from community.notifications.actions import notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification


def is_still_of_use(notification: Notification) -> bool:
    """Asked as the mail leaves: not the day after, and not when the check-in is there."""
    member = notification.member
    day = local_day(timezone.now(), member.time_zone)
    asked_on = local_day(notification.created_at, member.time_zone)
    return day == asked_on and not CheckIn.objects.filter(member=member, day=day).exists()


REMINDER = register(
    Kind("checkins.reminder", _lazy("Your daily check-in"), email=True, icon="sun", still_holds=is_still_of_use)
)


def remind(reminder: Reminder, day: date) -> None:
    """Tell the member that it is their hour. What an earlier one asked is past: they are asked once."""
    member = reminder.member
    settle(member, REMINDER)
    with override(member.language):
        notify(
            member,
            REMINDER,
            subject=f"reminder:{reminder.pk}:{day}",
            text=_("Your check-in is here when you have a minute."),
            url="/path/check-in/",
        )


def no_longer_wait(member: Member) -> None:
    """They have checked in, or said not today."""
    settle(member, REMINDER)
