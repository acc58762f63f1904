"""Notices about an offer. What is mailed is made from the kind alone, and says nothing."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.facilities.models import StaffRole
from community.members.models import Member
from community.notifications.actions import in_line, notify, settle
from community.notifications.kinds import Kind, register
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.policies import LOOKS_AFTER
from mentorship.profiles.preparing import Reference

OFFER_ANSWERED = register(
    Kind("mentor_offer_answered", gettext_lazy("Your offer to be a mentor"), email=True, icon="handshake")
)
OFFER_WAITS = register(
    Kind("mentor_offer_waits", gettext_lazy("Offers of mentors that wait for staff"), icon="handshake")
)
VOUCH_WANTED = register(
    Kind("mentor_vouch", gettext_lazy("Someone asks whether you know them well"), icon="hand-heart")
)
REST_OVER = register(Kind("mentor_rest_over", gettext_lazy("Your rest as a mentor has come to its end"), icon="sun"))
REVIEW_NEAR = register(
    Kind("mentor_review", gettext_lazy("Your yearly talk with a coordinator"), email=True, icon="calendar-check")
)


def tell_vouch_wanted(reference: Reference) -> None:
    notify(
        reference.by,
        VOUCH_WANTED,
        subject=f"reference:{reference.pk}",
        text=_("%(name)s would like to be a mentor, and hopes for a word from you.") % {"name": reference.known_as},
        url=reverse("mentorship:vouch", args=[reference.pk]),
        about=reference.offer.member,
    )


def settle_vouch(reference: Reference) -> None:
    settle(reference.by, VOUCH_WANTED, subject=f"reference:{reference.pk}")


def tell_review(offer: MentorOffer) -> None:
    """No number of days: the words stay true however late they are read."""
    words = (
        _("Your yearly talk with the coordinator is due by %(day)s.")
        if offer.is_reviewed
        else _("Your yearly talk with the coordinator was due by %(day)s. Those you walk with stay.")
    )
    notify(
        offer.member,
        REVIEW_NEAR,
        subject=f"{offer.scope}:{offer.review_due}",
        text=words % {"day": date_format(offer.review_due, "j F") if offer.review_due else ""},
        url=reverse("mentorship:offer"),
    )


def tell_rest_over(offer: MentorOffer) -> None:
    notify(
        offer.member,
        REST_OVER,
        subject=offer.scope,
        text=_("Your rest has come to its end, and people can find you again. You can take another whenever you like."),
        url=reverse("mentorship:offer"),
    )


def tell_offered(offer: MentorOffer) -> None:
    """Tell those who look after the facility's mentors that one more has offered."""
    staff = Member.objects.present().filter(
        pk__in=StaffRole.objects.filter(facility=offer.facility_id, role__in=LOOKS_AFTER, ended_at=None).values(
            "member"
        )
    )
    for member in in_line(staff.exclude(pk=offer.member_id)):
        notify(
            member,
            OFFER_WAITS,
            subject=f"facility:{offer.facility_id}",
            text=_("Someone offers to be a mentor."),
            url=reverse("mentor_desk:mentors"),
        )


def tell_approved(offer: MentorOffer) -> None:
    notify(
        offer.member,
        OFFER_ANSWERED,
        subject=offer.scope,
        text=_("You are a mentor now. Thank you for walking beside someone."),
        url=reverse("mentorship:offer"),
    )


def tell_declined(offer: MentorOffer, reason: str) -> None:
    notify(
        offer.member,
        OFFER_ANSWERED,
        subject=offer.scope,
        text=_("Your offer was read with care. Not just yet: %(reason)s") % {"reason": reason},
        url=reverse("mentorship:offer"),
    )


def tell_stopped(offer: MentorOffer, reason: str) -> None:
    notify(
        offer.member,
        OFFER_ANSWERED,
        subject=offer.scope,
        text=_("Your offer to be a mentor was ended by the coordinator: %(reason)s") % {"reason": reason},
        url=reverse("mentorship:mine"),
    )
