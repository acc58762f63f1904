"""What pages ask about deputies. Each a fixed number of queries."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from community.conversations.queries import unread_counts
from community.members.models import Member
from mentorship.deputies.models import Deputy, DeputyTalk
from mentorship.matching.fit import fits
from mentorship.pairs.models import Pair
from mentorship.profiles.models import Matters, MentorOffer, MentorOfferQuerySet


def who_could(offer: MentorOffer) -> MentorOfferQuerySet:
    """The mentors this one may ask: of their own house, approved, not resting, their yearly talk held, with nobody's
    block between them."""
    return (
        MentorOffer.objects.visible_to(offer.member)
        .filter(facility=offer.facility_id, paused_at=None, review_due__gte=timezone.now().date())
        .select_related("member")
        .order_by("member__name", "pk")
    )


def deputy_of(offer: MentorOffer) -> Deputy | None:
    """Whom this mentor has asked, or who has agreed. One query."""
    return Deputy.objects.holding().filter(offer=offer).select_related("deputy__member").first()


@dataclass(frozen=True)
class Offered:
    """What a mentee is offered while their mentor is away. ``talk``: the one that goes on. ``put_away``: they would
    rather not, or have ended it, and may think again."""

    deputy: Deputy
    talk: DeputyTalk | None = None
    put_away: bool = False

    @property
    def member(self) -> Member:
        return self.deputy.deputy.member


def offered_to(pair: Pair, member: Member) -> Offered | None:
    """Whom the mentee of this pair can turn to; None where there is nobody for them, whatever the cause.

    Nobody is shown past a limit of either, past a block, with whom they have walked before, who has ended a talk with
    them, or, anew, whose yearly talk is overdue. One query where nobody rests, five at most.
    """
    if member.pk != pair.mentee_id:
        return None
    deputy = _in_force(pair.mentor).first()
    if deputy is None or deputy.deputy.member_id == member.pk or not _may_meet(member, deputy.deputy):
        return None
    talks = list(DeputyTalk.objects.filter(deputy=deputy, pair=pair).order_by("pk"))
    if any(talk.ended_by_id == deputy.deputy.member_id for talk in talks):
        return None
    going = next((talk for talk in talks if talk.ended_at is None), None)
    if going is None and not deputy.deputy.is_reviewed:
        return None
    return Offered(deputy, going, bool(talks) and going is None)


def _in_force(mentor: Member) -> QuerySet[Deputy]:
    found = Deputy.objects.in_force().filter(offer__member=mentor)
    return found.select_related("offer__member", "deputy__member__matters")


def _may_meet(member: Member, theirs: MentorOffer) -> bool:
    if not Member.objects.visible_to(member).filter(pk=theirs.member_id).exists():
        return False
    if Pair.objects.filter(mentor=theirs.member_id, mentee=member).exists():
        return False
    own = Matters.objects.filter(pk=member.pk).first() or Matters(member=member)
    return fits(own, theirs.member.matters)


@dataclass(frozen=True)
class Going:
    """A talk in which the member is one of the two, with how much in it is new."""

    talk: DeputyTalk
    other: Member
    is_deputy: bool
    unread: int = 0
    waits_for_me: bool = False


@dataclass(frozen=True)
class Standing:
    """Who asks the member to be there, for whom they are, and their talks."""

    asked: list[Deputy] = field(default_factory=list)
    agreed: list[Deputy] = field(default_factory=list)
    talks: list[Going] = field(default_factory=list)


def standing_of(member: Member) -> Standing:
    """For the member's own page of mentoring. Three queries at most."""
    deputies = list(
        Deputy.objects.holding().filter(deputy__member=member).select_related("offer__member").order_by("pk")
    )
    return Standing(
        [one for one in deputies if one.agreed_at is None],
        [one for one in deputies if one.agreed_at is not None],
        going_of(member),
    )


def going_of(member: Member) -> list[Going]:
    """The member's open talks, the longest first. Two queries at most."""
    talks = DeputyTalk.objects.visible_to(member).open()
    found = list(talks.select_related("pair__mentee", "pair__mentor", "deputy__deputy__member").order_by("pk"))
    unread = unread_counts(member) if found else {}
    return [
        Going(
            talk,
            talk.other(member),
            talk.pair.mentee_id != member.pk,
            unread.get(talk.scope, 0),
            not talk.has_read(member),
        )
        for talk in found
    ]
