from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.partings.models import Onward
from mentorship.partings.policies import is_mentee
from mentorship.profiles.models import Matters


@transaction.atomic
def choose_onward(pair: Pair, *, by: Member, wish: str) -> Onward:
    """Look for someone new now, later, or not; changed any time. Only the first puts them among those who wait.

    Raises ``PermissionDenied`` for anyone but the mentee, ``Refused``: ``walking`` while they walk with somebody,
    ``wish``.
    """
    require(is_mentee(by, pair))
    if wish not in Onward.Wish.values:
        raise Refused("wish", _("Please choose one of these."))
    if Pair.objects.open().filter(mentee=by).exists():
        raise Refused("walking", _("You walk with someone just now."))
    matters, _fresh = Matters.objects.select_for_update(of=("self",)).get_or_create(member=by)
    matters.looking_since = (matters.looking_since or timezone.now()) if wish == Onward.Wish.NOW else None
    matters.save(update_fields=["looking_since"])
    chosen = {"wish": wish, "chosen_at": timezone.now()}
    return Onward.objects.update_or_create(pair=pair, defaults=chosen)[0]
