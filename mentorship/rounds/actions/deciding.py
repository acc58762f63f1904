from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.gate import Refused, require
from community.members.models import Block, Member
from mentorship.rounds import notifications
from mentorship.rounds.gathering import waiting_at
from mentorship.rounds.models import Proposal, Round
from mentorship.rounds.policies import can_run


@transaction.atomic
def keep(round_: Round, *, by: Member, reason: str = "") -> int:
    """Keep it: every mentee who is placed hears of the person, and answers. Returns how many; kept already: 0.

    Whoever found somebody by themselves since, and whoever could not meet any more, hears nothing.
    """
    held = _hold(round_, by)
    if held.kept_at is not None:
        return 0
    if not held.is_ready:
        raise Refused("decided", _("This round is decided on already."))
    now = timezone.now()
    still = set(waiting_at(held.facility).values_list("pk", flat=True))
    placed = held.proposals.placed().select_related("offer__member", "mentee").order_by("pk")
    sent = [one for one in placed if one.mentee_id in still and _may_meet(one)]
    for one in sent:
        one.sent_at = now
    Proposal.objects.bulk_update(sent, ["sent_at"])
    held.kept_at, held.kept_by = now, by
    held.save(update_fields=["kept_at", "kept_by"])
    _trace("keep_round", held, by, reason or _("Kept as it was proposed."))
    for one in sent:
        notifications.tell_found(one)
    return len(sent)


@transaction.atomic
def drop(round_: Round, *, by: Member, reason: str = "") -> None:
    """Drop it: nobody hears of it. Dropped already: nothing happens. Raises ``Refused`` where it was kept."""
    held = _hold(round_, by)
    if held.dropped_at is not None:
        return
    if held.kept_at is not None:
        raise Refused("decided", _("This round is decided on already."))
    held.dropped_at, held.dropped_by = timezone.now(), by
    held.save(update_fields=["dropped_at", "dropped_by"])
    _trace("drop_round", held, by, reason or _("Dropped as a whole."))


def _may_meet(proposal: Proposal) -> bool:
    offer = proposal.offer
    if offer is None or not offer.is_welcoming:
        return False
    pair = {offer.member_id, proposal.mentee_id}
    return not Block.objects.filter(blocker__in=pair, blocked__in=pair).exists()


def _hold(round_: Round, by: Member) -> Round:
    held = Round.objects.select_for_update(of=("self",)).select_related("facility").get(pk=round_.pk)
    require(can_run(by, held))
    return held


def _trace(act: str, round_: Round, by: Member, reason: str) -> None:
    record(act, by=by, reason=reason.strip(), facility=round_.facility, subject=f"round:{round_.pk}")
