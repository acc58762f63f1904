"""Notices about what two people do together beside their talk. None of them says outside what it is about."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.conversations.models import Conversation
from community.facilities.models import StaffRole
from community.members.models import Member
from community.notifications.actions import notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from mentorship.pairs.models import Pair
from mentorship.profiles.policies import LOOKS_AFTER
from mentorship.walking.models import Call, Going, LaterMessage

TOGETHER = register(
    Kind("pair_together", gettext_lazy("Someone you walk with has added something for both of you"), icon="footprints")
)


def _still_ahead(notification: Notification) -> bool:
    """Whether it was not called off meanwhile, and is not over."""
    return Call.objects.ahead().filter(pk=notification.subject.removeprefix("call:")).exists()


CALL = register(
    Kind("pair_call", gettext_lazy("A time to talk is proposed, agreed or called off"), email=True, icon="phone")
)
CALL_SOON = register(
    Kind(
        "pair_call_soon",
        gettext_lazy("The time you agreed to is near"),
        email=True,
        icon="phone",
        still_holds=_still_ahead,
    )
)


def _still_silent(notification: Notification) -> bool:
    """Whether no word was said since."""
    scope, _colon, since = notification.subject.rpartition(":")
    last = Conversation.objects.filter(scope=scope, closed_at=None).values_list("last_message_at", flat=True).first()
    return last is None or int(last.timestamp()) <= int(since)


SILENT = register(
    Kind(
        "pair_silent",
        gettext_lazy("It has been quiet with someone you walk with"),
        email=True,
        icon="footprints",
        still_holds=_still_silent,
    )
)
HOW = register(Kind("pair_how", gettext_lazy("How it goes with someone you walk with"), icon="circle-help"))
HELD = register(Kind("pair_later_held", gettext_lazy("Something you wrote ahead is still with you"), icon="clock"))
WANTS_TALK = register(
    Kind("pair_wants_talk", gettext_lazy("Someone would like to talk with you"), email=True, icon="message-circle")
)


#: Where operators begin.
OPERATORS = "/operators/"


def tell_silent(pair: Pair, member: Member, since: datetime) -> None:
    notify(
        member,
        SILENT,
        subject=f"{pair.scope}:{int(since.timestamp())}",
        text=_("It has been quiet between you and %(name)s. One line is enough.") % {"name": pair.other(member)},
        url=pair.get_absolute_url(),
        about=pair.other(member),
    )


def tell_how(going: Going) -> None:
    notify(
        going.member,
        HOW,
        subject=f"{going.pair.scope}:{going.week}",
        text=_("How is it going with %(name)s? Two taps, only for you.") % {"name": going.pair.other(going.member)},
        url=going.pair.get_absolute_url(),
        about=going.pair.other(going.member),
    )


def settle_how(going: Going) -> None:
    settle(going.member, HOW, subject=f"{going.pair.scope}:{going.week}")


def tell_wants_talk(going: Going) -> None:
    """To everyone who looks after the facility's mentors and is neither of the two; that somebody asked, not who. Where
    there is nobody, to the operators, who name someone.
    """
    roles = StaffRole.objects.filter(facility=going.pair.offer.facility_id, role__in=LOOKS_AFTER, ended_at=None)
    others = Member.objects.present().exclude(pk__in=(going.pair.mentor_id, going.pair.mentee_id)).order_by("pk")
    words, address = _("Someone who walks with another would like to talk with you."), reverse("mentor_desk:how")
    if not (asked := list(others.filter(pk__in=roles.values("member")))):
        asked, address = list(others.filter(is_superuser=True)), OPERATORS
        words = _("Someone asks to talk, and nobody at that house may hear them yet. Please name someone who can.")
    for member in asked:
        notify(member, WANTS_TALK, subject=f"facility:{going.pair.offer.facility_id}", text=words, url=address)


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


def tell_held(later: LaterMessage) -> None:
    """Their talk rests: what they had written for now is still with them."""
    other = later.pair.other(later.author)
    notify(
        later.author,
        HELD,
        subject=f"later:{later.pair_id}",
        text=_("What you wrote ahead for %(name)s was not sent: your talk rests. It is still with you.")
        % {"name": other},
        url=reverse("mentorship:later", args=[later.pair_id]),
        about=other,
    )


def settle_held(pair: Pair, member: Member) -> None:
    """They have come to look."""
    settle(member, HELD, subject=f"later:{pair.pk}")


def tell_call(pair: Pair, member: Member, what: str) -> None:
    """``what``: ``proposed``, ``agreed`` or ``called_off``."""
    words = {
        "proposed": _("%(name)s proposes a time to talk."),
        "agreed": _("%(name)s agrees to a time to talk."),
        "called_off": _("%(name)s cannot come to your talk. You can find another time."),
    }
    notify(
        member,
        CALL,
        subject=pair.scope,
        text=words[what] % {"name": pair.other(member)},
        url=reverse("mentorship:calls", args=[pair.pk]),
        about=pair.other(member),
    )


def tell_call_soon(call: Call, pair: Pair, member: Member) -> None:
    notify(
        member,
        CALL_SOON,
        subject=f"call:{call.pk}",
        text=_("You and %(name)s talk in a little while.") % {"name": pair.other(member)},
        url=reverse("mentorship:calls", args=[pair.pk]),
        about=pair.other(member),
    )


def settle_calls(pair: Pair, member: Member) -> None:
    """They have come to look."""
    settle(member, CALL, subject=pair.scope)
    for call in Call.objects.ahead().filter(pair=pair, reminded_at__isnull=False):
        settle(member, CALL_SOON, subject=f"call:{call.pk}")
