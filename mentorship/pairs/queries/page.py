"""What a member's own mentoring pages ask. Each a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Avg, Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from community.conversations.models import Message
from community.conversations.queries import unread_counts
from community.facilities.models import Facility
from community.kit.words import excerpt
from community.members.models import Member
from mentorship.matching.fit import Fit, fit
from mentorship.matching.queries import Suggestion, top_three
from mentorship.pairs.models import AT_A_TIME, Acknowledgement, Pair, Request, Rhythm
from mentorship.pairs.turns import Turn
from mentorship.profiles.agreement import REPORTING_NOTE
from mentorship.profiles.models import Matters, MentorOffer

#: A habit of answering is spoken of only after this many answers.
ENOUGH_ANSWERS = 3


@dataclass(frozen=True)
class Walk:
    """A pair as one of the two sees it. ``waits_for_me``: the note is still to be read."""

    pair: Pair
    other: Member
    is_mentor: bool
    unread: int = 0
    waits_for_me: bool = False
    rhythm: str = ""
    last: str = ""


@dataclass(frozen=True)
class Person:
    """Someone suggested, with what is known of their time."""

    offer: MentorOffer
    fit: Fit
    asking: int = 0
    answers_within: timedelta | None = None
    favoured: bool = False
    #: Nobody of those shown beside them has more in common with the one who asks.
    closest: bool = False


@dataclass(frozen=True)
class Asked:
    """A request that waits for this mentor, with what both have in common from the other's side."""

    request: Request
    fit: Fit


@dataclass(frozen=True)
class Waits:
    """Whom a mentee has asked, the longest first, and who is next in their line."""

    asked: list[Request] = field(default_factory=list)
    line: list[Turn] = field(default_factory=list)

    @property
    def may_ask(self) -> bool:
        """Whether one more may be asked or put in line."""
        return len(self.asked) + len(self.line) < AT_A_TIME

    @property
    def asked_names(self) -> str:
        return get_text_list([str(one.mentor) for one in self.asked], _("and"))


@dataclass(frozen=True)
class Mine:
    """All of one's mentoring. A person may be both: someone's mentor, and someone's mentee."""

    matters: Matters | None = None
    offer: MentorOffer | None = None
    walks: list[Walk] = field(default_factory=list)
    to_answer: list[Asked] = field(default_factory=list)
    waits: Waits = field(default_factory=Waits)
    people: list[Person] = field(default_factory=list)
    #: The house where somebody looks for them now: they have waited longer than anybody should.
    house: Facility | None = None

    @property
    def has_mentor(self) -> bool:
        return any(not walk.is_mentor for walk in self.walks)

    @property
    def looks(self) -> bool:
        """Whether the page is about finding someone."""
        wants = self.matters is not None and self.matters.looking_since is not None
        return not self.has_mentor and (wants or bool(self.asked))

    @property
    def asked(self) -> list[Request]:
        return self.waits.asked

    @property
    def line(self) -> list[Turn]:
        return self.waits.line

    @property
    def may_ask(self) -> bool:
        return not self.has_mentor and self.waits.may_ask


def mine(member: Member) -> Mine:
    """Everything for the member's own page."""
    matters = Matters.objects.filter(pk=member.pk).first()
    offer = (
        MentorOffer.objects.current().with_twice().filter(member=member).select_related("facility", "member").first()
    )
    walks = walks_of(member)
    found = Mine(
        matters=matters,
        offer=offer,
        walks=walks,
        to_answer=to_answer(member) if offer else [],
        waits=waits_for(member, hopes=matters is not None and matters.looking_since is not None),
    )
    if not found.looks or matters is None:
        return found
    people = with_times(top_three(member, mine=matters)) if matters.says_something else []
    return replace(found, people=people, house=house_that_looks_for(matters))


def waits_for(member: Member, *, hopes: bool = True) -> Waits:
    """Whom the member has asked, and who is next; only who ``hopes`` for a mentor has a line. Two queries at most."""
    return Waits(
        list(Request.objects.awaited_by(member).select_related("mentor", "offer").order_by("created_at")),
        list(Turn.objects.seen_by(member).select_related("mentor", "offer")) if hopes else [],
    )


def bound() -> timedelta:
    """How long somebody may wait before they stand on the coordinator's desk."""
    return timedelta(days=settings.MENTOR_BOUND_DAYS)


