"""Opening the thread of the day: once a day and group, whichever worker comes, and whichever dies on the way."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.kit.one_by_one import one_by_one
from groups.daily.clock import next_opening, open_day
from groups.daily.models import Daily, DailyHost, DailyRule
from groups.daily.notifications import tell_host
from groups.forum.actions import start_thread, unfollow
from groups.forum.models import Draft, Thread
from groups.roster.models import Group, Membership

MOST = 500
#: Where there was nobody to open it, it is tried again after this long.
AGAIN = timedelta(hours=1)


def open_due() -> int:
    """Open every thread that is due, and return how many were opened.

    Each is a transaction of its own that claims its rule by changing when the next is due: of two workers one does it,
    what one that dies has begun never was, and one that fails holds up no other. A day that has passed meanwhile is not
    opened afterwards.
    """
    due = DailyRule.objects.filter(stopped_at=None, next_at__lte=timezone.now(), group__archived_at=None)
    rules = list(due.order_by("next_at").values_list("pk", flat=True)[:MOST])
    return one_by_one(rules, _open, what="daily.not_opened")


def _open(pk: int) -> bool:
    now = timezone.now()
    rules = DailyRule.objects.select_for_update(skip_locked=True, of=("self",)).select_related("group__facility")
    rule = rules.filter(pk=pk, stopped_at=None, next_at__lte=now).first()
    if rule is None:
        return False
    group = rule.group
    rule.next_at = next_opening(rule.opens_at, group.zone, after=now)
    day = open_day(rule.opens_at, group.zone, at=now)
    opened = None
    if day is not None and not Daily.objects.filter(group=group, day=day).exists():
        opened = _begin(group, day)
        if opened is None:
            rule.next_at = min(rule.next_at, now + AGAIN)
    rule.save(update_fields=["next_at"])
    return opened is not None


def _begin(group: Group, day: date) -> Daily | None:
    """Begin the thread in the name of its host, else of who keeps the group; None where nobody may write."""
    host = _host(group, day)
    for author in [host] if host else []:
        if thread := _thread(group, day, author):
            daily = Daily.objects.create(group=group, day=day, thread=thread, host=host)
            tell_host(daily)
            return daily
    for author in _keepers(group):
        if thread := _thread(group, day, author):
            unfollow(thread, by=author.member)  # it stands under their name; it need not ring for them
            return Daily.objects.create(group=group, day=day, thread=thread)
    return None


def _thread(group: Group, day: date, author: Membership) -> Thread | None:
    title = date_format(day, "l j F")
    body = _(
        "A new day. If you like, say in a line what you want for today, or what you are grateful for; "
        "in the evening, how it went. Just reading is fine, and so is skipping."
    )
    begun = Draft.objects.filter(membership=author, thread=None).first()
    try:
        with transaction.atomic():
            thread = start_thread(
                group,
                by=author.member,
                title=title,
                body=body,
                tags=("daily",),
                client_id=uuid5(NAMESPACE_URL, f"{group.scope}:daily:{day.isoformat()}"),
            )
            if begun is not None:  # what they are writing themselves is not sent by this
                begun.save(force_insert=True)
            return thread
    except (Refused, PermissionDenied):  # asked to be quiet, or gone this minute
        return None


def _host(group: Group, day: date) -> Membership | None:
    held = DailyHost.objects.filter(group=group, weekday=day.weekday()).select_related("membership__member").first()
    here = held and Membership.objects.here().filter(pk=held.membership_id, member__ended_at=None).exists()
    return held.membership if held and here else None


def _keepers(group: Group) -> Iterator[Membership]:
    keepers = Membership.objects.here().filter(group=group, role__in=Membership.KEEPERS, member__ended_at=None)
    yield from keepers.select_related("member").order_by("role", "joined_at", "pk")
