"""The host's kit, and going through it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from groups.hosting.actions.hands import locked, seat_of
from groups.hosting.models import Course, HostKit, HostSeat, HostTurn, KitStep
from groups.hosting.policies import can_run, may_keep_kit, may_lead
from groups.meetings.models import Meeting, Occurrence
from groups.roster.models import Membership

MOST_STEPS = 12
LONGEST_STEP = 240


@dataclass(frozen=True)
class Step:
    """A step as somebody says it; ``minutes`` is how long it takes."""

    title: str
    minutes: int
    words: str = ""


@transaction.atomic
def set_kit(
    meeting: Meeting, *, by: Member, opening: str = "", closing: str = "", steps: Sequence[Step] = ()
) -> HostKit:
    """Write what hosts of this meeting have in hand. Steps without a name are left out.

    ``PermissionDenied`` for whoever neither keeps the group nor hosts; ``Refused`` (``steps``) for more than twelve, or
    one of less than a minute or more than four hours.
    """
    seat, quiet = seat_of(meeting, by)
    on_rota = HostSeat.objects.filter(meeting=meeting, membership=seat).exists()
    require(may_keep_kit(seat, quiet, on_rota=on_rota))
    said = [step for step in steps if step.title.strip()]
    if len(said) > MOST_STEPS:
        raise Refused("steps", _("Twelve steps are as many as fit an evening."), field="steps")
    if any(not 1 <= step.minutes <= LONGEST_STEP for step in said):
        raise Refused("minutes", _("A step takes from a minute to four hours."), field="steps")
    kit, _fresh = HostKit.objects.get_or_create(meeting=meeting)
    kit = HostKit.objects.select_for_update().get(pk=kit.pk)
    kit.opening, kit.closing = opening.strip(), closing.strip()
    kit.save(update_fields=["opening", "closing"])
    kit.steps.all().delete()
    KitStep.objects.bulk_create(
        [
            KitStep(kit=kit, place=place, title=step.title.strip(), words=step.words.strip(), minutes=step.minutes)
            for place, step in enumerate(said)
        ]
    )
    return kit


@transaction.atomic
def begin(occurrence: Occurrence, *, by: Member) -> Course:
    """Start the clock at the first step. Twice is once. Raises as ``go_to`` does."""
    occurrence, seat = _leader(occurrence, by)
    return Course.objects.get_or_create(occurrence=occurrence, defaults={"by": seat})[0]


@transaction.atomic
def go_to(occurrence: Occurrence, *, by: Member, step: int) -> Course:
    """Go to that step, counted from 0, from now on. To the one it is at already changes nothing.

    ``PermissionDenied`` for whoever neither hosts nor keeps the group; ``Refused`` where it is not time, or there is
    no such step.
    """
    occurrence, seat = _leader(occurrence, by)
    course = Course.objects.get_or_create(occurrence=occurrence, defaults={"by": seat})[0]
    if not 0 <= step <= KitStep.objects.filter(kit__meeting=occurrence.meeting_id).count():
        raise Refused("step", _("There is no such step."))
    if course.step != step or course.ended_at is not None:
        course.step, course.step_since, course.by, course.ended_at = step, timezone.now(), seat, None
        course.save(update_fields=["step", "step_since", "by", "ended_at"])
    return course


@transaction.atomic
def finish(occurrence: Occurrence, *, by: Member) -> None:
    """It has come to its close. Raises as ``go_to`` does."""
    occurrence, _seat = _leader(occurrence, by)
    Course.objects.filter(occurrence=occurrence, ended_at=None).update(ended_at=timezone.now())


def _leader(occurrence: Occurrence, by: Member) -> tuple[Occurrence, Membership]:
    occurrence = locked(occurrence)
    seat, _quiet = seat_of(occurrence.meeting, by)
    turn = HostTurn.objects.filter(occurrence=occurrence, ended_at=None).first()
    if seat is None or not may_lead(turn, seat):
        raise PermissionDenied
    if not can_run(occurrence, timezone.now()):
        raise Refused("time", _("The clock can be started from half an hour before."))
    return occurrence, seat
