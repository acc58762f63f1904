"""What leaves the house: words that say nothing to whoever looks over a shoulder (N2).

Discreet, which is how everyone starts, subject, sender and body are the same for every kind and tell
neither what this place is nor who wrote. Texts that people wrote never leave, whatever was chosen.
"""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.notifications.kinds import Kind
from community.notifications.models import Delivery


def compose(delivery: Delivery, kind: Kind, *, discreet: bool) -> EmailMessage:
    """The e-mail of one delivery, in the member's language."""
    notification = delivery.notification
    with override(notification.member.language):
        if discreet:
            subject, body = neutral_subject(urgent=kind.urgent), neutral_body(urgent=kind.urgent)
        else:
            subject, body = str(kind.label), _open_body(kind, notification.url)
    return EmailMessage(
        subject=subject,
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL if discreet else f"{settings.SITE_NAME} <{settings.EMAIL_FROM}>",
        to=[notification.member.email],
        headers={
            "Message-ID": message_id(delivery.pk),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )


def neutral_subject(*, urgent: bool = False) -> str:
    """A subject that says nothing but that there is something."""
    return _("A note for you, please look soon") if urgent else _("A note for you")


def neutral_body(*, urgent: bool = False) -> str:
    """A body that says nothing but where to look."""
    opening = _("There is a note for you. Please look as soon as you can.") if urgent else _("There is a note for you.")
    return f"{opening}\n\n{settings.SITE_URL}/\n"


def _open_body(kind: Kind, url: str) -> str:
    address = f"{settings.SITE_URL}{url}" if url.startswith("/") else f"{settings.SITE_URL}/"
    return f"{kind.label}\n\n{address}\n"


def message_id(delivery_id: int) -> str:
    """The same for the same delivery, whoever sends it and how often.

    A worker that dies between handing a mail over and writing that down leaves a mail that is sent
    again; mailboxes drop, or at least can tell, a second one with the same Message-ID (RFC 5322, 3.6.4).
    """
    domain = parseaddr(settings.EMAIL_FROM)[1].rpartition("@")[2] or "localhost"
    return f"<{salted_hmac('delivery', str(delivery_id), algorithm='sha256').hexdigest()[:32]}@{domain}>"
