from dataclasses import dataclass, field
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

import structlog
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.notifications.kinds import Kind, kind
from community.notifications.mail import compose
from community.notifications.models import Delivery, Preference
from community.notifications.policies import is_wanted, may_go_at

log = structlog.get_logger(__name__)

MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)
#: What a round sends before it lets go, so that no task runs long.
MOST_IN_A_ROUND = 500


class PostOfficeClosed(Exception):
    """Nothing more can be sent in this round."""


@dataclass
class Round:
    """One worker's round. Its connection is opened for the first mail and used for all."""

    sent: int = 0
    _connection: BaseEmailBackend | None = field(default=None, repr=False)

    @property
    def connection(self) -> BaseEmailBackend:
        if self._connection is None:
            self._connection = get_connection()
            self._connection.open()
        return self._connection

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


def deliver_due() -> int:
    """Send what is due and not in another worker's hands; return how many mails left.

    Each is claimed, sent and marked as sent, in that order, and each step is committed before the next.
    A worker that dies before it sends leaves a claim that lapses (``models.LEASE``), and another sends;
    one that dies between handing the mail over and marking it is the one case in which a mail goes twice,
    with the same Message-ID: mail cannot promise more, and a lost call for support is worse than two.
    """
    round_ = Round()
    try:
        for _turn in range(MOST_IN_A_ROUND):
            delivery = _claim(timezone.now())
            if delivery is None:
                break
            _deal_with(delivery, round_)
    except PostOfficeClosed:
        log.warning("mail.post_office_closed")
    finally:
        round_.close()
    return round_.sent


def _claim(now: datetime) -> Delivery | None:
    with transaction.atomic():
        pk = (
            Delivery.objects.owed(now)
            .select_for_update(skip_locked=True)
            .order_by("due_at")
            .values_list("pk", flat=True)
            .first()
        )
        if pk is None:
            return None
        Delivery.objects.filter(pk=pk).update(claimed_at=now, attempts=F("attempts") + 1)
    return Delivery.objects.select_related("notification__member").get(pk=pk)


def _deal_with(delivery: Delivery, round_: Round) -> None:
    """Ask everything again, at the moment it would leave; then send, put off or drop."""
    known = _kind_of(delivery)
    member = delivery.notification.member
    preference = Preference.of(member)
    if delivery.attempts > MOST_ATTEMPTS or not is_wanted(delivery.notification, known, preference):
        _mark(delivery, dropped_at=timezone.now())
        return
    later = may_go_at(timezone.now(), member, preference)
    if later > timezone.now() and not known.urgent:
        _mark(delivery, claimed_at=None, due_at=later, attempts=delivery.attempts - 1)
        return
    _send(delivery, compose(delivery, known, discreet=preference.discreet), round_)


def _send(delivery: Delivery, message: EmailMessage, round_: Round) -> None:
    try:
        message.connection = round_.connection
        message.send()
    except (SMTPRecipientsRefused, SMTPDataError) as refusal:
        if is_for_good(refusal):
            _mark(delivery, dropped_at=timezone.now())
        else:
            _try_later(delivery, refusal)
    except OSError as failure:  # the line is dead, or smtplib says so: its errors are OSErrors
        _try_later(delivery, failure)
        raise PostOfficeClosed from failure
    else:
        round_.sent += 1
        if not _mark(delivery, sent_at=timezone.now()):
            log.warning("mail.sent_after_lease", delivery=delivery.pk)


def is_for_good(refusal: SMTPRecipientsRefused | SMTPDataError) -> bool:
    """Whether the other side will never take it: a code of 500 or above (RFC 5321, 4.2.1)."""
    if isinstance(refusal, SMTPDataError):
        return refusal.smtp_code >= 500
    return all(code >= 500 for code, _reason in refusal.recipients.values())


def _kind_of(delivery: Delivery) -> Kind:
    """The kind; a room that is gone since is told of without haste."""
    key = delivery.notification.kind
    try:
        return kind(key)
    except KeyError:
        return Kind(key, key, email=True)


def _try_later(delivery: Delivery, failure: Exception) -> None:
    """Hand the delivery back, for a while that doubles each time."""
    log.warning("mail.failed", delivery=delivery.pk, attempts=delivery.attempts, error=type(failure).__name__)
    wait = FIRST_WAIT * 2 ** (delivery.attempts - 1)
    _mark(delivery, claimed_at=None, due_at=timezone.now() + wait)


def _mark(delivery: Delivery, **changes: object) -> bool:
    """Write down what became of it, if it is still ours; False where the claim had lapsed and another took it."""
    mine = Delivery.objects.filter(pk=delivery.pk, claimed_at=delivery.claimed_at)
    return bool(mine.update(**changes))
