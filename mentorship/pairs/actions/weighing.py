"""How much a walk asks of its mentor. Said by the mentor or by those who look after mentoring; the mentee never sees
it.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.audit.actions import record
from community.audit.acts import Group, name_act
from community.facilities.models import StaffRole
from community.facilities.policies import is_staff_of
from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs import notifications
from mentorship.pairs.models import Pair
from mentorship.pairs.policies import can_look_after, is_mentor_of
from mentorship.profiles.models import MentorOffer

name_act("weigh_pair", gettext_lazy("changed how many places a walk takes"), Group.PEOPLE, "footprints")


@transaction.atomic
def weigh(pair: Pair, *, by: Member, weight: int) -> Pair:
    """The mentor says how many of their places this walk takes, 1 or 2. Said before: nothing happens.

    Raises ``Refused`` (``full``, ``ended``) where no place is free for it, or it has come to its end.
    """
    require(is_mentor_of(by, pair))
    held, _changed = _weigh(
        pair, weight, full=_("Your places are taken. Make room for one more on the page of your offer first.")
    )
    return held


@transaction.atomic
def weigh_from_desk(pair: Pair, *, by: Member, weight: int, reason: str) -> Pair:
    """Those who look after the mentor's facility say it, with a reason that the mentor is told. Said before: nothing
    happens.

    Raises ``Refused`` as ``weigh`` does, and without a reason.
    """
    require(can_look_after(by, pair))
    if not reason.strip():
        raise Refused("reason", _("Please say why, in a line. It stays with the decision."), field="reason")
    held, changed = _weigh(
        pair, weight, full=_("All places of this mentor are taken. They can make room for one more first.")
    )
    if changed:
        _trace(held, by, reason.strip())
        notifications.tell_weighed(held, reason.strip())
    return held


def _weigh(pair: Pair, weight: int, *, full: str) -> tuple[Pair, bool]:
    """The pair before its offer, as where one ends."""
    if weight not in Pair.Weight.values:
        raise Refused("weight", _("Please choose one of these."), field="weight")
    open_pairs = Pair.objects.open().filter(pk=pair.pk).select_for_update(of=("self",))
    held = open_pairs.select_related("mentor", "mentee", "offer__facility").first()
    if held is None:
        raise Refused("ended", _("Your time together has come to its end."))
    if held.weight == weight:
        return held, False
    offer = MentorOffer.objects.select_for_update(no_key=True).get(pk=held.offer_id)
    if weight - held.weight > offer.room:
        raise Refused("full", full, field="weight")
    held.weight = weight
    held.save(update_fields=["weight"])
    return held, True


def _trace(pair: Pair, by: Member, reason: str) -> None:
    """Where the mentee is on the staff, who could read it, the entry stands in no log of the facility."""
    facility = pair.offer.facility
    hidden = is_staff_of(pair.mentee, facility, *StaffRole.Role.values)
    record(
        "weigh_pair",
        by=by,
        reason=reason,
        scope=pair.scope,
        facility=None if hidden else facility,
        subject=pair.scope,
        about=pair.mentor,
        weight=pair.weight,
    )
