from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.conversations.actions import open_conversation
from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.matching.actions import set_aside
from mentorship.pairs import notifications
from mentorship.pairs.actions.asking import settle
from mentorship.pairs.actions.going_on import go_on
from mentorship.pairs.actions.holding import hold
from mentorship.pairs.actions.line import close_line
from mentorship.pairs.models import AFTER_A_NO, Pair, Request
from mentorship.pairs.policies import can_answer
from mentorship.profiles.models import Matters, MentorOffer


@transaction.atomic
def accept(request: Request, *, by: Member) -> Pair:
    """Say yes: the two are a pair, with a conversation that opens once both have read the note.

    The mentee's other open requests end kindly, and so does their line. Said twice it is one pair. Raises
    ``Refused`` where the request has moved on, the places are taken, or the mentor rests.
    """
    require(can_answer(by, request))
    hold(request.mentor, request.mentee)
    offer = MentorOffer.objects.select_for_update(no_key=True).get(pk=request.offer_id)
    request = Request.objects.select_for_update(of=("self",)).select_related("mentor", "mentee").get(pk=request.pk)
    if request.is_accepted:
        return Pair.objects.get(request=request)
    _check(request, offer)
    pair = Pair.objects.create(offer=offer, mentor=request.mentor, mentee=request.mentee, request=request)
    settle(request, Request.Outcome.ACCEPTED)
    for other in Request.objects.open().from_member(request.mentee).select_related("mentor"):
        settle(other, Request.Outcome.WITHDRAWN)
        set_aside(request.mentee, other.mentor, until=timezone.now())
    close_line(request.mentee)
    Matters.objects.filter(pk=request.mentee_id).update(looking_since=None)
    open_conversation(pair.scope, facility=offer.facility)
    notifications.tell_accepted(pair)
    return pair


@transaction.atomic
def decline(request: Request, *, by: Member) -> Request:
    """Not now, without a reason. The other reads that one is not free just now, and whoever is next in their line is
    asked. Settled already: nothing happens.
    """
    require(can_answer(by, request))
    hold(request.mentor, request.mentee)
    if settle(request, Request.Outcome.DECLINED):
        set_aside(request.mentee, request.mentor, until=timezone.now() + AFTER_A_NO)
        go_on(request.mentee)
    return request


def _check(request: Request, offer: MentorOffer) -> None:
    """Raise ``Refused`` where the yes comes too late, or there is no place for it."""
    reaches = Request.objects.to_member(request.mentor).filter(pk=request.pk).exists()
    if not reaches or Pair.objects.filter(mentee=request.mentee, ended_at=None).exists():
        raise Refused("moved_on", _("This request has moved on already. Thank you for wanting to."))
    if not offer.is_standing or offer.is_resting:
        raise Refused("resting", _("You are resting. Be there again first, then say yes."))
    if offer.is_hidden:
        raise Refused("hidden", _("Your story is hidden for now. The coordinator can tell you more."))
    if not offer.is_reviewed:
        raise Refused("review", _("Your yearly talk with the coordinator is due. After it you can say yes again."))
    if not offer.room:
        raise Refused("full", _("Your places are taken. Make room for one more first, if you can carry it."))
