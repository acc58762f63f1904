"""What a member sees of their own attendance."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.utils import timezone

from community.members.models import Member
from groups.attendance.models import Attendance, Proof, ProofLook
from groups.attendance.policies import may_check_in
from groups.meetings.models import Occurrence

PAGE = 20


@dataclass(frozen=True)
class Page:
    """A page of attendances, newest first; ``next`` is the mark of the next page (empty at the end)."""

    rows: Sequence[Attendance]
    next: str = ""


def attended(member: Member, after: str = "") -> Page:
    """The member's own, each with ``proofs_out``: how many proofs of it stand. One question."""
    found = Attendance.objects.filter(member=member).order_by("-starts_at", "-id")
    found = found.annotate(proofs_out=Count("proofs", filter=Q(proofs__revoked_at=None)))
    if after.isdecimal() and len(after) < 19:
        last = Attendance.objects.filter(member=member, pk=int(after)).first()
        if last is not None:
            found = found.filter(Q(starts_at__lt=last.starts_at) | Q(starts_at=last.starts_at, pk__lt=last.pk))
    rows = list(found[: PAGE + 1])
    return Page(rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def proofs_of(attendance: Attendance) -> list[Proof]:
    """Every proof of it, newest first, with ``looked`` (how often) and ``looked_at`` (when last)."""
    return list(
        Proof.objects.filter(attendance=attendance)
        .select_related("attendance")
        .annotate(looked=Count("looks"), looked_at=Max("looks__at"))
        .order_by("-pk")
    )


def own_proof(member: Member, pk: int) -> Proof | None:
    """One of the member's proofs; None where it is not theirs."""
    return Proof.objects.filter(pk=pk, attendance__member=member).select_related("attendance").first()


def looks_at(proof: Proof) -> list[ProofLook]:
    """The newest hundred looks at a proof."""
    return list(proof.looks.order_by("-at", "-id")[:100])


@dataclass(frozen=True)
class BeenThere:
    """What the page of one time of a meeting says about the reader's attendance."""

    attendance: Attendance | None
    may_check_in: bool
    is_over: bool


def been_there(occurrence: Occurrence, member: Member) -> BeenThere:
    """Whether the member said they were there, and whether they can. At most one question."""
    now = timezone.now()
    if now < occurrence.starts_at:
        return BeenThere(None, may_check_in=False, is_over=False)
    attendance = Attendance.objects.filter(member=member, occurrence=occurrence).first()
    may = attendance is None and may_check_in(occurrence, now)
    return BeenThere(attendance, may_check_in=may, is_over=occurrence.ends_at <= now)
