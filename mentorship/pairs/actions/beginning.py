from django.db import transaction
from django.utils.translation import gettext as _

from community.conversations.actions import admit, open_conversation
from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs.actions.resting import follow
from mentorship.pairs.models import Acknowledgement, Pair
from mentorship.pairs.policies import is_of
from mentorship.profiles.agreement import REPORTING_NOTE


@transaction.atomic
def acknowledge(pair: Pair, *, by: Member) -> bool:
    """``by`` has read the note on mandated reporting. Returns whether both have: then, and only then, they can talk.

    Until both have, neither has a place in the conversation, so nothing can be written by any way at all.
    """
    require(is_of(by, pair))
    pair = Pair.objects.select_for_update(of=("self",)).select_related("mentor", "mentee").get(pk=pair.pk)
    if pair.ended_at is not None:
        raise Refused("ended", _("Your time together has come to its end."))
    Acknowledgement.objects.get_or_create(pair=pair, member=by, version=REPORTING_NOTE)
    both = Acknowledgement.objects.filter(pair=pair, version=REPORTING_NOTE).count() == 2
    if both:
        conversation = open_conversation(pair.scope, facility=pair.offer.facility)
        for member in (pair.mentor, pair.mentee):
            admit(conversation, member, name=member.name, hue=member.hue)
        follow(pair)
    return both
