from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.matching.actions import set_aside
from mentorship.pairs.actions import ask
from mentorship.pairs.models import AFTER_A_NO, Request
from mentorship.rounds import notifications
from mentorship.rounds.models import THINK_FOR, Proposal
from mentorship.rounds.policies import can_answer


def say_yes(proposal: Proposal, *, by: Member, words: str = "") -> Request:
    """The mentee would like to: now the mentor is asked, as by anyone, and has their two days. Twice is once.

    Raises ``Refused`` where the mentor is not free any more; the mentee waits on, and is in the next round.
    """
    require(can_answer(by, proposal))
    with transaction.atomic():
        held = _hold(proposal)
        if held.request is not None:
            return held.request
        if held.answered_at is not None or held.offer is None:
            raise Refused("over", _over())
        try:
            with transaction.atomic():
                request = ask(held.offer, by=by, words=words)
        except PermissionDenied:
            request = None
        except Refused as refused:
            if refused.code != "not_free":  # something of their own stands in the way: the proposal waits
                raise
            request = None
        _answer(held, Proposal.Answer.YES if request else Proposal.Answer.GONE, request)
    if request is None:
        raise Refused("not_free", _over())
    return request


@transaction.atomic
def choose_someone_else(proposal: Proposal, *, by: Member) -> None:
    """The mentee would rather not; no reason is asked, and nobody is told. They are in the next round."""
    require(can_answer(by, proposal))
    held = _hold(proposal)
    if held.answered_at is None:
        _answer(held, Proposal.Answer.NO)
        if held.offer is not None:
            set_aside(by, held.offer.member, until=timezone.now() + AFTER_A_NO)


@transaction.atomic
def let_lapse(at: datetime | None = None) -> int:
    """Give back the places of proposals that nobody answered in time; the mentee stays among those who wait."""
    now = at or timezone.now()
    late = (
        Proposal.objects.thought_about()
        .filter(sent_at__lte=now - THINK_FOR)
        .select_for_update(of=("self",), skip_locked=True)
    )
    found = list(late.select_related("mentee").order_by("pk")[:500])
    for one in found:
        _answer(one, Proposal.Answer.LAPSED)
    return len(found)


def _hold(proposal: Proposal) -> Proposal:
    return (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("offer__member", "mentee", "request")
        .get(pk=proposal.pk)
    )


def _answer(proposal: Proposal, answer: Proposal.Answer, request: Request | None = None) -> None:
    proposal.answered_at, proposal.answer, proposal.request = timezone.now(), answer, request
    proposal.save(update_fields=["answered_at", "answer", "request"])
    notifications.settle_found(proposal)


def _over() -> str:
    return _("They are not free any more. You stay among those we look for, and are in the next round.")
