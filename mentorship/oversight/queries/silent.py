"""Who walks together, and when anything was last said: when, never what, nor by whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import CharField, DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.conversations.models import Conversation
from community.facilities.models import Facility
from community.members.models import Member
from mentorship.oversight.paging import Page, page_of
from mentorship.oversight.queries.names import stays_at, tidy
from mentorship.pairs.models import Pair
from mentorship.pairs.policies import is_of
from mentorship.pairs.rests import Rest

#: Nothing was said for so long: a word from the coordinator may help.
SILENT_AFTER = timedelta(days=14)


class PairState(models.TextChoices):
    """Which of those who walk together."""

    SILENT = "", _("Silent for two weeks")
    BEGINNING = "beginning", _("Nothing said yet")
    ALL = "all", _("All")


@dataclass(frozen=True)
class Walking:
    """Two who walk together. Somebody of another house is not named. ``last_at``: None where nothing was said yet.

    ``pair``: where the reader may say how many places it takes; None for mentors of another house, and for one of the
    two, since a mentee never learns of it.
    """

    mentee: Member | None
    mentor: Member | None
    since: datetime
    last_at: datetime | None
    pair: Pair | None = None


def all_walking(facility: Facility) -> QuerySet[Pair]:
    """Open pairs of its people or its mentors, with ``from_here``, ``to_here``, ``last_at`` and ``quiet_since``."""
    scope = Concat(Value("pair:"), Cast(OuterRef("pk"), CharField()), output_field=CharField())
    said = Conversation.objects.filter(scope=scope).values("last_message_at")[:1]
    return (
        Pair.objects.open()
        .annotate(
            from_here=stays_at(facility, "mentee"),
            to_here=models.ExpressionWrapper(Q(offer__facility=facility), output_field=models.BooleanField()),
        )
        .filter(Q(from_here=True) | Q(to_here=True))
        .annotate(last_at=Subquery(said, output_field=DateTimeField()))
        .annotate(quiet_since=Coalesce("last_at", "created_at", output_field=DateTimeField()))
    )


def silent(now: datetime) -> Q:
    """Nothing was said for long, and the two did not let their talk rest."""
    rests = Exists(Rest.objects.standing().filter(pair=OuterRef("pk")))
    return Q(quiet_since__lte=now - SILENT_AFTER) & Q(~rests)


def walking(facility: Facility, *, by: Member, show: str = "", words: str = "", after: str = "") -> Page[Walking]:
    """A page of them as ``by`` may see it, the longest silent first. One query."""
    now = timezone.now()
    found = all_walking(facility)
    if show == PairState.BEGINNING:
        found = found.filter(Q(last_at=None))
    elif show != PairState.ALL:
        found = found.filter(silent(now))
    if words := tidy(words):
        found = found.filter(
            Q(from_here=True, mentee__name__icontains=words) | Q(to_here=True, mentor__name__icontains=words)
        )
    page = page_of(found.select_related("mentee", "mentor"), "quiet_since", after)
    return Page([_row(one, by) for one in page.rows], page.after)


def one_walking(facility: Facility, pair_id: int, *, by: Member) -> Walking | None:
    """This one as ``by`` may see it; None where it is none of theirs or has ended. One query."""
    one = all_walking(facility).select_related("mentee", "mentor").filter(pk=pair_id).first()
    return _row(one, by) if one else None


def _row(one: Pair, by: Member) -> Walking:
    here: bool = one.from_here  # type: ignore[attr-defined]
    there: bool = one.to_here  # type: ignore[attr-defined]
    return Walking(
        one.mentee if here else None,
        one.mentor if there else None,
        one.created_at,
        one.last_at,  # type: ignore[attr-defined]
        one if there and not is_of(by, one) else None,
    )
