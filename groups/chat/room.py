"""How a group's chat stands now and in the coming hours: who listens, when it rests, by which rules it goes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.conversations.hours import hours_of
from community.conversations.models import Conversation
from community.kit.clock import zone
from community.members.models import Block, Profile
from groups.chat.models import Shift
from groups.chat.rota import WHOLE_ROTA, watches
from groups.roster.models import Group, Membership

#: So far ahead a page knows by itself; then it asks again.
KNOWN = timedelta(hours=24)
#: So long before it rests people are told.
SOON = timedelta(minutes=10)
#: Nearer than this the time alone says when.
TODAY = timedelta(hours=18)
EVENING, MORNING = 17, 4

STAGES: dict[str, str | Promise] = {
    Profile.Road.IN_TREATMENT: gettext_lazy("people in treatment"),
    Profile.Road.JUST_HOME: gettext_lazy("people who have just come home"),
    Profile.Road.FIRST_YEAR: gettext_lazy("people in their first year"),
    Profile.Road.LONGER: gettext_lazy("people who have been on the road for longer"),
    Profile.Road.SUPPORTING: gettext_lazy("people who support someone"),
}


@dataclass(frozen=True)
class Part:
    """Words that hold from one moment to another."""

    begins: datetime
    ends: datetime
    now: bool
    #: listening, nobody, resting or soon.
    kind: str
    words: str = ""
    #: What comes after it, and when; None: nothing that is known.
    next_words: str = ""
    next_at: datetime | None = None
    next_today: bool = False


@dataclass(frozen=True)
class RoomNow:
    """What a page shows of the room. All words hold until ``until``."""

    at: datetime
    until: datetime
    #: Whether the room promises hours in which somebody listens.
    staffed: bool
    duty: list[Part]
    hours: list[Part]
    conversation: Conversation
    stages: str
    opens_at: datetime | None
    rests_at: datetime | None

    @property
    def slow_seconds(self) -> int:
        return self.conversation.slow_seconds

    @property
    def place(self) -> str:
        """Where the room's clock hangs, as people call it."""
        return self.conversation.zone.rpartition("/")[2].replace("_", " ")

    @property
    def pace(self) -> str:
        """How often each may write, in words; empty: as often as they like."""
        return pace_words(self.slow_seconds) if self.slow_seconds else ""


def room_now(mine: Membership, conversation: Conversation, at: datetime | None = None) -> RoomNow:
    """Return how the room stands for one of its members. One query."""
    group, at = mine.group, at or timezone.now()
    blocked = Block.objects.filter(blocker=mine.member, blocked=OuterRef("membership__member"))
    shifts = list(
        Shift.objects.filter(group=group).select_related("membership").annotate(unseen=Exists(blocked)).order_by("pk")
    )
    hours = hours_of(conversation, at)
    return RoomNow(
        at=at,
        until=at + KNOWN,
        staffed=bool(shifts),
        duty=_duty(shifts, conversation.zone, group, mine, at) if shifts else [],
        hours=_hours(conversation, at),
        conversation=conversation,
        stages=stage_words(group.chat_stages),
        opens_at=hours.opens_at,
        rests_at=hours.rests_at,
    )


def pace_words(seconds: int) -> str:
    """Once in how long, in words."""
    if seconds >= 60 and seconds % 60 == 0:
        return ngettext("once in %(n)s minute", "once in %(n)s minutes", seconds // 60) % {"n": seconds // 60}
    return ngettext("once in %(n)s second", "once in %(n)s seconds", seconds) % {"n": seconds}


def stage_words(stages: Iterable[str]) -> str:
    """For whom it is, as the middle of a sentence; empty: for everybody."""
    chosen = list(stages)
    return listed([str(words) for stage, words in STAGES.items() if stage in chosen])


def listed(names: list[str]) -> str:
    """Names as one says them: “Ada, Bea and Cleo”."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


# Who listens


def _duty(shifts: Sequence[Shift], zone_name: str, group: Group, mine: Membership, at: datetime) -> list[Part]:
    standing = [shift for shift in shifts if _stands(shift, group)]
    coming = watches(standing, zone_name, after=at, until=at + WHOLE_ROTA)
    parts = []
    for number, watch in enumerate(coming):
        if watch.begins > at + KNOWN:
            break
        later = next((one for one in coming[number + 1 :] if one.shifts), None)
        evening = not MORNING <= watch.begins.astimezone(zone(zone_name)).hour < EVENING
        parts.append(
            Part(
                watch.begins,
                watch.ends,
                now=watch.begins <= at,
                kind="listening" if watch.shifts else "nobody",
                words=_listening(watch.shifts, group, mine, evening=evening) if watch.shifts else "",
                next_words=listed(_names(later.shifts, group, mine)) if later else "",
                next_at=later.begins if later else None,
                next_today=bool(later and later.begins - watch.begins < TODAY),
            )
        )
    return parts


def _stands(shift: Shift, group: Group) -> bool:
    """Whether somebody is there for it: a present keeper of the group, or the staff of its facility."""
    return shift.membership.is_keeper if shift.membership else group.facility_id is not None


def _listening(shifts: Iterable[Shift], group: Group, mine: Membership, *, evening: bool) -> str:
    names = _names(shifts, group, mine)
    who = listed(names)
    who = who[:1].upper() + who[1:]
    if len(names) > 1 or all(shift.membership_id in (None, mine.pk) for shift in shifts):
        words = _("%(who)s are listening tonight.") if evening else _("%(who)s are listening just now.")
    else:
        words = _("%(who)s is listening tonight.") if evening else _("%(who)s is listening just now.")
    return words % {"who": who}


def _names(shifts: Iterable[Shift], group: Group, mine: Membership) -> list[str]:
    """Who they are, for this reader: themselves first, staff last, and no name of anyone they have blocked."""
    people = {shift.membership: shift for shift in shifts if shift.membership}
    names = [_("you")] if mine in people else []
    names += sorted(one.name for one, shift in people.items() if one != mine and not getattr(shift, "unseen", False))
    if people and not names:
        names = [_("someone who keeps this room")]
    if any(shift.membership_id is None for shift in shifts):
        names.append(_("the staff of %(house)s") % {"house": group.facility.name if group.facility else ""})
    return names


# When it rests


def _hours(conversation: Conversation, at: datetime) -> list[Part]:
    """The times of rest that a page meets in the coming day, each with the warning before it."""
    parts: list[Part] = []
    moment = at
    while moment < at + KNOWN:
        hours = hours_of(conversation, moment)
        if hours.changes_at is None:
            break
        if hours.open:
            begins = max(hours.changes_at - SOON, moment)
            parts.append(Part(begins, hours.changes_at, begins <= at, "soon", next_at=hours.changes_at))
        else:
            parts.append(Part(moment, hours.changes_at, moment <= at, "resting", next_at=hours.changes_at))
        moment = hours.changes_at
    return parts
