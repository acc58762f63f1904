"""What those who keep a room do with a discussion: on top and not, closed and open again. Each has a reason."""

from django.db import transaction
from django.utils import timezone

from community.audit.actions import record
from community.kit.gate import require
from community.members.models import Member
from community.safety.actions.deciding import required
from groups.forum import acts  # noqa: F401 - names what is done here, for the log
from groups.forum.models import Thread
from groups.roster.models import Membership
from groups.roster.policies import keeps
from groups.roster.queries import membership_of


@transaction.atomic
def pin(thread: Thread, *, by: Member, reason: str) -> bool:
    """Keep a discussion above the others. False: it was.

    Raises, as all of these do, ``PermissionDenied`` for whoever does not keep the group, ``Refused`` (``reason``).
    """
    return _change(thread, "pin_thread", by, reason, {"pinned_at": None}, pinned=True)


@transaction.atomic
def unpin(thread: Thread, *, by: Member, reason: str) -> bool:
    """Let it stand among the others again. False: it did."""
    return _change(thread, "unpin_thread", by, reason, {"pinned_at__isnull": False}, pinned=False)


@transaction.atomic
def lock(thread: Thread, *, by: Member, reason: str) -> bool:
    """Nobody answers from now on; the reason is for everyone to read. False: it was closed."""
    return _change(thread, "lock_thread", by, reason, {"locked_at": None}, locked=True)


@transaction.atomic
def unlock(thread: Thread, *, by: Member, reason: str) -> bool:
    """Open it for answers again. False: it was."""
    return _change(thread, "unlock_thread", by, reason, {"locked_at__isnull": False}, locked=False)


def _change(
    thread: Thread,
    act: str,
    by: Member,
    reason: str,
    where: dict[str, object],
    *,
    pinned: bool | None = None,
    locked: bool | None = None,
) -> bool:
    keeper = membership_of(thread.group, by)
    require(keeps(keeper))
    reason = required(reason)[:300]
    now = timezone.now()
    if pinned is not None:
        changes: dict[str, object] = {"pinned_at": now if pinned else None, "pinned_by": keeper if pinned else None}
    else:
        changes = {
            "locked_at": now if locked else None,
            "locked_by": keeper if locked else None,
            "lock_reason": reason if locked else "",
        }
    if not Thread.objects.filter(pk=thread.pk, hidden_at=None, **where).update(**changes):
        return False
    for name, value in changes.items():
        setattr(thread, name, value)
    _record(thread, act, by, keeper, reason)
    return True


def _record(thread: Thread, act: str, by: Member, keeper: Membership | None, reason: str) -> None:
    record(
        act,
        by=by,
        reason=reason,
        scope=thread.group.scope,
        facility=thread.group.facility,
        subject=f"thread:{thread.pk}",
        by_name=keeper.name if keeper else "",
        thing=thread.title,
    )
