"""Who is told about roles. What is mailed says nothing of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.actions import notify
from community.notifications.kinds import Kind, register
from groups.roster.models import Membership

NEW_ROLE = register(Kind("group_role", gettext_lazy("You have a new role in a group"), icon="user-check"))


def tell_new_role(membership: Membership, *, reason: str = "") -> None:
    """Tell a member what they are in the group from now on, and why where that was said."""
    text = _("In %(group)s you are from now on: %(role)s.") % {
        "group": membership.group.name,
        "role": membership.get_role_display(),
    }
    notify(
        membership.member,
        NEW_ROLE,
        subject=membership.group.scope,
        text=f"{text} “{reason}”" if reason else text,
        url=membership.group.get_absolute_url(),
    )
