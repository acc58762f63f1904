"""What the pages of rounds show, each in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils import timezone

from community.facilities.models import Facility
from community.members.models import Member
from mentorship.matching.fit import Fit, fit
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.rounds.lacking import Wanted
from mentorship.rounds.models import Proposal, Round

PAGE = 30
ROUNDS_A_PAGE = 20


@dataclass(frozen=True)
class Line:
    """One mentee of a round, with what the two have in common as the mentee weighs it."""

    proposal: Proposal
    fit: Fit | None


@dataclass(frozen=True)
class RoundPage:
    """A round as a coordinator reads it; ``after`` begins the next page of those placed."""

    round: Round
    lines: list[Line]
    after: int | None
    unplaced: list[Proposal]
    wanted: list[Wanted]

    @property
    def weight(self) -> int:
        """What two have in common in the mean of all pairs, in percent, as both sides weigh it."""
        placed = self.round.told.get("placed", 0)
        return round(self.round.told.get("weight", 0) / (20 * placed)) if placed else 0


def rounds_of(facility: Facility, *, before: int | None = None) -> tuple[list[Round], int | None]:
    """The facility's rounds, newest first, and where the next page begins."""
    rounds = Round.objects.filter(facility=facility).select_related("by", "kept_by", "dropped_by").order_by("-pk")
    found = list((rounds.filter(pk__lt=before) if before else rounds)[: ROUNDS_A_PAGE + 1])
    return found[:ROUNDS_A_PAGE], found[ROUNDS_A_PAGE - 1].pk if len(found) > ROUNDS_A_PAGE else None


def with_room(facility: Facility) -> list[MentorOffer]:
    """Mentors of the facility who have a place for somebody new, most room first; a hundred at most."""
    standing = MentorOffer.objects.standing().filter(
        facility=facility, paused_at=None, hidden_at=None, review_due__gte=timezone.now().date()
    )
    free = standing.filter(places_taken__lt=F("places")).select_related("member")
    return list(free.order_by(F("places_taken") - F("places"), "member__name", "pk")[:100])


def round_page(round_: Round, *, after: int = 0, words: str = "") -> RoundPage:
    """Five queries at most. ``words`` looks for names, of mentees and mentors."""
    placed = round_.proposals.placed().filter(pk__gt=after).select_related("mentee", "offer__member", "moved_by")
    if words := " ".join(words.split()):
        placed = placed.filter(mentee__name__icontains=words) | placed.filter(offer__member__name__icontains=words)
    found = list(placed.order_by("pk")[: PAGE + 1])
    shown = found[:PAGE]
    people = {one.mentee_id for one in shown} | {one.offer.member_id for one in shown if one.offer}
    matters: dict[int, Matters] = Matters.objects.in_bulk(people)
    lines = [Line(one, _fit(matters, one)) for one in shown]
    unplaced = list(round_.proposals.filter(offer=None).select_related("mentee").order_by("fitting", "pk")[:100])
    told: list[dict[str, Any]] = round_.told.get("wanted", [])
    wanted = [Wanted(one["count"], *(tuple(one[key]) for key in ("languages", "around", "genders"))) for one in told]
    return RoundPage(round_, lines, shown[-1].pk if len(found) > PAGE else None, unplaced, wanted)


@dataclass(frozen=True)
class Introduction:
    """Whom a kept round found for the reader, and the reasons both have."""

    proposal: Proposal
    offer: MentorOffer
    fit: Fit


def introduction_for(member: Member) -> Introduction | None:
    """The one that waits for this member's answer, if one does. Two queries, one where none does."""
    found = Proposal.objects.introduced_to(member).first()
    mine = Matters.objects.filter(pk=member.pk).first() if found else None
    if found is None or found.offer is None or mine is None:
        return None
    return Introduction(found, found.offer, fit(mine, found.offer.member.matters))


def _fit(matters: dict[int, Matters], proposal: Proposal) -> Fit | None:
    mine = matters.get(proposal.mentee_id)
    theirs = matters.get(proposal.offer.member_id) if proposal.offer else None
    return fit(mine, theirs) if mine and theirs else None
