from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from community.kit.clock import UTC
from community.members.models import Member
from community.notifications.kinds import Kind, kind
from community.notifications.models import Notification

A_PAGE = 30


@dataclass(frozen=True)
class Notice:
    """One line of the list."""

    id: int
    text: str
    count: int
    last_at: datetime
    unread: bool
    icon: str
    urgent: bool


@dataclass(frozen=True)
class NoticePage:
    """Newest first. ``older`` is the mark from which the next page goes on; empty at the end."""

    notices: list[Notice]
    older: str
    newest_id: int
    unread: bool


def page(member: Member, *, before: str = "") -> NoticePage:
    """One page of the member's notices, in two queries however many there are."""
    rows = Notification.objects.visible_to(member).order_by("-last_at", "-id")
    mark = read_mark(before)
    if mark:
        at, pk = mark
        rows = rows.filter(Q(last_at__lt=at) | Q(last_at=at, id__lt=pk))
    found = list(rows[: A_PAGE + 1])
    shown = found[:A_PAGE]
    return NoticePage(
        notices=[_line(one) for one in shown],
        older=make_mark(shown[-1]) if len(found) > A_PAGE else "",
        newest_id=max([one.pk for one in shown] + [0]) if not mark else 0,
        unread=Notification.objects.visible_to(member).unread().exists(),
    )


def make_mark(notification: Notification) -> str:
    return f"{int(notification.last_at.timestamp() * 1_000_000)}-{notification.pk}"


def read_mark(mark: str) -> tuple[datetime, int] | None:
    """The instant and id of a mark; None for what is none."""
    microseconds, _dash, pk = mark.partition("-")
    if not (microseconds.isascii() and microseconds.isdigit() and pk.isascii() and pk.isdigit()):
        return None
    try:
        whole, rest = divmod(int(microseconds), 1_000_000)
        return datetime.fromtimestamp(whole, UTC).replace(microsecond=rest), min(int(pk), 2**63 - 1)
    except (ValueError, OverflowError, OSError):
        return None


def _line(notification: Notification) -> Notice:
    known = _known(notification.kind)
    return Notice(
        id=notification.pk,
        text=notification.text,
        count=notification.count,
        last_at=notification.last_at,
        unread=notification.read_at is None,
        icon=known.icon if known else "bell",
        urgent=bool(known and known.urgent),
    )


def _known(key: str) -> Kind | None:
    try:
        return kind(key)
    except KeyError:
        return None
