"""What a conversation counts for on one's badges."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.conversations import live
from community.conversations.models import Bell, Participant
from community.kit.commit import after_commit
from community.kit.gate import Refused, require
from community.members.models import Member

ALL = "all"


@transaction.atomic
def ring_for(place: Participant, *, by: Member, what: str) -> bool:
    """From now on the member's badges count everything said there (``all``), only their ``mentions``, or ``nothing``.

    Notices of being named come in any case but the last. False: it was so. Raises Refused (``unknown``), or
    PermissionDenied for another's place.
    """
    require(place.member_id == by.pk and place.ended_at is None)
    if what not in {ALL, *Bell.RingsFor.values}:
        raise Refused("unknown", _("Please choose one of these."), field="bell")
    before = Bell.objects.filter(participant=place).values_list("rings_for", flat=True).first() or ALL
    if before == what:
        return False
    if what == ALL:
        Bell.objects.filter(participant=place).delete()
    else:
        Bell.objects.update_or_create(participant=place, defaults={"rings_for": what, "set_at": timezone.now()})
    after_commit(live.tell_places, by.pk)
    return True
