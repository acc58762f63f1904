"""What Today shows, put together from every floor."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.checkins.models import CheckIn
from community.checkins.queries import today as checked_in_today
from community.circle.models import Tie
from community.facilities.models import Stay
from community.members.models import Member
from community.milestones.queries import Standing, standing
from community.support.models import SupportPerson, Told
from community.support.queries import asked_of
from groups.chat.queries import MyGroup, my_groups
from groups.daily.queries import DayCard, cards_for
from groups.meetings.queries import Entry, next_for
from groups.welcome.pages import Duty, my_duty
from groups.welcome.queries import FirstWords, could_use_a_hello
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import Next
from mentorship.pairs.queries import next_for as next_in_pairs

#: How long after leaving a facility its bridge home is shown.
BRIDGE_SHOWN = timedelta(days=120)
MOST_GROUPS = 6


@dataclass(frozen=True)
class Support:
    """One of the supports that hold outside: its name, whether it stands, and where it is built."""

    name: str
    stands: bool
    url: str


@dataclass(frozen=True)
class Today:
    now: datetime
    greeting: str
    asked: list[Told]
    standing: Standing | None
    check_in: CheckIn | None
    hellos: list[FirstWords]
    duty: Duty | None
    dailies: list[DayCard]
    groups: list[MyGroup]
    more_groups: int
    meeting: Entry | None
    next: list[Next]
    bridge: list[Support]


def today_page(member: Member) -> Today:
    """Everything for one member, in a fixed number of queries."""
    now = timezone.localtime()
    groups = my_groups(member)
    return Today(
        now=now,
        greeting=greeting(now, member.name),
        asked=asked_of(member),
        standing=standing(member),
        check_in=checked_in_today(member).check_in,
        hellos=could_use_a_hello(member),
        duty=my_duty(member),
        dailies=cards_for(member),
        groups=groups[:MOST_GROUPS],
        more_groups=max(len(groups) - MOST_GROUPS, 0),
        meeting=next_for(member),
        next=next_in_pairs(member)[:4],
        bridge=bridge_home(member, len(groups)),
    )


def greeting(now: datetime, name: str) -> str:
    """Good morning, afternoon, evening; and at night, plainly hello."""
    if 5 <= now.hour < 12:
        return _("Good morning, %(name)s.") % {"name": name}
    if 12 <= now.hour < 18:
        return _("Good afternoon, %(name)s.") % {"name": name}
    if 18 <= now.hour < 23:
        return _("Good evening, %(name)s.") % {"name": name}
    return _("Hello, %(name)s. You are not the only one awake.") % {"name": name}


def bridge_home(member: Member, groups: int) -> list[Support]:
    """The four supports, for someone who stays at a facility or left it lately; for others, nothing. Two queries."""
    today = timezone.localdate()
    stays = Stay.objects.filter(member=member).order_by("-admitted_on").values_list("discharged_on", flat=True)[:1]
    if not stays or (stays[0] is not None and stays[0] < today - BRIDGE_SHOWN):
        return []
    mine = OuterRef("pk")
    holds = Member.objects.filter(pk=member.pk).values(
        mentor=Exists(Pair.objects.open().filter(mentee=mine)),
        home=Exists(Tie.objects.live().filter(member=mine)),
        chosen=Exists(SupportPerson.objects.filter(member=mine, ended_at=None)),
    )[0]
    return [
        Support(str(name), stands, reverse(route))
        for name, stands, route in (
            (gettext_lazy("A mentor who said yes"), holds["mentor"], "mentorship:mine"),
            (gettext_lazy("Two groups you know"), groups >= 2, "groups:directory"),
            (gettext_lazy("Someone at home in your circle"), holds["home"], "circle"),
            (gettext_lazy("People to tell on a hard night"), holds["chosen"], "support_people"),
        )
    ]
