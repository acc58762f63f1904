"""Telling what is not right, looking at it, and opening a pair's words."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.conversations.models import Conversation, Message
from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.oversight import acts, notifications  # noqa: F401 - acts names what is recorded here
from mentorship.oversight.models import LOOKED_AT_WITHIN, WINDOWS, Concern, Opening, Priority, Topic
from mentorship.oversight.policies import log_of, may_agree, may_look_at, may_read
from mentorship.pairs.actions import close, hold_still, release
from mentorship.pairs.models import Pair
from mentorship.pairs.policies import is_of

#: Words on a page of an opened talk.
PAGE = 50


@transaction.atomic
def raise_concern(pair: Pair, *, by: Member, topic: str, words: str = "", priority: int = Priority.SOON) -> Concern:
    """Tell those who look after mentoring. Said by the mentee the talk rests in the same moment, until they have
    looked: the mentor sees what a talk that rests looks like, and nothing else. Said again while it is open, it is
    the same concern.

    Pressure weighs at once; else a mentee's word is looked at within a day, a mentor's by the priority they give it.
    """
    require(is_of(by, pair))
    pair = (
        Pair.objects.select_for_update(of=("self",))
        .select_related("mentor", "mentee", "offer__facility")
        .get(pk=pair.pk)
    )
    if before := Concern.objects.open().filter(pair=pair, by=by).first():
        return before
    if by.pk == pair.mentee_id:
        priority = Priority.NOW if topic == Topic.PRESSURE else Priority.SOON
    walks = Pair.objects.open().filter(pk=pair.pk).exists()
    concern = Concern.objects.create(
        pair=pair,
        by=by,
        topic=Topic(topic),
        words=words.strip(),
        priority=Priority(priority),
        due_at=timezone.now() + LOOKED_AT_WITHIN[Priority(priority)],
        rest=hold_still(pair, by=by) if walks and by.pk == pair.mentee_id else None,
    )
    notifications.tell_raised(concern)
    return concern


@transaction.atomic
def take(concern: Concern, *, by: Member) -> Concern:
    """Have it in hand. Raises ``Refused`` where somebody else has."""
    concern = _hold(concern, by)
    if concern.claimed_by_id not in (None, by.pk):
        raise Refused("taken", _("%(name)s has it in hand.") % {"name": concern.claimed_by})
    if concern.claimed_at is None:
        concern.claimed_by, concern.claimed_at = by, timezone.now()
        concern.save(update_fields=["claimed_by", "claimed_at"])
        _trace("take_concern", concern, by)
        notifications.settle_raised(concern)
    return concern


@transaction.atomic
def decide(concern: Concern, *, by: Member, outcome: str, reason: str, answer: str = "") -> Concern:
    """Close it. ``goes_on``: the talk is no longer held; ``parted``: the pair ends, for both in the same words as any.

    Whoever said it is told that somebody has looked, and reads ``answer``.
    """
    concern = _hold(concern, by)
    if not reason.strip():
        raise Refused("reason", _("Please say why, in a line. It stays with the decision."), field="reason")
    concern.closed_by, concern.closed_at = by, timezone.now()
    concern.outcome, concern.answer = Concern.Outcome(outcome), answer.strip()
    concern.save(update_fields=["closed_by", "closed_at", "outcome", "answer"])
    concern.openings.filter(dropped_at=None).update(dropped_at=timezone.now())
    if concern.outcome == Concern.Outcome.PARTED:
        close(concern.pair)
    if concern.rest is not None:
        release(concern.rest)
    _trace("close_concern", concern, by, reason, outcome=outcome)
    notifications.settle_raised(concern)
    notifications.tell_answered(concern)
    return concern


def tell_of_late(at: datetime | None = None) -> int:
    """Tell of every concern that nobody took in time, once each. Returns how many."""
    told = 0
    while _tell_one(at or timezone.now()):
        told += 1
    return told


@transaction.atomic
def _tell_one(at: datetime) -> bool:
    late = Concern.objects.late(at).filter(late_told_at=None).order_by("due_at", "pk")
    concern = late.select_for_update(of=("self",), skip_locked=True).first()
    if concern is None:
        return False
    concern.late_told_at = at
    concern.save(update_fields=["late_told_at"])
    notifications.tell_late(concern)
    return True


@transaction.atomic
def ask_to_open(concern: Concern, *, by: Member, reason: str, hours: int, exception: str = "") -> Opening:
    """Ask another of the staff to open the pair's words with you. Asked already: that one stands.

    ``exception``: why the one it is about must not be told. Raises ``Refused`` (``reason``, ``hours``).
    """
    concern = _hold(concern, by)
    if not reason.strip():
        raise Refused("reason", _("Please say why the words are needed. The two read it."), field="reason")
    if hours not in WINDOWS:
        raise Refused("hours", _("Please choose one of these."), field="hours")
    if before := concern.openings.filter(agreed_at=None, dropped_at=None).first():
        return before
    opening = Opening.objects.create(
        concern=concern, asked_by=by, reason=reason.strip(), hours=hours, exception=exception.strip()
    )
    _trace("ask_opening", concern, by, opening.reason, hours=hours, exception=opening.exception)
    notifications.tell_opening_asked(opening)
    return opening


@transaction.atomic
def agree_to_open(opening: Opening, *, by: Member) -> Opening:
    """Open the words, from now and for the hours asked; the two are told, unless an exception was recorded.

    Raises ``PermissionDenied`` for the one who asked, ``Refused`` (``decided``) where it is no longer asked.
    """
    _hold(opening.concern, by)
    opening = Opening.objects.select_related("concern__pair__offer", "asked_by").get(pk=opening.pk)
    require(may_agree(by, opening))
    if not opening.is_asked:
        raise Refused("decided", _("This has been decided already."))
    now = timezone.now()
    opening.agreed_by, opening.agreed_at, opening.until = by, now, now + timedelta(hours=opening.hours)
    opening.save(update_fields=["agreed_by", "agreed_at", "until"])
    concern = opening.concern
    _trace("agree_opening", concern, by, opening.reason, hours=opening.hours, exception=opening.exception)
    notifications.tell_opened(opening, concern.by)
    if not opening.exception:
        notifications.tell_opened(opening, concern.about)
    return opening


@transaction.atomic
def drop_opening(opening: Opening, *, by: Member) -> None:
    """Say no to it, take it back, or end it before its time."""
    concern = _hold(opening.concern, by)
    if Opening.objects.filter(pk=opening.pk, dropped_at=None).update(dropped_at=timezone.now()):
        _trace("drop_opening", concern, by)


@transaction.atomic
def read_words(opening: Opening, *, by: Member, before: int | None = None) -> list[Message]:
    """A page of the pair's words, oldest first, in the open window and by the two alone; every reading is recorded.

    Raises ``PermissionDenied`` for anyone else, and for everyone once the window has closed.
    """
    opening = Opening.objects.select_related("concern__pair__offer__facility").get(pk=opening.pk)
    require(may_read(by, opening), _("This talk is closed to you."))
    talk = Conversation.objects.filter(scope=opening.concern.pair.scope)
    found = Message.objects.filter(conversation__in=talk).select_related("author").order_by("-seq")
    if before is not None:
        found = found.filter(seq__lt=before)
    words = list(reversed(found[:PAGE]))
    first, last = (words[0].seq, words[-1].seq) if words else (0, 0)
    _trace("read_pair_words", opening.concern, by, opening.reason, opening=opening.pk, first=first, last=last)
    return words


def _hold(concern: Concern, by: Member) -> Concern:
    """The open concern, locked, the pair before it. Raises ``PermissionDenied``, or ``Refused`` (``closed``)."""
    require(may_look_at(by, concern))
    Pair.objects.select_for_update(of=("self",)).get(pk=concern.pair_id)
    found = (
        Concern.objects.select_for_update(of=("self",))
        .select_related("pair__mentor", "pair__mentee", "pair__offer__facility", "by", "claimed_by", "rest")
        .get(pk=concern.pk)
    )
    if not found.is_open:
        raise Refused("closed", _("This has been closed already."))
    return found


def _trace(act: str, concern: Concern, by: Member, reason: str = "", **detail: Any) -> None:
    # Not ``about`` anyone: what is written of a person may be theirs to read.
    pair = concern.pair
    record(
        act, by=by, reason=reason.strip(), scope=pair.scope, facility=log_of(concern), subject=concern.subject, **detail
    )
