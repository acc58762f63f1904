"""Who is told that a meeting moved, does not happen, or has a place for them. What is mailed says nothing of it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.kit.clock import zone
from community.members.models import Member
from community.notifications.actions import in_line, notify
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from groups.meetings.models import Answer, Meeting, Occurrence


def _still_has_the_place(notification: Notification) -> bool:
    """A mail about a place that was given back meanwhile is not sent."""
    occurrence = int(notification.subject.removeprefix("occurrence:"))
    return Answer.objects.going().filter(occurrence=occurrence, member=notification.member_id).exists()


CHANGED = register(
    Kind("meeting_changed", gettext_lazy("Something you come to has changed"), email=True, icon="calendar-days")
)
MOVED_UP = register(
    Kind(
        "meeting_place",
        gettext_lazy("A place came free for you"),
        email=True,
        icon="calendar-check",
        still_holds=_still_has_the_place,
    )
)


def tell_moved_up(answer: Answer) -> None:
    """The waiting list has moved, and they have a place."""
    occurrence = answer.occurrence
    text = _("A place came free: you are in. %(title)s, %(when)s.")
    notify(
        answer.member,
        MOVED_UP,
        subject=f"occurrence:{occurrence.pk}",
        text=text % {"title": occurrence.meeting.title, "when": when(occurrence, answer.member)},
        url=occurrence.get_absolute_url(),
    )


def tell_moved(occurrence: Occurrence, *, by: Member) -> None:
    """Another time or place, this once: for those who come or wait for a place."""
    text = _("%(title)s has changed this once: %(when)s.")
    _tell_all(occurrence, text, by)


def tell_called_off(occurrence: Occurrence, *, by: Member) -> None:
    text = _("%(title)s does not happen this time (%(when)s).")
    _tell_all(occurrence, text, by)


def tell_back_on(occurrence: Occurrence, *, by: Member) -> None:
    text = _("%(title)s happens after all: %(when)s.")
    _tell_all(occurrence, text, by)


def tell_series_changed(meeting: Meeting, members: Iterable[Member]) -> None:
    """Its times are others from now on: one notice each, however many of them they come to."""
    text = _("%(title)s is at other times from now on. Please look whether you still can come.")
    for member in in_line(members):
        notify(
            member,
            CHANGED,
            subject=f"meeting:{meeting.pk}",
            text=text % {"title": meeting.title},
            url=meeting.get_absolute_url(),
        )


def tell_no_more(meeting: Meeting, members: Iterable[Member], *, for_good: bool) -> None:
    """It has ended, or is closed for a time."""
    text = _("%(title)s has come to its end.") if for_good else _("%(title)s is closed for now.")
    url = reverse("groups:meetings", args=[meeting.group.slug]) if for_good else meeting.get_absolute_url()
    for member in in_line(members):
        notify(member, CHANGED, subject=f"meeting:{meeting.pk}", text=text % {"title": meeting.title}, url=url)


def concerned(occurrences: Iterable[Occurrence]) -> list[Member]:
    """Those who come to one of these, or wait for a place, each once."""
    answers = Answer.objects.filter(
        occurrence__in=list(occurrences), state__in=(Answer.State.GOING, Answer.State.WAITING)
    )
    return list(Member.objects.filter(pk__in=answers.values("member"), ended_at=None).order_by("pk"))


def when(occurrence: Occurrence, member: Member) -> str:
    """The time as that member lives it: "24 November, 19:00"."""
    here = occurrence.starts_at.astimezone(zone(member.time_zone))
    return date_format(here, "j F, H:i")


def _tell_all(occurrence: Occurrence, text: str, by: Member) -> None:
    for member in concerned([occurrence]):
        if member.pk == by.pk:
            continue
        notify(
            member,
            CHANGED,
            subject=f"occurrence:{occurrence.pk}",
            text=text % {"title": occurrence.meeting.title, "when": when(occurrence, member)},
            url=occurrence.get_absolute_url(),
        )
