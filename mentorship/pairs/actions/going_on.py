from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from community.kit.gate import Refused
from community.kit.one_by_one import one_by_one
from community.members.models import Block, Member
from mentorship.pairs import notifications
from mentorship.pairs.actions.asking import ask
from mentorship.pairs.actions.line import close_line, drop_blocked, leave
from mentorship.pairs.models import Pair, Request
from mentorship.pairs.turns import Turn
from mentorship.profiles.models import Matters


def let_lines_go_on() -> int:
    """For everyone whose requests came to nothing: tell them, and ask the next in their line. Returns for how many.

    Each mentee is a transaction of its own, claimed by their row, which others skip, and looked at anew under the
    lock. So two runs at once ask once, and where a run dies in the middle nobody was asked and nobody told: the next
    run finds it all as it was. What fails for one holds up none of the others.
    """
    return one_by_one(sorted(_due()), _claim, what="line.not_gone_on")


def _claim(pk: int) -> bool:
    found = Member.objects.filter(pk=pk).select_for_update(no_key=True, skip_locked=True)
    mentee = found.first()
    if mentee is None or pk not in _due(pk):
        return False
    go_on(mentee)
    return True


def go_on(mentee: Member) -> None:
    """Tell the mentee, in one notice, who is not free, and whom of their line we have asked instead. Their row is held.

    Who cannot be asked any more is passed over without a word: nobody learns of a block, a rest or a no by it.
    Whoever has found someone, has left, or hopes no more asks nobody; their line closes.
    """
    gone = _told_now(mentee)
    if _needs_nobody(mentee):
        close_line(mentee)
        return
    if not _hopes(mentee):
        close_line(mentee)
    elif not Request.objects.open().from_member(mentee).exists():
        drop_blocked(mentee)
        ended_here = any(hasattr(one, "turn") for one in gone) or Turn.objects.of(mentee).exists()
        if asked := _ask_next(mentee):
            notifications.tell_next_asked(mentee, asked, gone)
            return
        if ended_here:
            notifications.tell_line_ended(mentee, gone)
            return
    for request in gone:
        notifications.tell_moved_on(request)


def _told_now(mentee: Member) -> list[Request]:
    """Requests that came to nothing, marked as told; without those to people the mentee has blocked since."""
    untold = list(
        Request.objects.to_tell().from_member(mentee).select_related("mentor", "mentee", "turn").order_by("pk")
    )
    Request.objects.filter(pk__in=[one.pk for one in untold]).update(told_at=timezone.now())
    blocked = set(Block.objects.filter(blocker=mentee).values_list("blocked", flat=True))
    return [one for one in untold if one.mentor_id not in blocked]


def _ask_next(mentee: Member) -> Request | None:
    """Ask the first in line who can be asked, with the words written for them; whoever cannot leaves the line."""
    for turn in Turn.objects.of(mentee).select_related("mentee", "mentor", "offer"):
        try:
            with transaction.atomic():
                return ask(turn.offer, by=mentee, words=turn.words)
        except (PermissionDenied, Refused):
            leave(turn, Turn.Outcome.PASSED_OVER)
    return None


def _needs_nobody(mentee: Member) -> bool:
    return mentee.ended_at is not None or Pair.objects.open().filter(mentee=mentee).exists()


def _hopes(mentee: Member) -> bool:
    return Matters.objects.filter(pk=mentee.pk, looking_since__isnull=False).exists()


def _due(pk: int | None = None) -> set[int]:
    """Mentees with something to hear of, or with a line that nobody's answer holds up; of these one, if named."""
    mentee = {"mentee": OuterRef("mentee")}
    held_up = Exists(Request.objects.open().filter(**mentee))
    over = (
        Q(mentee__ended_at__isnull=False)
        | Exists(Pair.objects.open().filter(**mentee))
        | ~Exists(Matters.objects.filter(pk=OuterRef("mentee"), looking_since__isnull=False))
    )
    to_tell, lines = Request.objects.to_tell(), Turn.objects.standing().filter(~held_up | over)
    if pk is not None:
        to_tell, lines = to_tell.filter(mentee=pk), lines.filter(mentee=pk)
    return {*to_tell.values_list("mentee", flat=True), *lines.values_list("mentee", flat=True)}
