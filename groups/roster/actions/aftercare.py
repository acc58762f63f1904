"""A right to a facility's aftercare groups: it lasts after the stay, and its end is the member's own to say."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.facilities.models import Facility, Stay
from community.kit.clock import zone
from community.kit.gate import Refused, require
from community.members.models import Member
from groups.roster.actions.succeeding import leave_behind
from groups.roster.models import AftercareChoice, Group
from groups.roster.notifications import tell_aftercare_ended, tell_aftercare_ends

#: So long before its last day the member is asked whether it should go on.
ASKED_AHEAD = timedelta(days=7)
LONGEST = timedelta(days=3660)


@transaction.atomic
def let_aftercare_last(facility: Facility, *, by: Member, until: date | None) -> AftercareChoice:
    """Say how long one's right lasts: ``until`` that day, or for as long as one likes. A right given up is taken up.

    While a stay goes on the day waits. Raises ``PermissionDenied`` for whoever never was with the facility, ``Refused``
    (field ``until``) for a day that is over or too far off.
    """
    require(Stay.objects.filter(facility=facility, member=by).exists())
    today = timezone.localtime(timezone=zone(by.time_zone)).date()
    if until is not None and until <= today:
        raise Refused("past", _("Choose a day that is still to come, or end it now."), field="until")
    if until is not None and until > today + LONGEST:
        raise Refused("far", _("That is very far off. For as long as you like needs no day."), field="until")
    choice, _fresh = AftercareChoice.objects.update_or_create(
        facility=facility, member=by, defaults={"lasts_until": until, "told_at": None, "given_up_at": None}
    )
    return choice


@transaction.atomic
def give_up_aftercare(facility: Facility, *, by: Member) -> None:
    """End one's right now, and one's place in all aftercare groups of the facility. Twice is once.

    Nobody there is told. It can be taken up again at any time. Raises ``PermissionDenied`` for whoever never
    was with the facility.
    """
    require(Stay.objects.filter(facility=facility, member=by).exists())
    choice, _fresh = AftercareChoice.objects.get_or_create(facility=facility, member=by)
    if AftercareChoice.objects.filter(pk=choice.pk, given_up_at=None).update(given_up_at=timezone.now()):
        _leave_its_groups(facility, by)


def let_aftercare_end() -> int:
    """End the rights whose last day is over by the member's own clock, and ask those whose day comes near.

    Claimed by changing the row, so it happens once. Returns how many ended.
    """
    now, ended = timezone.now(), 0
    staying = Stay.objects.filter(
        Q(discharged_on=None) | Q(discharged_on__gt=now.date()),
        facility=OuterRef("facility"),
        member=OuterRef("member"),
    )
    near = AftercareChoice.objects.filter(
        given_up_at=None, lasts_until__lte=now.date() + ASKED_AHEAD + timedelta(days=1), member__ended_at=None
    ).exclude(Exists(staying))
    for choice in near.select_related("member", "facility").order_by("pk"):
        today = timezone.localtime(now, zone(choice.member.time_zone)).date()
        if choice.lasts_until is None or choice.lasts_until > today + ASKED_AHEAD:
            continue
        mine = AftercareChoice.objects.filter(pk=choice.pk, given_up_at=None, lasts_until=choice.lasts_until)
        with transaction.atomic():
            if choice.lasts_until >= today:
                if mine.filter(told_at=None).update(told_at=now):
                    tell_aftercare_ends(choice)
            elif mine.update(given_up_at=now):
                _leave_its_groups(choice.facility, choice.member)
                tell_aftercare_ended(choice)
                ended += 1
    return ended


def _leave_its_groups(facility: Facility, member: Member) -> None:
    of_house = Group.objects.filter(
        facility=facility,
        kind=Group.Kind.AFTERCARE,
        memberships__member=member,
        memberships__ended_at=None,
    )
    for group in of_house.order_by("pk"):
        leave_behind(group, by=member)
