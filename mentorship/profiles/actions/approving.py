from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.audit.actions import record
from community.audit.acts import Group, name_act
from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.profiles import notifications
from mentorship.profiles.actions.preparing import vouch_as_staff
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.policies import can_decide
from mentorship.profiles.readiness import readiness

#: A mentor and their coordinator talk once a year.
REVIEW_EVERY = timedelta(days=365)

name_act("approve_mentor", gettext_lazy("welcomed a mentor"), Group.PEOPLE, "handshake")
name_act("decline_mentor", gettext_lazy("said not just yet to an offer to mentor"), Group.PEOPLE, "handshake")
name_act("review_mentor", gettext_lazy("had the yearly talk with a mentor"), Group.PEOPLE, "calendar-check")
name_act("stop_mentor", gettext_lazy("ended a mentor's offer"), Group.PEOPLE, "user-minus")


@transaction.atomic
def approve(offered: MentorOffer, *, by: Member, reason: str, knows_them: bool = False) -> MentorOffer:
    """Let them be a mentor, for a year until the next talk. ``knows_them``: ``by`` knows them, as the reason says.

    Raises ``Refused`` without a reason, where someone has decided already, before the steps are learned and today's
    agreement is accepted, or where neither two members nor somebody of the staff vouch for them.
    """
    offered = _undecided(offered, by, reason)
    if knows_them:
        vouch_as_staff(offered, by=by, words=reason)
    has = readiness(offered)
    if not has.passed:
        raise Refused("training", _("They have not finished the steps yet. They see them on the page of their offer."))
    if not has.has_agreed:
        raise Refused("agreement", _("The agreement has changed since. They are asked on the page of their offer."))
    if not has.is_known:
        raise Refused(
            "unknown", _("Two people who know them are needed, or you yourself know them."), field="knows_them"
        )
    now = timezone.now()
    offered.approved_at, offered.approved_by = now, by
    offered.review_due = (now + REVIEW_EVERY).date()
    offered.save(update_fields=["approved_at", "approved_by", "review_due"])
    _trace("approve_mentor", offered, by, reason)
    notifications.tell_approved(offered)
    return offered


@transaction.atomic
def decline(offered: MentorOffer, *, by: Member, reason: str) -> MentorOffer:
    """Say not just yet; the reason is told to the person. They may offer again."""
    offered = _undecided(offered, by, reason)
    now = timezone.now()
    offered.declined_at, offered.declined_by, offered.ended_at = now, by, now
    offered.save(update_fields=["declined_at", "declined_by", "ended_at"])
    _trace("decline_mentor", offered, by, reason)
    notifications.tell_declined(offered, reason.strip())
    return offered


@transaction.atomic
def review(offered: MentorOffer, *, by: Member, reason: str) -> MentorOffer:
    """Note that the yearly talk took place: a year more from today."""
    offered = _locked(offered, by, reason)
    if not offered.is_standing:
        raise Refused("decided", _("This offer does not stand any more."))
    offered.review_due = (timezone.now() + REVIEW_EVERY).date()
    offered.save(update_fields=["review_due"])
    _trace("review_mentor", offered, by, reason)
    return offered


@transaction.atomic
def stop(offered: MentorOffer, *, by: Member, reason: str) -> MentorOffer:
    """End a mentor's offer from the desk: nobody new is sent; those they walk with stay. The reason is told."""
    offered = _locked(offered, by, reason)
    if not offered.is_standing:
        raise Refused("decided", _("This offer does not stand any more."))
    offered.ended_at = timezone.now()
    offered.save(update_fields=["ended_at"])
    _trace("stop_mentor", offered, by, reason)
    notifications.tell_stopped(offered, reason.strip())
    return offered


def _locked(offered: MentorOffer, by: Member, reason: str) -> MentorOffer:
    require(can_decide(by, offered))
    if not reason.strip():
        raise Refused("reason", _("Please say why, in a line. It stays with the decision."), field="reason")
    return (
        MentorOffer.objects.select_for_update(of=("self",), no_key=True)
        .select_related("facility", "member")
        .get(pk=offered.pk)
    )


def _undecided(offered: MentorOffer, by: Member, reason: str) -> MentorOffer:
    offered = _locked(offered, by, reason)
    if not offered.is_waiting:
        raise Refused("decided", _("Someone has decided on this offer already."))
    return offered


def _trace(act: str, offered: MentorOffer, by: Member, reason: str) -> None:
    record(
        act,
        by=by,
        reason=reason.strip(),
        scope=offered.scope,
        facility=offered.facility,
        subject=f"offer:{offered.pk}",
        about=offered.member,
    )
