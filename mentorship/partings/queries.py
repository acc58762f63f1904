"""What the pages of an ending show, each in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from community.kit.clock import local_day
from community.members.models import Member
from mentorship.pairs.first import AGAIN_WITHIN, walked_until
from mentorship.pairs.models import Acknowledgement, Pair
from mentorship.pairs.rests import Rest
from mentorship.partings.models import Handover, Letter, Onward, Parting
from mentorship.profiles.agreement import REPORTING_NOTE
from mentorship.profiles.models import Matters


@dataclass(frozen=True)
class LastDay:
    """A day that stands, as one of the two reads it. ``by_silence``: the day it ends on if nobody answers."""

    parting: Parting
    is_mine: bool
    by_silence: date

    @property
    def is_agreed(self) -> bool:
        return self.parting.agreed_at is not None


def last_day(pair: Pair, member: Member) -> LastDay | None:
    """One query."""
    found = Parting.objects.standing().filter(pair=pair).first()
    if found is None:
        return None
    silent = max(found.day, local_day(found.ends_at - timedelta(seconds=1), member.time_zone))
    return LastDay(found, found.by_id == member.pk, silent)


def own_letter(pair: Pair, member: Member) -> Letter | None:
    """What the member has written to the other."""
    return Letter.objects.filter(pair=pair, author=member).first()


@dataclass(frozen=True)
class Letters:
    """``kept``: given to the member, newest first. ``left``: their own that nobody was given."""

    kept: list[Letter]
    left: list[Letter]


def letters_of(member: Member) -> Letters:
    """Two queries; what is written in them is not fetched."""
    kept = Letter.objects.kept_by(member).select_related("author").defer("body").order_by("-given_at", "-pk")
    left = Letter.objects.left_with(member).select_related("reader").defer("body").order_by("-pk")
    return Letters(list(kept), list(left))


def handed_over(pair: Pair, member: Member) -> Handover | None:
    """What the mentee of the pair gives to this member as their next mentor.

    Once both have read the note, while they walk together and their talk does not rest; from the pair just before this
    one, for it was given to the *next* mentor and to nobody after. One query.
    """
    if pair.mentor_id != member.pk:
        return None
    before = Pair.objects.filter(mentee=OuterRef("pair__mentee"), pk__lt=pair.pk).order_by("-pk").values("pk")[:1]
    read = Acknowledgement.objects.filter(pair=pair.pk, version=REPORTING_NOTE)
    return (
        Handover.objects.filter(approved_at__isnull=False, pair__mentee=pair.mentee_id, pair=Subquery(before))
        .filter(Exists(Pair.objects.open().filter(pk=pair.pk)))
        .filter(Exists(read.filter(member=pair.mentor_id)), Exists(read.filter(member=pair.mentee_id)))
        .filter(~Exists(Rest.objects.standing().filter(pair=pair.pk)))
        .first()
    )


@dataclass(frozen=True)
class After:
    """What an ending leaves open for a mentee. ``walked_until`` where they are first in line, or would be."""

    pair: Pair
    wish: str
    looks: bool
    walked_until: datetime | None


def after_ending(member: Member) -> After | None:
    """Their last pair as a mentee, where it ended not long ago. Two queries at most."""
    pair = Pair.objects.filter(mentee=member).select_related("onward").order_by("-pk").first()
    if pair is None or pair.ended_at is None or pair.ended_at < timezone.now() - AGAIN_WITHIN:
        return None
    onward: Onward | None = getattr(pair, "onward", None)
    matters = Matters.objects.filter(pk=member.pk).annotate(walked_until=walked_until()).first()
    if matters is None:
        return None
    return After(pair, onward.wish if onward else "", matters.looking_since is not None, matters.walked_until)


def keeps_letters(member: Member) -> bool:
    """Whether the page of letters has anything on it. One query."""
    return (Letter.objects.kept_by(member) | Letter.objects.left_with(member)).exists()
