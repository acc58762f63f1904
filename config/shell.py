"""What the frame around every page shows: the places, where one is, and what waits there."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.conversations.models import Bell, Message, Participant
from community.facilities.models import StaffRole
from community.kit.prepared import Prepared
from community.members.models import Block, Member
from community.notifications.models import Notification, Preference
from community.safety.models import Case


@dataclass(frozen=True)
class Place:
    """A link of the sidebar. ``badge`` counts what waits there; 0 shows none."""

    name: str | Promise
    url: str
    icon: str
    badge: int = 0
    #: The scopes of conversations whose unread ones are counted, so that it can change while the page is open.
    waits: str = ""
    current: bool = False


@dataclass(frozen=True)
class Shell:
    """The frame's contents. A signed-out visitor has no places and is always discreet."""

    places: list[Place] = field(default_factory=list)
    unread: int = 0
    discreet: bool = True
    neutral_title: str | Promise = settings.NEUTRAL_TITLE
    quick_exit_url: str = settings.QUICK_EXIT_URL
    notices_url: str = ""
    profile_url: str = ""
    settings_url: str = ""

    @property
    def mark(self) -> tuple[Any, ...]:
        """All that may differ in the places from page to page and from member to member."""
        return tuple((place.url, place.badge, place.current) for place in self.places)


#: Name, address, icon, and the key of what waits there.
PLACES = [
    (_("Today"), "/", "house", ""),
    (_("Groups"), "/groups/", "users", "in_groups"),
    (_("Mentoring"), "/mentoring/", "handshake", "in_pairs"),
    (_("Meetings"), "/meetings/", "calendar-days", ""),
    (_("My circle"), "/circle/", "heart-handshake", ""),
    (_("My path"), "/path/", "mountain", ""),
]
#: Pages that lie in a place, at addresses of their own.
ALSO = {"/circle/": ("/friends/", "/giving/")}
#: Of what the counts of conversations are made.
SCOPES = {"in_groups": "group", "in_pairs": "pair"}
DESK = (_("Staff desk"), "/desk/", "shield-check", "at_desk")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template context: ``shell``. One query for a signed-in member, two for staff, none otherwise."""
    if not request.user.is_authenticated:
        return {"shell": Shell()}
    waiting = what_waits(request.user.pk)
    places = PLACES
    if waiting["staff"]:
        places = [*PLACES, DESK]
        waiting["at_desk"] = Case.objects.free_for_staff(request.user).count()
    return {
        "shell": Shell(
            places=[
                Place(name, url, icon, waiting.get(key) or 0, SCOPES.get(key, ""), is_current(request.path, url))
                for name, url, icon, key in places
            ],
            unread=waiting["unread"],
            discreet=waiting["discreet"] is not False,
            notices_url="/notices/",
            profile_url="/me/profile/",
            settings_url="/me/",
        )
    }


def is_current(path: str, url: str) -> bool:
    """Whether a page lies in the place at ``url``."""
    return path == url if url == "/" else path.startswith((url, *ALSO.get(url, ())))


def waiting_for(member_id: int) -> QuerySet[Member, dict[str, Any]]:
    """Counts for the badges, whether the desk is theirs, and whether they are discreet: in one query."""
    unread_talks = Participant.objects.filter(
        counts_for_badge(), member=OuterRef("pk"), ended_at=None, conversation__last_seq__gt=F("seen_seq")
    )
    return Member.objects.filter(pk=member_id).values(
        unread=_counted(Notification.objects.unread().unblocked().filter(member=OuterRef("pk")), "member"),
        in_groups=_counted(unread_talks.filter(conversation__scope__startswith="group:"), "member"),
        in_pairs=_counted(unread_talks.filter(conversation__scope__startswith="pair:"), "member"),
        staff=Exists(StaffRole.objects.filter(Q(member=OuterRef("pk")), ended_at=None)),
        discreet=Subquery(Preference.objects.filter(member=OuterRef("pk")).values("discreet")[:1]),
    )


def counts_for_badge() -> Q:
    """A place where somebody they do not block has said something since; with a bell of its own, where it rings."""
    blocked = Block.objects.filter(blocker=OuterRef(OuterRef("member"))).values("blocked")
    words = (
        Message.objects.filter(conversation=OuterRef("conversation"), seq__gt=OuterRef("seen_seq"), hidden_at=None)
        .exclude(author=OuterRef("pk"))
        .exclude(author__member__in=blocked)
    )
    named = words.filter(mentions__participant=OuterRef("pk"))
    return Q(Exists(words), bell=None) | Q(Exists(named), bell__rings_for=Bell.RingsFor.MENTIONS)


what_waits = Prepared(waiting_for)


def _counted(rows: QuerySet[Any], by: str) -> Coalesce:
    counts = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)
