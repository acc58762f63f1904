from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from groups.roster.models import Membership
from groups.welcome.actions.seats import greeter
from groups.welcome.models import GREETS, GreetingShift, Swap
from groups.welcome.notifications import settle_swap, tell_swap_asked, tell_swap_handed_back, tell_swap_taken
from groups.welcome.policies import is_theirs, may_take
from groups.welcome.rota import AHEAD, stretch_on


@transaction.atomic
def ask_swap(shift: GreetingShift, *, by: Member, day: date) -> Swap:
    """Ask the others who greet whether somebody takes that day. Until then it stays one's own. Asking twice is once.

    Raises ``PermissionDenied`` for anyone else's shift, ``Refused`` where the shift has no such day, or not soon.
    """
    require(is_theirs(shift, greeter(shift.group, by)))
    stretch, now = stretch_on(shift, day), timezone.now()
    if stretch is None or stretch.ends <= now or stretch.begins > now + AHEAD:
        raise Refused("day", _("This day is over, or not on the rota."))
    swap, fresh = Swap.objects.get_or_create(shift=shift, day=day)
    if fresh:
        tell_swap_asked(stretch, _others(shift))
    return swap


@transaction.atomic
def take_swap(swap: Swap, *, by: Member) -> Swap:
    """Take another's day. Of two at once the first has it; taking it twice is once.

    Raises ``PermissionDenied`` for whoever does not greet there, ``Refused`` where it is taken or over.
    """
    membership = greeter(swap.shift.group, by)
    require(may_take(swap, membership))
    stretch = stretch_on(swap.shift, swap.day)
    if stretch is None or stretch.ends <= timezone.now():
        raise Refused("over", _("This day is over."))
    if not Swap.objects.filter(pk=swap.pk, taken_by=None).update(taken_by=membership, taken_at=timezone.now()):
        if Swap.objects.filter(pk=swap.pk, taken_by=membership).exists():
            return swap
        raise Refused("taken", _("Somebody else has just taken this day, or it is not asked for any more. Thank you."))
    swap.refresh_from_db()
    settle_swap(stretch, _others(swap.shift))
    tell_swap_taken(stretch, membership)
    return swap


@transaction.atomic
def take_back_swap(swap: Swap, *, by: Member) -> None:
    """Keep one's day after all, or hand a day one had taken back to whoever asked. Raises ``PermissionDenied``.

    Whoever hands a day back leaves it asked for, and the others are told again.
    """
    membership, stretch = greeter(swap.shift.group, by), stretch_on(swap.shift, swap.day)
    if is_theirs(swap.shift, membership):
        if Swap.objects.filter(pk=swap.pk, taken_by=None).delete()[0] and stretch is not None:
            settle_swap(stretch, _others(swap.shift))
        return
    require(swap.taken_by_id == membership.pk)
    if Swap.objects.filter(pk=swap.pk, taken_by=membership).update(taken_by=None, taken_at=None) and stretch:
        tell_swap_handed_back(stretch, membership)
        tell_swap_asked(stretch, [one for one in _others(swap.shift) if one != membership])


def _others(shift: GreetingShift) -> list[Membership]:
    """Everyone else who greets in the group."""
    people = Membership.objects.here().filter(group=shift.group, role__in=GREETS, member__ended_at=None)
    return list(people.exclude(pk=shift.membership_id).select_related("member"))
