"""Queues and what a case page shows, as plain rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.audit.queries import Line, history
from community.facilities.models import Facility
from community.kit.words import excerpt
from community.members.models import Member
from community.safety.holding import LAPSES_AFTER, holder, thing_of
from community.safety.models import Appeal, AppealQuerySet, Case, CaseNote, Category, Decision, Report, Urgency
from community.safety.moderatable import Moderatable
from community.safety.registry import Nearby, kind_of

PAGE = 30


@dataclass(frozen=True)
class Chip:
    """How a case is marked in a queue: never by colour alone."""

    label: str | Promise
    colour: str
    icon: str


_REPORTED = Chip(_("Reported"), "dawn", "flag")
_CHIPS = {
    Category.WORRY: Chip(_("Urgent"), "clay", "life-buoy"),
    Category.SOURCING: Chip(_("Urgent"), "clay", "triangle-alert"),
    Category.PRIVACY: Chip(_("Privacy"), "sky", "eye-off"),
}
SHORT = {
    Category.WORRY: _("worry for someone"),
    Category.SOURCING: _("offering or asking"),
    Category.DOSING: _("dosing advice"),
    Category.PRIVACY: _("contact or identity"),
    Category.PRESSURE: _("threats or pressure"),
    Category.SHAMING: _("shaming"),
    Category.HURTFUL: _("hurtful words"),
    Category.MONEY: _("money or selling"),
    Category.OTHER: _("something else"),
}


@dataclass(frozen=True)
class Row:
    """A case in a queue. ``words`` is an excerpt; empty where the words would give away what was reported."""

    case: Case
    chip: Chip
    short: str | Promise
    words: str
    is_mine: bool
    holder: str
    age: str


@dataclass(frozen=True)
class Waiting:
    """How much waits in a queue, and since when the oldest does."""

    count: int
    urgent: int
    oldest: datetime | None

    @property
    def age(self) -> str:
        """How long the oldest has waited."""
        return age(self.oldest) if self.oldest else ""


@dataclass(frozen=True)
class CaseView:
    """All a case page shows."""

    case: Case
    chip: Chip
    reports: list[Report]
    words: str
    words_now: str | None
    thing: Moderatable | None
    picture_address: str = ""
    nearby: list[Nearby] = field(default_factory=list)
    notes: list[CaseNote] = field(default_factory=list)
    history: list[Line] = field(default_factory=list)
    before: list[Case] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    is_mine: bool = False
    is_free: bool = False
    holder: str = ""
    undoable: bool = False
    age: str = ""
    held_for: str = ""


def age(moment: datetime) -> str:
    """How long ago, in its largest unit (“2 hours”); “a moment” within the first minute."""
    if timezone.now() - moment < timedelta(minutes=1):
        return gettext("a moment")
    return timesince(moment, depth=1)


def chip_of(case: Case) -> Chip:
    return _CHIPS.get(Category(case.category), _REPORTED)


def queue(
    cases: QuerySet[Case], member: Member, *, at_desk: bool = False, mine: bool = False, after: int | None = None
) -> list[Row]:
    """The open ones among ``cases`` in turn, one more than a page where there is more. Two or three queries.

    ``at_desk``: staff read it, and know each other by name.
    """
    waiting = cases.filter(closed_at=None).order_by("urgency", "created_at", "pk")
    if mine:
        waiting = waiting.filter(claimed_by=member)
    last = Case.objects.filter(pk=after).first() if after else None
    if last:
        waiting = waiting.filter(
            Q(urgency__gt=last.urgency)
            | Q(urgency=last.urgency, created_at__gt=last.created_at)
            | Q(urgency=last.urgency, created_at=last.created_at, pk__gt=last.pk)
        )
    return rows(waiting.select_related("facility", "claimed_by")[: PAGE + 1], member, at_desk=at_desk)


def decided(cases: QuerySet[Case], member: Member, *, at_desk: bool = False, before: int | None = None) -> list[Row]:
    """The decided ones among ``cases``, newest first, one more than a page where there is more."""
    done = cases.exclude(closed_at=None).order_by("-closed_at", "-pk")
    last = Case.objects.filter(pk=before).exclude(closed_at=None).first() if before else None
    if last:
        done = done.filter(Q(closed_at__lt=last.closed_at) | Q(closed_at=last.closed_at, pk__lt=last.pk))
    return rows(done.select_related("facility", "closed_by")[: PAGE + 1], member, at_desk=at_desk)


def rows(cases: Iterable[Case], member: Member, *, at_desk: bool) -> list[Row]:
    """Cases made into queue rows, with the first reported words of each: one query for all."""
    found = list(cases)
    first = Report.objects.filter(case__in=found).order_by("case_id", "id").distinct("case_id")
    words = {report.case_id: report.snapshot for report in first}
    lapsed = timezone.now() - LAPSES_AFTER
    return [
        Row(
            case=case,
            chip=chip_of(case),
            short=SHORT[Category(case.category)],
            words="" if case.category == Category.PRIVACY else excerpt(words.get(case.pk, ""), 110),
            is_mine=case.claimed_by_id == member.pk and case.is_open,
            holder=_holder(case, lapsed, at_desk),
            age=age(case.created_at),
        )
        for case in found
    ]


def _holder(case: Case, lapsed: datetime, at_desk: bool) -> str:
    """Who has it in hand or has decided it; empty where nobody does."""
    if not case.is_open:
        return holder(case, closed=True, at_desk=at_desk)
    return holder(case, at_desk=at_desk) if case.claimed_at and case.claimed_at > lapsed else ""


def waiting(cases: QuerySet[Case]) -> Waiting:
    """Count, urgent count and oldest of the open ones among ``cases``. One query."""
    figures = cases.filter(closed_at=None).aggregate(
        count=Count("pk"), urgent=Count("pk", filter=Q(urgency__lte=Urgency.NOW)), oldest=Min("created_at")
    )
    return Waiting(**figures)


def view_of(case: Case, member: Member, *, at_desk: bool = False) -> CaseView:
    """All of one case, as ``member`` may see it. The queries do not grow with what it holds."""
    kind = kind_of(case.key)
    thing = thing_of(case)
    reports = list(Report.objects.filter(case=case).order_by("id"))
    words = reports[0].snapshot if reports else ""
    now = thing.reported_words() if thing else None
    free = case.claimed_at is None or case.claimed_at < timezone.now() - LAPSES_AFTER
    return CaseView(
        case=case,
        chip=chip_of(case),
        reports=reports,
        words=words,
        words_now=now if now != words else None,
        thing=thing if thing and not thing.is_hidden else None,
        picture_address=thing.picture_address if thing else "",
        nearby=list(kind.around(thing)) if kind and kind.around and thing else [],
        notes=list(CaseNote.objects.filter(case=case).select_related("by").order_by("id")),
        history=history(case.subject, case.facility),
        before=list(
            Case.objects.filter(key=case.key, thing_id=case.thing_id)
            .exclude(closed_at=None)
            .exclude(pk=case.pk)
            .order_by("-closed_at")[:5]
        ),
        decisions=list(
            Decision.objects.filter(member=case.author_id, scope=case.scope, undone_at=None)
            .exclude(case=case)
            .order_by("-id")[:5]
        )
        if case.author_id
        else [],
        is_mine=case.claimed_by_id == member.pk and case.is_open,
        is_free=case.is_open and free,
        holder="" if case.is_open and free else holder(case, closed=not case.is_open, at_desk=at_desk),
        undoable=case.can_be_undone_by(member),
        age=age(case.created_at),
        held_for=age(case.claimed_at) if case.claimed_at else "",
    )


def decisions_of(member: Member, *, before: str = "") -> list[Decision]:
    """What was decided about the member, with their appeals, the newest first: one more than a page where there is
    more. One query.
    """
    mine = Decision.objects.filter(member=member, undone_at=None).select_related("appeal").order_by("-id")
    if before.isdecimal() and len(before) < 19:
        mine = mine.filter(pk__lt=int(before))
    return list(mine[: PAGE + 1])


def appeals_in(scope: str, member: Member) -> list[Appeal]:
    """Appeals of one place that wait, as one who looks after it may answer them; the longest wait first. One query."""
    return _waiting_appeals(Appeal.objects.decidable_by(member).filter(decision__scope=scope))


def appeals_at(facility: Facility, member: Member) -> list[Appeal]:
    """The same for the staff of a facility."""
    return _waiting_appeals(Appeal.objects.decidable_by(member).filter(decision__facility=facility))


def _waiting_appeals(appeals: AppealQuerySet) -> list[Appeal]:
    return list(appeals.open().select_related("decision").order_by("asked_at")[:PAGE])
