"""Whether a pair's talk rests, as each of the two may know it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.pairs.rests import Rest


@dataclass(frozen=True)
class Resting:
    """``rests``: nobody speaks just now. ``mine``: the rest the member let it have, if they did."""

    rests: bool
    mine: Rest | None


def resting(pair: Pair, member: Member) -> Resting:
    """One query. Of the other's rest nothing is told but that the talk rests."""
    standing = list(Rest.objects.standing().filter(pair=pair))
    return Resting(bool(standing), next((one for one in standing if one.by_id == member.pk), None))


def refuse_while_resting(pair: Pair) -> None:
    """Raise ``Refused`` while the talk rests: for everything by which one of the two says something to the other."""
    if Rest.objects.standing().filter(pair=pair).exists():
        raise Refused("at_rest", _("This talk rests for now. Your words stay here."))
