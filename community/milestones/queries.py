from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from community.kit.clock import local_day
from community.members.models import Member
from community.milestones.models import Counter, Span
from community.milestones.stones import in_words, laid, next_stone


@dataclass(frozen=True)
class Standing:
    """Where a counter stands on one day. All figures are whole days; a span has lived none on its first.

    ``stones`` are those of all spans together: a stone once laid stays. ``stones_this_time`` are the
    current span's alone.
    """

    counter: Counter
    label: str
    since: date
    days_this_time: int
    days_in_all: int
    longest: int
    spans: int
    next_stone: int
    next_stone_words: str
    days_to_next: int
    stones: int
    stones_this_time: int
    stone_today: str


def standing(member: Member) -> Standing | None:
    """The member's first counter, as Today shows it; None where they count nothing. Two queries."""
    found = _standings(member, Counter.objects.visible_to(member).order_by("id")[:1])
    return found[0] if found else None


def standings(member: Member) -> list[Standing]:
    """All of the member's counters, the oldest first. Two queries."""
    return _standings(member, Counter.objects.visible_to(member).order_by("id"))


def standing_of(counter: Counter, *, on: date) -> Standing:
    """Where one counter stands on that day of its member's."""
    return _stand(counter, sorted(counter.spans.all(), key=lambda span: span.started_on), on)


@dataclass(frozen=True)
class SpanLine:
    """One span on its counter's page."""

    started_on: date
    ended_on: date | None
    days: int


def span_lines(counter: Counter, *, on: date) -> list[SpanLine]:
    """All spans of a counter, the current one first."""
    spans = sorted(counter.spans.all(), key=lambda span: span.started_on, reverse=True)
    return [SpanLine(one.started_on, one.ended_on, days_of(one, on)) for one in spans]


def _standings(member: Member, counters: QuerySet[Counter]) -> list[Standing]:
    today = local_day(timezone.now(), member.time_zone)
    spans = Prefetch("spans", Span.objects.order_by("started_on"))
    return [_stand(one, list(one.spans.all()), today) for one in counters.prefetch_related(spans)]


def days_of(span: Span, on: date) -> int:
    """Days lived in the span up to that day: none on its first, one on the next."""
    return max(0, ((span.ended_on or max(on, span.started_on)) - span.started_on).days)


def _stand(counter: Counter, spans: list[Span], on: date) -> Standing:
    lived = [days_of(span, on) for span in spans]
    current = lived[-1] if lived else 0
    ahead = next_stone(current)
    return Standing(
        counter=counter,
        label=counter.label,
        since=spans[-1].started_on if spans else on,
        days_this_time=current,
        days_in_all=sum(lived),
        longest=max(lived, default=0),
        spans=len(spans),
        next_stone=ahead,
        next_stone_words=in_words(ahead),
        days_to_next=ahead - current,
        stones=sum(laid(days) for days in lived),
        stones_this_time=laid(current),
        stone_today=in_words(current) if current and laid(current) > laid(current - 1) else "",
    )
