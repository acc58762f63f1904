"""Answering an appeal: by another than who decided. It stands, or it is taken back with all that still holds of it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.audit.models import Entry
from community.kit.gate import Refused, require
from community.members.models import Member
from community.safety.actions.deciding import required, show_again
from community.safety.lifting import lift_of
from community.safety.models import Appeal, Case, Decision
from community.safety.notifications import settle_appeal, tell_answer
from community.safety.policies import may_answer, name_in

#: Opening the same appeal again within this time is the same look.
SAME_LOOK = timedelta(hours=1)


@transaction.atomic
def answer_appeal(appeal: Appeal, *, by: Member, outcome: str, answer: str) -> Appeal:
    """Answer in words that the person reads. The first answer counts.

    ``LIFTED`` undoes what still holds: hidden words are shown, a pause ends, a place is given back. Raises
    ``PermissionDenied`` for who decided, for the person it is about, and for whoever has no part in the place;
    ``Refused`` (``reason``; ``outcome``; ``answered``).
    """
    require(may_answer(by, appeal))
    answer = required(answer)
    if outcome not in Appeal.Outcome.values:
        raise Refused("outcome", _("Choose whether it stands."), field="outcome")
    held = Appeal.objects.select_for_update(of=("self",)).select_related("decision").get(pk=appeal.pk)
    if held.answered_at is not None:
        raise Refused("answered", _("Somebody else has answered this already."))
    if held.withdrawn_at is not None or held.decision.undone_at is not None:
        raise Refused("withdrawn", _("They do not ask any longer."))
    decision = held.decision
    held.outcome, held.answer = outcome, answer
    held.answered_at, held.answered_by, held.answered_as = timezone.now(), by, name_in(decision.scope, by)
    held.save(update_fields=["outcome", "answer", "answered_at", "answered_by", "answered_as"])
    if outcome == Appeal.Outcome.LIFTED:
        _lift(decision, by=by, reason=answer)
    _trace("lift_decision" if outcome == Appeal.Outcome.LIFTED else "uphold_decision", held, by=by, reason=answer)
    settle_appeal(held)
    tell_answer(held)
    return held


@transaction.atomic
def look_at_appeal(appeal: Appeal, *, by: Member) -> None:
    """Keep that ``by`` opened what the person says. Raises ``PermissionDenied``."""
    require(may_answer(by, appeal))
    since = timezone.now() - SAME_LOOK
    if not Entry.objects.filter(subject=appeal.subject, act="open_appeal", by=by, created_at__gt=since).exists():
        _trace("open_appeal", appeal, by=by)


def _lift(decision: Decision, *, by: Member, reason: str) -> None:
    if decision.case_id is not None and decision.act == Decision.Act.HIDE:
        case = Case.objects.select_for_update().get(pk=decision.case_id)
        if case.outcome == Case.Outcome.HIDDEN:
            show_again(case, by=by, reason=reason)
    elif lift := lift_of(decision):
        lift(decision, by)


def _trace(act: str, appeal: Appeal, *, by: Member, reason: str = "") -> None:
    decision = appeal.decision
    record(
        act,
        by=by,
        reason=reason,
        scope=decision.scope,
        facility=decision.facility,
        subject=appeal.subject,
        about=decision.member,
        by_name=name_in(decision.scope, by),
        about_name=decision.about_name,
        thing=f"{decision.place}: {decision.in_short}",
    )
