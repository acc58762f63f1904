"""Who leads a group hears that somebody would like to greet there."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from community.notifications.actions import notify
from community.notifications.kinds import Kind, register
from groups.roster.models import Membership

WOULD_GREET = register(
    Kind("would_greet", gettext_lazy("Someone would like to greet newcomers"), email=True, icon="hand-heart")
)


def tell_leaders(membership: Membership) -> int:
    """Lead them to the person's page in the group, where a role is given, by the name borne there.

    How many lead it: one who has blocked this member hears nothing, and is counted all the same.
    """
    leaders = Membership.objects.here().filter(group=membership.group, role=Membership.Role.LEADER)
    told = 0
    for leader in leaders.select_related("member").order_by("member_id"):
        with override(leader.member.language):
            words = {"name": membership.name, "group": membership.group.name}
            notify(
                leader.member,
                WOULD_GREET,
                subject=f"greet:{membership.pk}",
                text=_("%(name)s would like to greet newcomers in %(group)s. You can give them that role.") % words,
                url=f"{membership.get_absolute_url()}#role",
                about=membership.member,
            )
        told += 1
    return told
