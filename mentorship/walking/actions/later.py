from datetime import datetime, timedelta

import structlog
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.conversations.actions import post
from community.conversations.models import Conversation
from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.walking.holding import hold
from mentorship.walking.models import LaterMessage
from mentorship.walking.notifications import tell_held

log = structlog.get_logger(__name__)

#: How many one may have waiting in a pair, how long each may be, and how far ahead.
AT_A_TIME, LETTERS, AHEAD = 10, 4_000, timedelta(days=366)
#: Why words cannot be said at this very moment, though soon they can.
FOR_A_MOMENT = {"again", "slow"}


@transaction.atomic
def write_for_later(pair: Pair, *, by: Member, body: str, due_at: datetime) -> LaterMessage:
    """Words that are said at that time. Raises ``Refused``: ``empty``, ``too_long`` (field ``body``), ``time`` (field
    ``day``), ``many``, or as ``hold`` does.
    """
    pair = hold(pair, by)
    body, due_at = _fit(body), _ahead(due_at)
    if LaterMessage.objects.waiting().filter(pair=pair, author=by).count() >= AT_A_TIME:
        raise Refused("many", _("Ten can wait at a time."), field="body")
    return LaterMessage.objects.create(pair=pair, author=by, body=body, due_at=due_at)


@transaction.atomic
def change_later(later: LaterMessage, *, by: Member, body: str, due_at: datetime) -> LaterMessage:
    """Other words or another time, as long as it waits. Raises as ``write_for_later`` does, or ``Refused`` ``sent``."""
    require(later.author_id == by.pk)
    found = _waiting(later)
    hold(later.pair, by)
    found.body, found.due_at, found.held_at = _fit(body), _ahead(due_at), None
    found.save(update_fields=["body", "due_at", "held_at"])
    return found


@transaction.atomic
def take_back_later(later: LaterMessage, *, by: Member) -> None:
    """It is not said, and kept nowhere. Raises ``Refused`` (``sent``) where it was said meanwhile."""
    require(later.author_id == by.pk)
    LaterMessage.objects.filter(pk=_waiting(later).pk).delete()


def send_due(at: datetime | None = None) -> int:
    """Say everything whose time has come, in the order of the times. Returns how many were said.

    Each is claimed under a lock that others skip, and is stored in the conversation in the same transaction in which
    it is marked as said: two workers say it once, and one that dies in the middle has said nothing. What cannot be
    said (the pair has ended, their talk rests, a block) stays with its author, who reads that it does. A fault in one
    holds up no other.
    """
    sent, moment = 0, at or timezone.now()
    for pk in list(LaterMessage.objects.due(moment).order_by("due_at", "pk").values_list("pk", flat=True)):
        try:
            sent += _send(pk, moment)
        except Exception:
            log.exception("later.not_said", later=pk)
    return sent


@transaction.atomic
def _send(pk: int, at: datetime) -> bool:
    due = LaterMessage.objects.due(at).filter(pk=pk).select_related("pair__mentor", "pair__mentee", "author")
    later = due.select_for_update(of=("self",), skip_locked=True).first()
    if later is None:
        return False
    try:
        _say(later)
    except (Refused, PermissionDenied) as hindered:
        if getattr(hindered, "code", "") in FOR_A_MOMENT:
            return False
        later.held_at = timezone.now()
        if getattr(hindered, "code", "") == "at_rest":
            tell_held(later)
    else:
        # The words live on in the talk, under its own rules; a second copy here would outlast them.
        later.sent_at, later.body = timezone.now(), ""
    later.save(update_fields=["sent_at", "held_at", "body"])
    return later.sent_at is not None


def _say(later: LaterMessage) -> None:
    hold(later.pair, later.author)
    talk = Conversation.objects.get(scope=later.pair.scope)
    post(talk, by=later.author, body=later.body, client_id=later.client_id)


def _waiting(later: LaterMessage) -> LaterMessage:
    found = LaterMessage.objects.waiting().select_for_update(of=("self",)).filter(pk=later.pk).first()
    if found is None:
        raise Refused("sent", _("It has been sent already. You find it in your talk."))
    return found


def _fit(body: str) -> str:
    body = body.strip()
    if not body:
        raise Refused("empty", _("This is still empty."), field="body")
    if len(body) > LETTERS:
        raise Refused("too_long", _("Please say it in fewer words."), field="body")
    return body


def _ahead(due_at: datetime) -> datetime:
    now = timezone.now()
    if due_at <= now:
        raise Refused("time", _("That time has passed. Choose a later one."), field="day")
    if due_at > now + AHEAD:
        raise Refused("time", _("Up to a year ahead, please."), field="day")
    return due_at
