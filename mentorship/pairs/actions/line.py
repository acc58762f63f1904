"""What happens to a line, whoever makes it happen. The mentee's row is held."""

from django.utils import timezone

from community.members.models import Member
from mentorship.matching.actions import bring_back
from mentorship.pairs.models import Request
from mentorship.pairs.turns import Turn


def leave(turn: Turn, outcome: Turn.Outcome, request: Request | None = None) -> None:
    """Let this person leave the line; those behind them come nearer. Who was not asked may be suggested again."""
    turn.left_at, turn.outcome, turn.request, turn.words = timezone.now(), outcome, request, ""
    turn.save(update_fields=["left_at", "outcome", "request", "words"])
    if request is None:
        bring_back(turn.mentee, turn.mentor)
    # From the first on, so that every place is free before it is taken.
    for place, one in enumerate(Turn.objects.of(turn.mentee), start=1):
        if one.place != place:
            one.place = place
            one.save(update_fields=["place"])


def close_line(mentee: Member) -> None:
    """Let everyone leave: the mentee has found someone, or looks no more. Nobody is told."""
    for turn in Turn.objects.of(mentee).select_related("mentee", "mentor"):
        leave(turn, Turn.Outcome.CLOSED)


def drop_blocked(mentee: Member) -> None:
    """Let those leave whom the mentee has blocked since: they see them no more, and their places are free."""
    for turn in Turn.objects.of(mentee).exclude(pk__in=Turn.objects.seen_by(mentee).values("pk")):
        leave(turn, Turn.Outcome.CLOSED)