def house_that_looks_for(mentee: Matters) -> Facility | None:
    """The facility on whose desk somebody stands who has waited over the bound: where they stayed last. One query."""
    if mentee.looking_since is None or mentee.looking_since > timezone.now() - bound():
        return None
    return Facility.objects.filter(stays__member=mentee.pk).order_by("-stays__admitted_on", "-stays__pk").first()


def walks_of(member: Member) -> list[Walk]:
    """The pairs the member walks in today, the longest first: four queries at most."""
    pairs = open_pairs(member)
    if not pairs:
        return []
    unread = unread_counts(member)
    rhythms = {
        one.pair_id: one.words
        for one in Rhythm.objects.filter(pair__in=pairs, agreed_at__isnull=False, dropped_at=None)
    }
    last = {message.conversation.scope: excerpt(message.body, 90) or _("A picture") for message in last_messages(pairs)}
    return [
        Walk(
            pair,
            pair.other(member),
            pair.mentor_id == member.pk,
            unread.get(pair.scope, 0),
            not pair.read_by_me,  # type: ignore[attr-defined]
            rhythms.get(pair.pk, ""),
            last.get(pair.scope, ""),
        )
        for pair in pairs
    ]


def open_pairs(member: Member) -> Sequence[Pair]:
    """The member's pairs of today, with ``read_by_me``: whether they have read the note."""
    read = Acknowledgement.objects.filter(pair=OuterRef("pk"), member=member, version=REPORTING_NOTE)
    return list(
        Pair.objects.open()
        .of(member)
        .select_related("mentor", "mentee")
        .annotate(read_by_me=Exists(read))
        .order_by("created_at", "pk")
    )


def last_messages(pairs: Sequence[Pair]) -> list[Message]:
    """The newest words of each of these pairs, where they are to be read. One query."""
    if not pairs:
        return []
    return list(
        Message.objects.filter(
            conversation__scope__in=[pair.scope for pair in pairs], seq=F("conversation__last_seq"), hidden_at=None
        ).select_related("author", "conversation")
    )


def to_answer(mentor: Member) -> list[Asked]:
    """Who waits for the mentor's answer, the longest first."""
    theirs = Matters.objects.filter(pk=mentor.pk).first() or Matters(member=mentor)
    requests = Request.objects.to_member(mentor).select_related("mentee", "mentee__matters").order_by("created_at")
    return [Asked(request, fit(request.mentee.matters, theirs)) for request in requests]


def with_times(suggestions: list[Suggestion]) -> list[Person]:
    """Add how many are asking each of them now, and how soon they usually answer. One query."""
    answers = Q(outcome__in=[Request.Outcome.ACCEPTED, Request.Outcome.DECLINED])
    rows: dict[int, Any] = {
        row["offer"]: row
        for row in Request.objects.filter(offer__in=[suggestion.offer.pk for suggestion in suggestions])
        .values("offer")
        .annotate(
            asking=Count("pk", filter=Q(settled_at=None)),
            answers=Count("pk", filter=answers),
            within=Avg(F("settled_at") - F("created_at"), filter=answers),
        )
    }
    people, most = [], max((one.fit.score for one in suggestions), default=0)
    for suggestion in suggestions:
        row = rows.get(suggestion.offer.pk, {})
        within = row.get("within") if row.get("answers", 0) >= ENOUGH_ANSWERS else None
        shared = suggestion.fit
        closest = shared.counted and bool(shared.reasons) and shared.score == most
        person = Person(suggestion.offer, shared, row.get("asking", 0), within, suggestion.favoured, closest)
        people.append(person)
    return people


@dataclass(frozen=True)
class Beginning:
    """How far the two have come before their first word."""

    by_me: bool
    by_both: bool


def beginning(pair: Pair, member: Member) -> Beginning:
    read = set(Acknowledgement.objects.filter(pair=pair, version=REPORTING_NOTE).values_list("member", flat=True))
    return Beginning(member.pk in read, len(read) == 2)


@dataclass(frozen=True)
class Rhythms:
    agreed: Rhythm | None = None
    proposed: Rhythm | None = None


def rhythms(pair: Pair) -> Rhythms:
    """What holds between the two, and what one of them has proposed since."""
    standing = list(Rhythm.objects.filter(pair=pair, dropped_at=None).select_related("by"))
    return Rhythms(
        next((one for one in standing if one.agreed_at), None),
        next((one for one in standing if not one.agreed_at), None),
    )
