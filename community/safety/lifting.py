"""What taking a decision back does in the room it was made in: each room says it once for its own.

A decision about a person's place is found by the kind of its scope (``group``), one about words that no case is
about by the key they are registered under (``message``).
"""

from collections.abc import Callable

from community.members.models import Member
from community.safety.models import Decision

#: Called in the answering transaction with the decision and who answers; makes undone what still holds of it.
Lift = Callable[[Decision, Member], None]

_lifts: dict[str, Lift] = {}


def lifts(name: str, lift: Lift) -> None:
    """Register what taking back means for decisions of this kind of scope, or about things of this key."""
    _lifts[name] = lift


def lift_of(decision: Decision) -> Lift | None:
    """What its room has registered; None where nothing is to be undone."""
    if decision.act == Decision.Act.HIDE:
        return _lifts.get(decision.key)
    return _lifts[decision.scope.partition(":")[0]]
