from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mentorship.profiles.models import Matters
from mentorship.rounds import notifications
from mentorship.rounds.gathering import Gathered, Solved, gather
from mentorship.rounds.lacking import wanted
from mentorship.rounds.models import Proposal, Round

#: How far a round is, of a hundred, when this is done.
GATHERED, MATCHED = 40, 80


def match_owed() -> int:
    """Match every round that nobody has in hand. Returns how many."""
    return sum(match(pk) for pk in list(Round.objects.owed().order_by("pk").values_list("pk", flat=True)))


def match(round_id: int) -> bool:
    """Match this round; its proposals are there all at once, or none is. False where another has it, or it is over.

    A worker that dies leaves its claim behind, which runs out; the next one begins anew.
    """
    claim = timezone.now()
    if not Round.objects.owed(claim).filter(pk=round_id).update(claimed_at=claim, step=5):
        return False
    round_ = Round.objects.select_related("facility").get(pk=round_id)
    gathered = gather(round_.facility, claim)
    _reached(round_id, claim, GATHERED)
    proposals, told = proposals_of(round_, gathered, gathered.solved())
    _reached(round_id, claim, MATCHED)
    return _write(round_id, claim, proposals, told)


def proposals_of(
    round_: Round, gathered: Gathered, solved: Solved, pinned: dict[int, Proposal] | None = None
) -> tuple[list[Proposal], dict[str, object]]:
    """What the engine found, as rows that are not stored yet, and what the round's page tells of it."""
    mentor, exceptions = solved.mentor, set(solved.exceptions.tolist())
    unplaced = [n for n in range(len(gathered.mentees)) if mentor[n] < 0]
    fitting = gathered.fitting(unplaced)
    load = solved.load
    rows = []
    for n, mentee in enumerate(gathered.mentees):
        row = Proposal(round=round_, mentee=mentee)
        if mentor[n] >= 0:
            edge = int(solved.edge[n])
            row.offer = gathered.offers[mentor[n]]
            row.gain, row.worth = int(solved.instance.gain[edge]), int(solved.instance.worth[edge])
            row.is_exception = edge in exceptions
        else:
            row.fitting = len(fitting[n])
            row.full = sum(int(load[j] >= solved.instance.capacity[j]) for j in fitting[n])
        if pinned and (hand := pinned.get(mentee.pk)):
            row.moved_at, row.moved_by = hand.moved_at, hand.moved_by
        rows.append(row)
    around = dict(Matters.objects.filter(pk__in=[one.pk for one in gathered.mentees]).values_list("pk", "around"))
    lacking = wanted(gathered, unplaced, fitting, [around.get(one.pk, 0) for one in gathered.mentees])
    told: dict[str, object] = {
        "waiting": len(gathered.mentees),
        "placed": solved.coverage,
        "hard": int(solved.hard.sum()),
        "hard_placed": int(solved.placed[solved.hard].sum()),
        "rooms": int(solved.instance.capacity.sum()),
        "mentors": len(gathered.offers),
        "weight": solved.weight,
        "wanted": [one.as_json() for one in lacking],
    }
    return rows, told


@transaction.atomic
def _write(round_id: int, claim: datetime, proposals: list[Proposal], told: dict[str, object]) -> bool:
    """Store it, where the claim is still ours."""
    round_ = Round.objects.select_for_update(of=("self",)).select_related("facility").get(pk=round_id)
    if round_.claimed_at != claim or not round_.is_open or round_.matched_at is not None:
        return False
    for some in _in_parts(proposals):
        Proposal.objects.bulk_create(some)
    round_.matched_at, round_.step, round_.told = timezone.now(), 100, told
    round_.save(update_fields=["matched_at", "step", "told"])
    if round_.by_id is None:
        notifications.tell_ready(round_)
    return True


def _reached(round_id: int, claim: datetime, step: int) -> None:
    Round.objects.filter(pk=round_id, claimed_at=claim).update(step=step)


def _in_parts(rows: list[Proposal], size: int = 1000) -> Iterator[list[Proposal]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
