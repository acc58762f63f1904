from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.profiles.models import MentorOffer
from mentorship.rounds.actions.matching import proposals_of
from mentorship.rounds.gathering import Gathered, gather
from mentorship.rounds.models import Proposal, Round
from mentorship.rounds.policies import can_run


@dataclass(frozen=True)
class Change:
    """What a move would change for one mentee: from whom to whom, and what each is worth to them, of a thousand."""

    mentee: Member
    before: MentorOffer | None
    after: MentorOffer | None
    gain_before: int
    gain_after: int

    @property
    def difference(self) -> int:
        return self.gain_after - self.gain_before


@dataclass(frozen=True)
class WhatIf:
    """A move before it is made: the mentee's own change first, then everyone else's, who loses most first."""

    mine: Change
    others: list[Change]
    rows: list[Proposal]
    told: dict[str, object]

    @property
    def placed(self) -> int:
        """How many more are placed than before; below nothing: fewer."""
        changes = [self.mine, *self.others]
        return sum((one.after is not None) - (one.before is not None) for one in changes)

    @property
    def cost(self) -> int:
        """What the others lose by it, all together, of a thousand each."""
        return -sum(one.difference for one in self.others)


def what_if(proposal: Proposal, offer: MentorOffer) -> WhatIf:
    """Match the round anew with this mentee at this mentor, and everyone moved by hand where they were moved to.

    Raises ``Refused`` (field ``offer``) where the two do not fit, or the mentor's places are taken by people who were
    moved there by hand.
    """
    round_ = proposal.round
    before = {one.mentee_id: one for one in round_.proposals.select_related("offer__member", "mentee")}
    gathered = _as_in(round_, gather(round_.facility), before)
    seats = {one.pk: n for n, one in enumerate(gathered.offers)}
    numbers = {one.pk: n for n, one in enumerate(gathered.mentees)}
    if proposal.mentee_id not in numbers:
        raise Refused("gone", _("They are not waiting any more."), field="offer")
    pins = {
        numbers[one.mentee_id]: seats[one.offer_id]
        for one in before.values()
        if one.moved_at and one.offer_id in seats and one.mentee_id in numbers
    }
    pins[numbers[proposal.mentee_id]] = seats.get(offer.pk, -1)
    _check(gathered, pins, numbers[proposal.mentee_id])
    hands = {one.mentee_id: one for one in before.values() if one.moved_at}
    rows, told = proposals_of(round_, gathered, gathered.solved(pins), hands)
    changes = [
        Change(row.mentee, before[row.mentee_id].offer, row.offer, before[row.mentee_id].gain, row.gain)
        for row in rows
        if row.mentee_id in before and row.offer_id != before[row.mentee_id].offer_id
    ]
    mine = [one for one in changes if one.mentee.pk == proposal.mentee_id]
    own = next(row for row in rows if row.mentee_id == proposal.mentee_id)
    stays = Change(own.mentee, proposal.offer, own.offer, proposal.gain, own.gain)
    others = sorted((one for one in changes if one not in mine), key=lambda one: (one.difference, one.mentee.name))
    return WhatIf(mine[0] if mine else stays, others, rows, told)


@transaction.atomic
def move(proposal: Proposal, offer: MentorOffer, *, by: Member, reason: str) -> Round:
    """Place this mentee with this mentor by hand; everyone else is matched anew around it.

    Raises ``PermissionDenied``, or ``Refused`` as ``what_if`` does, without a reason, or where the round is decided.
    """
    round_ = Round.objects.select_for_update(of=("self",)).select_related("facility").get(pk=proposal.round_id)
    require(can_run(by, round_))
    if not round_.is_ready:
        raise Refused("decided", _("This round is decided on already."))
    if not reason.strip():
        raise Refused("reason", _("Please say why, in a line. It stays with the decision."), field="reason")
    proposal.round = round_
    found = what_if(proposal, offer)
    for row in found.rows:
        if row.mentee_id == proposal.mentee_id:
            row.moved_at, row.moved_by = timezone.now(), by
    round_.proposals.all().delete()
    Proposal.objects.bulk_create(found.rows)
    round_.told = found.told
    round_.save(update_fields=["told"])
    record(
        "move_in_round",
        by=by,
        reason=reason.strip(),
        facility=round_.facility,
        subject=f"round:{round_.pk}",
        about=proposal.mentee,
        before=str(found.mine.before.member) if found.mine.before else "",
        after=str(offer.member),
    )
    return round_


def _as_in(round_: Round, gathered: Gathered, before: dict[int, Proposal]) -> Gathered:
    """Nobody who came to wait since then: a move shuffles those it is about."""
    if all(one.pk in before for one in gathered.mentees):
        return gathered
    return gathered.without([n for n, one in enumerate(gathered.mentees) if one.pk not in before])


def _check(gathered: Gathered, pins: dict[int, int], mentee: int) -> None:
    capacity, mentor = gathered.instance.capacity, pins[mentee]
    edge = (gathered.instance.mentee == mentee) & (gathered.instance.mentor == mentor)
    if not edge.any():
        raise Refused(
            "limits", _("The two do not fit: one of them has a limit the other does not keep."), field="offer"
        )
    if sum(one == mentor for one in pins.values()) > capacity[mentor]:
        raise Refused("full", _("Their places are taken by people who were moved there by hand."), field="offer")
