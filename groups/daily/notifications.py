"""Who is told about the thread of the day: its host alone. Nobody is reminded to write."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.actions import notify
from community.notifications.kinds import Kind, register
from groups.daily.models import Daily

HOST = register(Kind("daily_host", gettext_lazy("You host today's thread in a group"), icon="sunrise"))


def tell_host(daily: Daily) -> None:
    """Tell whoever hosts that the thread is open in their name."""
    if daily.host is not None:
        notify(
            daily.host.member,
            HOST,
            subject=f"daily:{daily.pk}",
            text=_("Today's thread in %(group)s is open, and you host it. A word of your own on top is welcome.")
            % {"group": daily.group.name},
            url=daily.get_absolute_url(),
        )
