"""Notices about concerns. Nothing of them ever goes to the one they are about."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.models import Member
from community.notifications.actions import notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from mentorship.oversight.models import Concern, Opening
from mentorship.oversight.policies import operators_for, staff_for

CONCERN_RAISED = register(
    Kind("mentor_concern", gettext_lazy("Concerns between two people, for staff"), email=True, icon="flag")
)
CONCERN_LATE = register(
    Kind("mentor_concern_late", gettext_lazy("Concerns that nobody has taken in time"), email=True, icon="alarm-clock")
)
CONCERN_ANSWERED = register(
    Kind("concern_answered", gettext_lazy("An answer to something you told us"), email=True, icon="mail")
)
OPENING_ASKED = register(
    Kind("opening_asked", gettext_lazy("Someone asks you to open words together"), email=True, icon="key-round")
)
WORDS_OPENED = register(
    Kind("words_opened", gettext_lazy("Your words with someone were opened"), email=True, icon="eye")
)


#: Where operators see that there is a concern, without its words or its two people.
OPERATORS = "/operators/mentorship/concern/"


def tell_raised(concern: Concern) -> None:
    words = _("Someone tells you of something between two people. It waits for you.")
    _tell_who_looks(concern, CONCERN_RAISED, words)


def settle_raised(concern: Concern) -> None:
    """Nobody is asked any longer, whoever was."""
    for kind in (CONCERN_RAISED, CONCERN_LATE):
        asked = Notification.objects.filter(kind=kind.key, subject=concern.subject).unread()
        for notice in asked.select_related("member").order_by("member_id"):
            settle(notice.member, kind, subject=concern.subject)


def tell_late(concern: Concern) -> None:
    _tell_who_looks(concern, CONCERN_LATE, _("Nobody has taken a concern in its time. Please look now."))


def _tell_who_looks(concern: Concern, kind: Kind, words: str) -> None:
    """Those who may look at it. Where nobody may, since the only one there is of the two, the operators, who name
    somebody else; they read that there is one, and no more.
    """
    address = reverse("mentor_desk:concern", args=[concern.pk])
    if not (asked := staff_for(concern)):
        asked, address = operators_for(concern), OPERATORS
        words = _("A concern waits, and nobody at that house may look at it yet. Please name someone who can.")
    for member in asked:
        notify(member, kind, subject=concern.subject, text=words, url=address)


def tell_answered(concern: Concern) -> None:
    notify(
        concern.by,
        CONCERN_ANSWERED,
        subject=concern.subject,
        text=_("Someone has looked at what you told us."),
        url=reverse("mentorship:concern", args=[concern.pk]),
    )


def tell_opening_asked(opening: Opening) -> None:
    """The others who may agree; where there is nobody, the operators, who name someone."""
    words = _("%(name)s asks you to open the words of a pair together.") % {"name": opening.asked_by}
    address = reverse("mentor_desk:concern", args=[opening.concern_id])
    others = [one for one in staff_for(opening.concern) if one.pk != opening.asked_by_id]
    if not others:
        others, address = [one for one in operators_for(opening.concern) if one.pk != opening.asked_by_id], OPERATORS
        words = _("Someone looks at a concern and needs a second of the staff. Please name someone who can.")
    for member in others:
        notify(member, OPENING_ASKED, subject=opening.concern.subject, text=words, url=address)


def tell_opened(opening: Opening, member: Member) -> None:
    assert opening.until is not None  # noqa: S101 - it has been agreed to
    pair = opening.concern.pair
    notify(
        member,
        WORDS_OPENED,
        subject=f"opening:{opening.pk}",
        text=_("Two of the staff may read your talk with %(name)s until %(until)s: %(reason)s")
        % {
            "name": pair.other(member),
            "until": date_format(localtime(opening.until), "j F, H:i"),
            "reason": opening.reason,
        },
        url=pair.get_absolute_url(),
    )
