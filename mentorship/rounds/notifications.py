"""Notices about rounds: to a mentee whom a kept round found someone for, and to the desk when one is ready."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.facilities.models import StaffRole
from community.members.models import Member
from community.notifications.actions import notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from mentorship.profiles.policies import LOOKS_AFTER
from mentorship.rounds.models import Proposal, Round


def _still_thought_about(notification: Notification) -> bool:
    return Proposal.objects.thought_about().filter(pk=notification.subject.removeprefix("proposal:")).exists()


FOUND = register(
    Kind(
        "mentor_found",
        gettext_lazy("Someone might walk beside you"),
        email=True,
        icon="handshake",
        still_holds=_still_thought_about,
    )
)
READY = register(Kind("round_ready", gettext_lazy("A round of matching is ready to be looked at"), icon="users"))


def tell_found(proposal: Proposal) -> None:
    """To the mentee; who it is they read on the page, where a block since then is known."""
    notify(
        proposal.mentee,
        FOUND,
        subject=f"proposal:{proposal.pk}",
        text=_("We thought of someone who might walk beside you."),
        url=reverse("mentorship:mine"),
        about=proposal.offer.member if proposal.offer else None,
    )


def settle_found(proposal: Proposal) -> None:
    settle(proposal.mentee, FOUND, subject=f"proposal:{proposal.pk}")


def tell_ready(round_: Round) -> None:
    """To everyone who looks after the facility's mentors."""
    roles = StaffRole.objects.filter(facility=round_.facility, role__in=LOOKS_AFTER, ended_at=None)
    for member in Member.objects.present().filter(pk__in=roles.values("member")).order_by("pk"):
        notify(
            member,
            READY,
            subject=f"facility:{round_.facility_id}",
            text=_("A round of matching is ready to be looked at."),
            url=reverse("mentor_desk:round", args=[round_.pk]),
        )
