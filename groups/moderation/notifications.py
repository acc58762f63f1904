"""Who is told that something asked of them is over. What is mailed says nothing of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.actions import notify
from community.notifications.kinds import Kind, register
from groups.roster.models import Membership, Sanction

OVER = register(Kind("pause_over", gettext_lazy("A pause in a group that is over"), icon="door-open"))


def tell_over(sanction: Sanction, membership: Membership) -> None:
    """Tell a member that the pause is over and the room as before."""
    if sanction.kind == Sanction.Kind.AWAY:
        text = _("%(group)s is open to you again. Your place is as you left it.")
    else:
        text = _("In %(group)s the pause is over. You are welcome to write.")
    notify(
        membership.member,
        OVER,
        subject=f"sanction:{sanction.pk}",
        text=text % {"group": membership.group.name},
        url=membership.group.get_absolute_url(),
    )
