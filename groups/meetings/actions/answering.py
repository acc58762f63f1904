"""Who comes. The occurrence's row is locked while an answer is taken, so that nobody gets a place there is not."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.kit.one_by_one import one_by_one
from community.members.models import Member
from groups.meetings import notifications
from groups.meetings.models import Answer, Meeting, Occurrence
from groups.meetings.policies import is_on, may_answer
from groups.roster.models import Membership


@transaction.atomic
def answer(occurrence: Occurrence, *, by: Member, coming: bool) -> Answer:
    """Say that one comes, or not. Where all places are taken, one waits in line; a place given up goes to the next.

    Saying the same again keeps one's place in the line. Raises ``PermissionDenied`` for whoever it is not for,
    ``Refused`` where it is over or called off.
    """
    occurrence = locked(occurrence)
    require(Occurrence.objects.visible_to(by).filter(pk=occurrence.pk).exists())
    seat = Membership.objects.present().filter(group=occurrence.meeting.group_id, member=by).first()
    now = timezone.now()
    if not may_answer(occurrence, now):
        raise Refused("over", _("This one is over, or does not happen."))
    return _answered(occurrence, by, seat, coming=coming, now=now)


def let_go_of_leavers() -> int:
    """Give back the places of people who left, were asked to, or are away for now when it begins; how many.

    Looks at what is not over yet. Each is a transaction of its own, its occurrence locked, as in ``answer``.
    """
    now = timezone.now()
    held = Answer.objects.filter(occurrence__ends_at__gt=now, state__in=(Answer.State.GOING, Answer.State.WAITING))
    gone_from = held.exclude(_may_come())

    def let_go(row: tuple[int, int]) -> bool:
        pk, occurrence_id = row
        occurrence = locked(Occurrence(pk=occurrence_id))
        one = gone_from.filter(pk=pk).select_related("member").first()
        if one is not None:
            _answered(occurrence, one.member, None, coming=False, now=now)
        return one is not None

    rows = list(gone_from.order_by("occurrence_id", "id").values_list("pk", "occurrence"))
    return one_by_one(rows, let_go, what="meeting_place.not_given_back")


def _may_come() -> Q:
    """Of answers: their account is there, and where it is for the group alone they are in it, and not away by then."""
    by_then = Q(away_until=None) | Q(away_until__lte=OuterRef("occurrence__starts_at"))
    present = Membership.objects.present().filter(
        by_then, group=OuterRef("occurrence__meeting__group"), member=OuterRef("member")
    )
    is_there = Q(occurrence__meeting__open_to=Meeting.OpenTo.EVERYONE) | Q(Exists(present))
    return Q(member__ended_at=None) & is_there


def locked(occurrence: Occurrence) -> Occurrence:
    """The row as it stands, held until the transaction ends, with its meeting."""
    held = Occurrence.objects.select_for_update(of=("self",)).select_related("meeting__group")
    return held.get(pk=occurrence.pk)


def move_up(occurrence: Occurrence) -> list[Answer]:
    """Give the free places to those who wait, whoever asked first first, and tell them. The caller holds the row.

    Nobody moves up to what does not happen, and nobody who may not come any more.
    """
    if not is_on(occurrence):
        return []
    free = None if occurrence.places is None else max(occurrence.places - occurrence.going, 0)
    if free == 0:
        return []
    waiting = Answer.objects.waiting().filter(_may_come(), occurrence=occurrence)
    lucky = list(waiting.select_related("member")[:free])
    if not lucky:
        return []
    Answer.objects.filter(pk__in=[one.pk for one in lucky]).update(state=Answer.State.GOING, moved_up_at=timezone.now())
    _count(occurrence, len(lucky))
    for one in lucky:
        one.occurrence = occurrence
        notifications.tell_moved_up(one)
    return lucky


def move_up_in(meeting: Meeting) -> None:
    """The same for all coming times of a meeting at which somebody waits: it happens again."""
    waited_for = Answer.objects.filter(
        occurrence__meeting=meeting, occurrence__ends_at__gt=timezone.now(), state=Answer.State.WAITING
    )
    for pk in waited_for.order_by("occurrence").values_list("occurrence", flat=True).distinct():
        move_up(locked(Occurrence(pk=pk)))


def _answered(
    occurrence: Occurrence, member: Member, seat: Membership | None, *, coming: bool, now: datetime
) -> Answer:
    known = Answer.objects.filter(occurrence=occurrence, member=member).first()
    was = known.state if known else None
    if known is not None and coming and was != Answer.State.NOT:
        return known
    free = occurrence.places is None or occurrence.going < occurrence.places
    state = (Answer.State.GOING if free else Answer.State.WAITING) if coming else Answer.State.NOT
    given, _made = Answer.objects.update_or_create(
        occurrence=occurrence,
        member=member,
        defaults={"state": state, "membership": seat, "since": now, "moved_up_at": None},
    )
    if was == Answer.State.GOING:
        _count(occurrence, -1)
        move_up(occurrence)
    elif state == Answer.State.GOING:
        _count(occurrence, 1)
    return given


def _count(occurrence: Occurrence, change: int) -> None:
    Occurrence.objects.filter(pk=occurrence.pk).update(going=F("going") + change)
    occurrence.going += change
