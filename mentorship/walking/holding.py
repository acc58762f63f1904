"""A pair that walks together today, held while something of it changes."""

from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs.models import Acknowledgement, Pair
from mentorship.pairs.policies import is_of
from mentorship.pairs.queries import refuse_while_resting
from mentorship.profiles.agreement import REPORTING_NOTE


def hold(pair: Pair, by: Member) -> Pair:
    """Lock the pair and return it. Raises ``PermissionDenied`` for anyone but the two, ``Refused`` where it has
    ended, a block has come between them, the two have not both read the note yet, or
    their talk rests: what one sets down here the other reads.
    """
    require(is_of(by, pair))
    held = Pair.objects.open().select_for_update(of=("self",)).select_related("mentor", "mentee").filter(pk=pair.pk)
    if (found := held.first()) is None:
        raise Refused("ended", _("Your time together has come to its end."))
    if Acknowledgement.objects.filter(pair=found, version=REPORTING_NOTE).count() < 2:
        raise Refused("not_begun", _("Both of you read the note first."))
    refuse_while_resting(found)
    return found
