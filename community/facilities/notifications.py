from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from community.facilities.models import Invitation
from community.notifications.actions import notify
from community.notifications.kinds import Kind, register

CAME_IN = register(Kind("invitation_accepted", gettext_lazy("Someone accepted an invitation"), icon="user-check"))


def tell_who_invited(invitation: Invitation, name: str) -> None:
    """Tell the staff person whose invitation it was."""
    with override(invitation.invited_by.language):
        text = _("%(name)s accepted your invitation and is with %(facility)s now.") % {
            "name": name,
            "facility": invitation.facility.name,
        }
    notify(invitation.invited_by, CAME_IN, subject=f"invitation:{invitation.pk}", text=text, url="/desk/invitations/")
