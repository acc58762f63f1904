"""Notices about friendships. What is mailed is made from the kind alone, and says nothing."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from community.friends.models import Friendship
from community.members.models import Member
from community.notifications.actions import notify, settle
from community.notifications.kinds import Kind, register

ASKED = register(Kind("friend_asked", gettext_lazy("Someone would like to be your friend"), icon="heart-handshake"))
AGREED = register(Kind("friend_agreed", gettext_lazy("Someone you asked is your friend now"), icon="heart-handshake"))
WAVED = register(Kind("friend_waved", gettext_lazy("A friend thinks of you"), icon="hand-heart"))


def tell_asked(friendship: Friendship) -> None:
    """The one who was asked hears it, by the name they met under."""
    words = {"name": friendship.asker_name, "place": friendship.met_in}
    with override(friendship.asked.language):
        _tell(friendship, ASKED, friendship.asked, _("%(name)s from %(place)s would like to be your friend.") % words)


def tell_agreed(friendship: Friendship) -> None:
    """The one who asked hears the yes. Of a no nobody hears."""
    words = {"name": friendship.asked_name, "place": friendship.met_in}
    with override(friendship.asker.language):
        _tell(friendship, AGREED, friendship.asker, _("%(name)s from %(place)s is your friend now.") % words)


def tell_waved(friendship: Friendship, by: Member) -> None:
    """The other hears that somebody thinks of them."""
    mine = by.pk == friendship.asker_id
    member = friendship.asked if mine else friendship.asker
    words = {"name": friendship.asker_name if mine else friendship.asked_name}
    with override(member.language):
        _tell(friendship, WAVED, member, _("%(name)s thinks of you.") % words)


def settle_asked(friendship: Friendship) -> None:
    """Answered or taken back: nothing waits."""
    settle(friendship.asked, ASKED, subject=f"friendship:{friendship.pk}")


def _tell(friendship: Friendship, kind: Kind, member: Member, text: str) -> None:
    other = friendship.asker if member.pk == friendship.asked_id else friendship.asked
    notify(member, kind, subject=f"friendship:{friendship.pk}", text=text, url=reverse("friends"), about=other)
