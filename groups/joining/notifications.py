"""Who is told about asking and coming in. What is mailed says nothing of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.actions import notify
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from groups.joining.models import GroupInvitation, JoinRequest
from groups.roster.models import Membership


def _still_open(notification: Notification) -> bool:
    """A mail about a request that was answered meanwhile is not sent."""
    return JoinRequest.objects.open().filter(pk=notification.subject.removeprefix("request:")).exists()


SOMEONE_ASKS = register(
    Kind(
        "join_asked",
        gettext_lazy("Someone asks to come into a group you keep"),
        email=True,
        icon="hand",
        still_holds=_still_open,
    )
)
LET_IN = register(Kind("join_yes", gettext_lazy("A group you asked lets you in"), email=True, icon="door-open"))
NOT_THIS_TIME = register(Kind("join_no", gettext_lazy("A group you asked has answered"), email=True, icon="hand"))
CAME = register(Kind("join_came", gettext_lazy("Someone came in by your invitation"), icon="door-open"))


def tell_came(invitation: GroupInvitation, membership: Membership) -> None:
    """Tell whoever made the link, while they keep the group."""
    keeper = (
        Membership.objects.present()
        .filter(group=invitation.group_id, member=invitation.by_id, role__in=Membership.KEEPERS)
        .select_related("member")
        .first()
    )
    if keeper is not None:
        notify(
            keeper.member,
            CAME,
            subject=f"group_invitation:{invitation.pk}",
            text=_("%(name)s has come into %(group)s by your invitation.")
            % {"name": membership.name, "group": invitation.group.name},
            url=membership.get_absolute_url(),
            about=membership.member,
        )


def tell_keepers(request: JoinRequest) -> None:
    keepers = Membership.objects.present().filter(group=request.group_id, role__in=Membership.KEEPERS)
    for keeper in keepers.select_related("member").order_by("member_id"):
        notify(
            keeper.member,
            SOMEONE_ASKS,
            subject=request.subject,
            text=_("%(name)s asks to come into %(group)s.") % {"name": request.name, "group": request.group.name},
            url=request.get_absolute_url(),
            about=request.member,
        )


def tell_let_in(request: JoinRequest) -> None:
    notify(
        request.member,
        LET_IN,
        subject=request.subject,
        text=_("You are in. %(group)s is glad to have you.") % {"group": request.group.name},
        url=request.group.get_absolute_url(),
    )


def tell_not_this_time(request: JoinRequest) -> None:
    notify(
        request.member,
        NOT_THIS_TIME,
        subject=request.subject,
        text=_("%(group)s cannot take you in just now. There are other rooms, and they are open.")
        % {"group": request.group.name},
        url=request.get_absolute_url(),
    )
