"""Stepping away: for a while the room is closed to a member; their place in it stays, and it ends by itself."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from community.safety.actions import required
from community.safety.models import Case, Decision
from groups.moderation.actions.telling import end_ahead, tell, trace
from groups.moderation.policies import may_quiet
from groups.roster.actions import keep_place
from groups.roster.actions.keeping import leave_side_rooms, one_at_a_time, write_keepers
from groups.roster.models import Membership, Sanction
from groups.roster.queries import current_away


@transaction.atomic
def step_away(
    membership: Membership, *, by: Member, reason: str, until: datetime, case: Case | None = None
) -> Sanction:
    """Ask a member to stay out of the group until then, at most ``LONGEST`` ahead. Replaces one that stands.

    From the commit on they hear nothing of its chat and open none of its pages; name, role, words and how far they
    have read are kept. They are told why and until when. Raises ``PermissionDenied``, or ``Refused`` (fields
    ``reason``, ``until``).
    """
    require(may_quiet(by, membership))
    reason = required(reason)
    now = timezone.now()
    end_ahead(until, now)
    one_at_a_time(membership.group)
    membership.refresh_from_db(fields=["role", "ended_at", "away_until"])
    require(may_quiet(by, membership))
    _lift(membership, by, now)
    trace("send_away", membership, by=by, reason=reason, case=case, until=until)
    decision = tell(Decision.Act.AWAY, membership, by=by, reason=reason, case=case, until=until)
    sanction = Sanction.objects.create(
        membership=membership, kind=Sanction.Kind.AWAY, by=by, reason=reason, until=until, decision=decision
    )
    was_keeper = membership.is_keeper
    membership.away_until = until
    membership.save(update_fields=["away_until"])
    keep_place(membership)
    write_keepers(membership)
    if was_keeper:
        leave_side_rooms(membership)
    return sanction


@transaction.atomic
def call_back(membership: Membership, *, by: Member, reason: str, case: Case | None = None) -> None:
    """Open the group to the member before the end. Raises ``PermissionDenied``, or ``Refused`` where nothing stands."""
    require(may_quiet(by, membership))
    reason = required(reason)
    one_at_a_time(membership.group)
    membership.refresh_from_db(fields=["role", "ended_at", "away_until"])
    if current_away(membership) is None:
        raise Refused("not_away", _("They can come in already."))
    _lift(membership, by, timezone.now())
    open_again(membership)
    trace("call_back", membership, by=by, reason=reason, case=case)
    tell(Decision.Act.BACK, membership, by=by, reason=reason, case=case)


def open_again(membership: Membership) -> None:
    """Give back what stepping away took: the place in the chat, where they were in it, and what they keep.

    For use in a transaction that holds the group's line (``one_at_a_time``). Doing it twice is doing it once.
    """
    if membership.away_until is None:
        return
    membership.away_until = timezone.now()
    keep_place(membership)
    write_keepers(membership)
    membership.away_until = None
    membership.save(update_fields=["away_until"])


def _lift(membership: Membership, by: Member, at: datetime) -> None:
    Sanction.objects.standing(at).filter(membership=membership, kind=Sanction.Kind.AWAY).update(
        lifted_at=at, lifted_by=by
    )
