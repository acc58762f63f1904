"""Notices about an ending. What is mailed is made from the kind alone, and says nothing."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.models import Member
from community.notifications.actions import notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from mentorship.pairs.models import Pair
from mentorship.partings.models import Letter


def _still_walks(notification: Notification) -> bool:
    """Whether the two have not parted meanwhile."""
    return Pair.objects.open().filter(pk=notification.subject.removeprefix("pair:")).exists()


PARTING = register(
    Kind(
        "pair_parting",
        gettext_lazy("A last day is proposed, agreed or taken back"),
        email=True,
        icon="leaf",
        still_holds=_still_walks,
    )
)


def _still_kept(notification: Notification) -> bool:
    """Whether it is there, and has not been read."""
    number = notification.subject.removeprefix("letter:")
    return Letter.objects.kept_by(notification.member).filter(pk=number, read_at=None).exists()


LETTER = register(
    Kind(
        "pair_letter",
        gettext_lazy("Someone you walked with has left you a letter"),
        email=True,
        icon="mail",
        still_holds=_still_kept,
    )
)
HANDOVER = register(
    Kind("pair_handover", gettext_lazy("Someone has written a few words for you to look at"), icon="pencil")
)


def tell_parting(pair: Pair, member: Member, what: str) -> None:
    """``what``: ``proposed``, ``agreed`` or ``taken_back``."""
    words = {
        "proposed": _("%(name)s proposes a last day for your talks."),
        "agreed": _("%(name)s agrees to your last day."),
        "taken_back": _("%(name)s would like to stay. There is no last day now."),
    }
    notify(
        member,
        PARTING,
        subject=pair.scope,
        text=words[what] % {"name": pair.other(member)},
        url=reverse("mentorship:parting", args=[pair.pk]),
        about=pair.other(member),
    )


def settle_parting(pair: Pair, member: Member) -> None:
    """They have come to look, or there is nothing to look at any more."""
    settle(member, PARTING, subject=pair.scope)


def tell_letter(letter: Letter) -> None:
    notify(
        letter.reader,
        LETTER,
        subject=f"letter:{letter.pk}",
        text=_("%(name)s has left you a letter.") % {"name": letter.author},
        url=letter.get_absolute_url(),
        about=letter.author,
    )


def settle_letter(letter: Letter) -> None:
    settle(letter.reader, LETTER, subject=f"letter:{letter.pk}")


def tell_handover(pair: Pair) -> None:
    notify(
        pair.mentee,
        HANDOVER,
        subject=pair.scope,
        text=_("%(name)s has written words for your next mentor. Look at them; they are yours.")
        % {"name": pair.mentor},
        url=reverse("mentorship:handover", args=[pair.pk]),
        about=pair.mentor,
    )


def settle_handover(pair: Pair) -> None:
    settle(pair.mentee, HANDOVER, subject=pair.scope)
