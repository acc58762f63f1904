from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.models import Member
from community.notifications.actions import notify
from community.notifications.kinds import Kind, register

CARE = register(Kind("care", gettext_lazy("A hand when your words sound heavy"), icon="heart-handshake"))


def tell_author(member: Member) -> None:
    """Show the author the care card. In their pages alone: no mail says that someone is not well."""
    notify(
        member,
        CARE,
        subject="care",
        text=_("What you wrote sounded heavy. You are not alone with it: people and lines, here."),
        url=reverse("care"),
    )
