"""The mail that carries an invitation. It says neither what this place is nor who wrote (N2)."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.facilities.models import Invitation
from community.kit.clock import zone
from community.notifications.mail import neutral_subject


def invitation_url(code: str) -> str:
    """The address that opens the invitation, once."""
    return f"{settings.SITE_URL}{reverse('open_invitation', args=[code])}"


def send_invitation(invitation: Invitation, code: str) -> None:
    """Hand the mail over. Called after the commit."""
    until = localtime(invitation.expires_at, zone(invitation.facility.time_zone))
    said = {"day": date_format(until, "j F Y"), "address": invitation_url(code)}
    lines = (
        _("Hello,"),
        _("someone you have spoken with wanted you to have this. It opens once, until %(day)s:") % said,
        said["address"],
        _("If you did not expect it, there is nothing to do."),
    )
    body = "\n\n".join(lines) + "\n"
    EmailMessage(subject=neutral_subject(), body=body, to=[invitation.email]).send()
