"""Notices about asking and walking together. What is mailed is made from the kind alone, and says nothing."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.conversations.models import Participant
from community.members.models import Member
from community.notifications.actions import notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from mentorship.pairs.models import Pair, Request


def _still_asks(notification: Notification) -> bool:
    """A request that was answered, taken back or has moved on needs no mail."""
    return Request.objects.open().filter(pk=notification.subject.removeprefix("request:")).exists()


REQUEST_ARRIVED = register(
    Kind(
        "mentor_request",
        gettext_lazy("Someone asks you to be their mentor"),
        email=True,
        icon="hand-heart",
        still_holds=_still_asks,
    )
)
REQUEST_ACCEPTED = register(
    Kind("mentor_yes", gettext_lazy("Someone you asked says yes"), email=True, icon="handshake")
)
REQUEST_MOVED_ON = register(
    Kind("mentor_moved_on", gettext_lazy("Someone you asked is not free"), email=True, icon="footprints")
)
PAIR_WEIGHED = register(
    Kind("pair_weighed", gettext_lazy("The coordinator counts one of your walks anew"), icon="footprints")
)
PAIR_ENDED = register(
    Kind("pair_ended", gettext_lazy("Your time with someone has come to its end"), email=True, icon="leaf")
)


def _still_unread(notification: Notification) -> bool:
    """Whether they have read no further since."""
    scope, _colon, seen = notification.subject.rpartition(":")
    return Participant.objects.filter(
        conversation__scope=scope, member=notification.member_id, seen_seq=int(seen), ended_at=None
    ).exists()


WORDS = register(
    Kind(
        "pair_words",
        gettext_lazy("Someone you walk with has written"),
        email=True,
        icon="message-circle",
        still_holds=_still_unread,
    )
)
RHYTHM_PROPOSED = register(
    Kind("pair_rhythm", gettext_lazy("A rhythm for talking is proposed or agreed"), icon="calendar-check")
)


def tell_asked(request: Request) -> None:
    notify(
        request.mentor,
        REQUEST_ARRIVED,
        subject=f"request:{request.pk}",
        text=_("%(name)s asks whether you would walk beside them.") % {"name": request.mentee},
        url=reverse("mentorship:request", args=[request.pk]),
        about=request.mentee,
    )


def settle_asked(request: Request) -> None:
    """Answered, taken back or moved on: nothing waits for the mentor any more."""
    settle(request.mentor, REQUEST_ARRIVED, subject=f"request:{request.pk}")


def tell_accepted(pair: Pair) -> None:
    notify(
        pair.mentee,
        REQUEST_ACCEPTED,
        subject=pair.scope,
        text=_("%(name)s says yes. You can begin to talk.") % {"name": pair.mentor},
        url=pair.get_absolute_url(),
        about=pair.mentor,
    )


def tell_moved_on(request: Request) -> None:
    """The same words whatever the cause: nobody is told a person's no. The mentee asks nobody else in their line now.

    Not ``about`` the mentor: where they have blocked the one who asked, these words come all the same, as to anyone.
    """
    notify(
        request.mentee,
        REQUEST_MOVED_ON,
        subject=f"request:{request.pk}",
        text=_("%(name)s is not free just now. Others have walked this road too.") % {"name": request.mentor},
        url=reverse("mentorship:mine"),
    )


def tell_next_asked(mentee: Member, asked: Request, gone: Sequence[Request]) -> None:
    """One notice for those who are ``gone`` and for the one we ``asked`` instead: whoever was passed over between them
    is not named.
    """
    words = _("We have asked %(next)s, as you wished.") % {"next": asked.mentor}
    _tell_of_line(mentee, f"{_not_free(gone)} {words}".strip(), gone, asked.pk)


def tell_line_ended(mentee: Member, gone: Sequence[Request]) -> None:
    """Nobody is left in line; others are one tap away."""
    words = _("Nobody is left in your line. Others have walked this road too: see who.")
    _tell_of_line(mentee, f"{_not_free(gone)} {words}".strip(), gone, mentee.pk)


def _not_free(gone: Sequence[Request]) -> str:
    """As ``tell_moved_on`` says it, of all of them in one sentence; empty where there is nobody to name."""
    if not gone:
        return ""
    names = get_text_list([str(one.mentor) for one in gone], _("and"))
    return ngettext("%(names)s is not free just now.", "%(names)s are not free just now.", len(gone)) % {"names": names}


def _tell_of_line(mentee: Member, text: str, gone: Sequence[Request], number: int) -> None:
    subject = f"request:{gone[-1].pk}" if gone else f"line:{number}"
    notify(mentee, REQUEST_MOVED_ON, subject=subject, text=text, url=reverse("mentorship:mine"))


def tell_weighed(pair: Pair, reason: str) -> None:
    """To the mentor alone."""
    if pair.weight == Pair.Weight.MORE:
        words = _("Your walk with %(name)s counts twice among your places now: %(reason)s")
    else:
        words = _("Your walk with %(name)s counts as usual among your places again: %(reason)s")
    notify(
        pair.mentor,
        PAIR_WEIGHED,
        subject=pair.scope,
        text=words % {"name": pair.mentee, "reason": reason},
        url=pair.get_absolute_url(),
        about=pair.mentee,
    )


def tell_ended(pair: Pair, member: Member) -> None:
    """The same words whoever ended it and however, a block included; hence not ``about`` the other."""
    notify(
        member,
        PAIR_ENDED,
        subject=pair.scope,
        text=_("Your time with %(name)s has come to its end.") % {"name": pair.other(member)},
        url=pair.get_absolute_url(),
    )


def tell_rhythm(pair: Pair, member: Member, *, agreed: bool) -> None:
    words = _("%(name)s agrees to your rhythm.") if agreed else _("%(name)s proposes a rhythm for your talks.")
    notify(
        member,
        RHYTHM_PROPOSED,
        subject=pair.scope,
        text=words % {"name": pair.other(member)},
        url=pair.get_absolute_url(),
        about=pair.other(member),
    )


def tell_words(pair: Pair, place: Participant, author: Participant) -> None:
    """One notice for all that waits unread after ``place.seen_seq``."""
    notify(
        place.member,
        WORDS,
        subject=f"{pair.scope}:{place.seen_seq}",
        text=_("%(name)s has written to you.") % {"name": author.name},
        url=pair.get_absolute_url(),
        about=author.member,
    )
