"""Notices about what two people do together beside their talk. None of them says outside what it is about."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.models import Member
from community.notifications.actions import notify, settle
from community.notifications.kinds import Kind, register
from mentorship.pairs.models import Pair

TOGETHER = register(
    Kind("pair_together", gettext_lazy("Someone you walk with has added something for both of you"), icon="footprints")
)


def tell_goal(pair: Pair, member: Member, *, reached: bool) -> None:
    words = _("%(name)s has reached a goal with you.") if reached else _("%(name)s has set a goal with you.")
    _tell_together(pair, member, words)


def tell_answered(pair: Pair, member: Member, *, both: bool) -> None:
    """``both``: they can read each other's words now."""
    words = (
        _("%(name)s has answered too. You can read both answers.")
        if both
        else _("%(name)s has answered this week's question.")
    )
    _tell_together(pair, member, words)


def settle_together(pair: Pair, member: Member) -> None:
    """They have come to look."""
    settle(member, TOGETHER, subject=pair.scope)


def _tell_together(pair: Pair, member: Member, words: str) -> None:
    notify(
        member,
        TOGETHER,
        subject=pair.scope,
        text=words % {"name": pair.other(member)},
        url=reverse("mentorship:together", args=[pair.pk]),
        about=pair.other(member),
    )
