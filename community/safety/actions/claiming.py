"""Taking a case, and giving it back. One person at a time, and everyone else is told who."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.gate import Refused, require
from community.members.models import Member
from community.safety.holding import LAPSES_AFTER, holder
from community.safety.models import Case
from community.safety.notifications import settle_urgent
from community.safety.policies import may_moderate, name_in


@transaction.atomic
def claim(case: Case, *, by: Member) -> Case:
    """Take an open case. Taking it twice is once; a claim older than ``LAPSES_AFTER`` may be taken over.

    Raises ``PermissionDenied`` for those who may not look after it, ``Refused`` (``taken``, ``closed``) with
    who was quicker.
    """
    require(may_moderate(by, case))
    now = timezone.now()
    name = name_in(case.scope, by)
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - LAPSES_AFTER)
    taken = Case.objects.filter(free, pk=case.pk, closed_at=None).update(claimed_by=by, claimed_as=name, claimed_at=now)
    case.refresh_from_db()
    if taken:
        trace("claim_case", case, by=by, by_name=name)
        settle_urgent(case)
    else:
        refuse_unless_held(case, by)
    return case


@transaction.atomic
def release(case: Case, *, by: Member) -> Case:
    """Give a case back to the queue. Raises ``Refused`` where someone else holds it, or it is decided."""
    require(may_moderate(by, case))
    given = Case.objects.filter(pk=case.pk, claimed_by=by, closed_at=None).update(
        claimed_by=None, claimed_as="", claimed_at=None
    )
    case.refresh_from_db()
    if given:
        trace("release_case", case, by=by, by_name=name_in(case.scope, by))
    elif case.claimed_at is not None or not case.is_open:
        refuse_unless_held(case, by)
    return case


def hold(case: Case, *, by: Member) -> Case:
    """Lock a case for a decision by ``by``, taking it first where it is free. For use in a transaction.

    Raises as ``claim`` does.
    """
    require(may_moderate(by, case))
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if locked.is_open and locked.claimed_by_id != by.pk:
        claim(locked, by=by)
    refuse_unless_held(locked, by)
    return locked


def refuse_unless_held(case: Case, by: Member) -> None:
    """Say kindly who decided it or who has it, where that is not ``by``."""
    if case.is_open and case.claimed_by_id == by.pk:
        return
    who = {"who": holder(case, closed=not case.is_open, at_desk=not name_in(case.scope, by))}
    if not case.is_open:
        raise Refused("closed", _("%(who)s has decided this already.") % who)
    raise Refused("taken", _("%(who)s is looking at this right now.") % who)


def trace(act: str, case: Case, *, by: Member | None, by_name: str, reason: str = "") -> None:
    """The audit entry of an act on a case."""
    record(
        act,
        by=by,
        reason=reason,
        scope=case.scope,
        facility=case.facility,
        subject=case.subject,
        about=case.author,
        by_name=by_name,
        about_name=case.author_name,
        thing=case.about,
    )
