from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import override

from community.circle.models import Tie
from community.notifications.actions import notify
from community.notifications.kinds import Kind, register

JOINED = register(Kind("circle.joined", _lazy("Someone has joined your circle"), email=True, icon="heart-handshake"))


def tell_joined(tie: Tie) -> None:
    """The member hears that their link was taken."""
    with override(tie.member.language):
        notify(
            tie.member,
            JOINED,
            subject=f"tie:{tie.pk}",
            text=_("%(name)s is in your circle now.") % {"name": tie.name},
            url="/circle/",
            about=tie.supporter,
        )
