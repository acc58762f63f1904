"""Notices about deputies. What is mailed is made from the kind alone, and says nothing."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.conversations.models import Participant
from community.members.models import Member
from community.notifications.actions import notify, settle
from community.notifications.kinds import Kind, register
from mentorship.deputies.models import Deputy, DeputyTalk
from mentorship.pairs.notifications import WORDS

DEPUTY_ASKED = register(
    Kind("deputy_asked", gettext_lazy("A mentor asks you to be there while they rest"), email=True, icon="hand-heart")
)
DEPUTY_ANSWERED = register(
    Kind("deputy_answered", gettext_lazy("Who is there while you rest"), email=True, icon="handshake")
)
DEPUTY_TURNED_TO = register(
    Kind(
        "deputy_turned_to", gettext_lazy("Somebody turns to you while their mentor rests"), email=True, icon="user-plus"
    )
)
DEPUTY_TALK_ENDED = register(
    Kind("deputy_talk_ended", gettext_lazy("A talk while a mentor rested has ended"), icon="leaf")
)


def tell_asked(deputy: Deputy) -> None:
    """How many people it is about, and who, is not told."""
    _tell(
        deputy.deputy.member,
        DEPUTY_ASKED,
        deputy,
        _("%(name)s asks whether you would be there for the people they walk with while they rest."),
        deputy.offer.member,
        deputy.get_absolute_url(),
    )


def settle_asked(deputy: Deputy) -> None:
    settle(deputy.deputy.member, DEPUTY_ASKED, subject=f"deputy:{deputy.pk}")


def tell_answered(deputy: Deputy, *, yes: bool) -> None:
    words = _("%(name)s will be there while you rest.") if yes else _("%(name)s cannot be there just now.")
    _tell(deputy.offer.member, DEPUTY_ANSWERED, deputy, words, deputy.deputy.member, reverse("mentorship:deputy"))


def tell_over(deputy: Deputy, member: Member) -> None:
    """The same words whatever the cause: hence not ``about`` the other."""
    if member.pk == deputy.offer.member_id:
        words = _("%(name)s is no longer there in your place. You can ask somebody else whenever you rest.")
        other, url = deputy.deputy.member, reverse("mentorship:deputy")
    else:
        words = _("You are no longer there in the place of %(name)s. Thank you.")
        other, url = deputy.offer.member, reverse("mentorship:mine")
    notify(member, DEPUTY_ANSWERED, subject=f"deputy:{deputy.pk}", text=words % {"name": other}, url=url)


def tell_turned(talk: DeputyTalk) -> None:
    notify(
        talk.stand_in,
        DEPUTY_TURNED_TO,
        subject=talk.scope,
        text=_("%(name)s, who walks with %(mentor)s, would like to talk with you.")
        % {"name": talk.mentee, "mentor": talk.pair.mentor},
        url=talk.get_absolute_url(),
        about=talk.mentee,
    )


def tell_talk_over(talk: DeputyTalk, member: Member) -> None:
    """The same words whatever the cause."""
    notify(
        member,
        DEPUTY_TALK_ENDED,
        subject=talk.scope,
        text=_("Your talk with %(name)s has come to its end.") % {"name": talk.other(member)},
        url=talk.get_absolute_url(),
    )


def tell_words(talk: DeputyTalk, place: Participant, author: Participant) -> None:
    """One notice for all that waits unread after ``place.seen_seq``."""
    notify(
        place.member,
        WORDS,
        subject=f"{talk.scope}:{place.seen_seq}",
        text=_("%(name)s has written to you.") % {"name": author.name},
        url=talk.get_absolute_url(),
        about=author.member,
    )


def _tell(member: Member, kind: Kind, deputy: Deputy, words: str, other: Member, url: str) -> None:
    notify(member, kind, subject=f"deputy:{deputy.pk}", text=words % {"name": other}, url=url, about=other)
