"""The mail that carries an invitation. It says neither what this place is nor who wrote, nor of which group."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.kit.clock import zone
from community.notifications.mail import neutral_subject
from groups.joining.models import GroupInvitation


def invitation_url(token: str) -> str:
    """The address that opens the invitation, once."""
    return f"{settings.SITE_URL}{reverse('groups:open_invitation', args=[token])}"


def send_invitation(invitation: GroupInvitation, token: str, email: str) -> None:
    """Hand the mail over; the address is kept nowhere. Called after the commit."""
    until = localtime(invitation.expires_at, zone(invitation.group.zone))
    said = {"day": date_format(until, "j F Y"), "address": invitation_url(token)}
    lines = (
        _("Hello,"),
        _("someone you have spoken with wanted you to have this. It opens once, until %(day)s:") % said,
        said["address"],
        _("If you did not expect it, there is nothing to do."),
    )
    EmailMessage(subject=neutral_subject(), body="\n\n".join(lines) + "\n", to=[email]).send()
