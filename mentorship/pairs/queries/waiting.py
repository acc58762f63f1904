"""What waits: for a member on Today, for a facility at the desk. Each a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from community.facilities.models import Facility
from community.kit.words import excerpt
from community.members.models import Member
from mentorship.pairs.models import Pair, Request, Rhythm
from mentorship.pairs.queries.page import last_messages, open_pairs


@dataclass(frozen=True)
class Next:
    """One thing that waits for the member in mentoring. ``kind``: ``answer``, ``read``, ``rhythm`` or ``message``."""

    kind: str
    text: str
    url: str
    at: datetime
    name: str
    hue: int
    words: str = ""


def next_for(member: Member) -> list[Next]:
    """What waits for this member: requests to answer, a note to read, a rhythm to agree to, what their mentor said
    last. The most pressing first; four queries at most.
    """
    waits = [
        Next(
            "answer",
            _("%(name)s asks whether you would walk beside them.") % {"name": request.mentee},
            reverse("mentorship:request", args=[request.pk]),
            request.created_at,
            request.mentee.name,
            request.mentee.hue,
        )
        for request in Request.objects.to_member(member).select_related("mentee").order_by("created_at")[:5]
    ]
    pairs = open_pairs(member)
    return waits + _of_pairs(pairs, member) + _last_words(pairs, member)


def _of_pairs(pairs: Sequence[Pair], member: Member) -> list[Next]:
    """Notes to read, and rhythms to agree to."""
    unread = [pair for pair in pairs if not pair.read_by_me]  # type: ignore[attr-defined]
    reads = [
        Next(
            "read",
            _("Read a short note before you and %(name)s begin.") % {"name": pair.other(member)},
            pair.get_absolute_url(),
            pair.created_at,
            pair.other(member).name,
            pair.other(member).hue,
        )
        for pair in unread
    ]
    by_id = {pair.pk: pair for pair in pairs}
    proposed = Rhythm.objects.filter(pair__in=by_id, agreed_at=None, dropped_at=None).exclude(by=member)
    return reads + [
        Next(
            "rhythm",
            _("%(name)s proposes a rhythm for your talks.") % {"name": by_id[one.pair_id].other(member)},
            by_id[one.pair_id].get_absolute_url(),
            one.created_at,
            by_id[one.pair_id].other(member).name,
            by_id[one.pair_id].other(member).hue,
        )
        for one in (proposed if pairs else [])
    ]


def _last_words(pairs: Sequence[Pair], member: Member) -> list[Next]:
    """The last the other said in each pair that begun to talk, where the last word is theirs."""
    by_scope = {pair.scope: pair for pair in pairs}
    return [
        Next(
            "message",
            _("%(name)s wrote to you.") % {"name": message.author.name},
            by_scope[message.conversation.scope].get_absolute_url(),
            message.sent_at,
            message.author.name,
            message.author.hue,
            excerpt(message.body) or _("A picture"),
        )
        for message in last_messages(pairs)
        if message.author.member_id != member.pk
    ]


@dataclass(frozen=True)
class Waiting:
    """Someone of the facility who hopes for a mentor: since when, and how often they have asked."""

    member: Member
    since: datetime
    open: int
    moved_on: int
    next_answer: datetime | None


def waiting_for_mentor(facility: Facility) -> list[Waiting]:
    """Those who stay or stayed there, hope for a mentor and have none, the longest first. One query.

    Only that they wait, never what matters to them.
    """
    since = Q(requests_of__created_at__gte=F("matters__looking_since"))
    members = (
        Member.objects.present()
        .filter(matters__looking_since__isnull=False)
        .filter(Exists(facility.stays.filter(member=OuterRef("pk"))))
        .filter(~Exists(Pair.objects.filter(mentee=OuterRef("pk"), ended_at=None)))
        .select_related("matters")
        .annotate(
            open=Count("requests_of", filter=Q(requests_of__settled_at=None)),
            moved_on=Count(
                "requests_of",
                filter=since & Q(requests_of__outcome__in=[Request.Outcome.DECLINED, Request.Outcome.MOVED_ON]),
            ),
            next_answer=Min("requests_of__lapses_at", filter=Q(requests_of__settled_at=None)),
        )
        .order_by("matters__looking_since", "pk")[:100]
    )
    return [
        Waiting(member, member.matters.looking_since, member.open, member.moved_on, member.next_answer)
        for member in members
    ]
