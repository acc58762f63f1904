"""Deciding a case: keep, hide, show again, and taking a decision back while it is fresh."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from community.safety.actions.announcing import announce
from community.safety.actions.claiming import hold, trace
from community.safety.holding import thing_of
from community.safety.models import Case, Decision
from community.safety.moderatable import Moderatable
from community.safety.notifications import take_back, tell_reporters
from community.safety.policies import may_moderate, name_in
from community.safety.registry import kind_of


@transaction.atomic
def keep(case: Case, *, by: Member, reason: str) -> Case:
    """Decide that the words stay. Who reported is told; the author never learns of it.

    Raises ``PermissionDenied``, or ``Refused`` (``reason``, ``taken``, ``closed``).
    """
    reason = required(reason)
    held = hold(case, by=by)
    _close(held, by=by, outcome=Case.Outcome.KEPT, reason=reason)
    tell_reporters(held)
    return held


@transaction.atomic
def hide(case: Case, *, by: Member, reason: str) -> Case:
    """Hide the words from everyone, leaving a trace where they stood. The author is told why.

    Raises ``PermissionDenied``, or ``Refused`` (``reason``, ``taken``, ``closed``).
    """
    reason = required(reason)
    held = hold(case, by=by)
    thing = thing_of(held)
    if thing is not None:
        thing.hide(by=by)
        _tell_pages(held, thing)
    _close(held, by=by, outcome=Case.Outcome.HIDDEN, reason=reason)
    _tell_author(held, Decision.Act.HIDE, thing, by=by, reason=reason)
    tell_reporters(held)
    return held


@transaction.atomic
def restore(case: Case, *, by: Member, reason: str) -> Case:
    """Show hidden words again: the second look came to another view. Author and reporters are told.

    Raises ``PermissionDenied``, or ``Refused`` (``reason``; ``not_hidden``).
    """
    reason = required(reason)
    require(may_moderate(by, case))
    held = Case.objects.select_for_update().get(pk=case.pk)
    if held.outcome != Case.Outcome.HIDDEN:
        raise Refused("not_hidden", _("These words are not hidden."))
    thing = show_again(held, by=by, reason=reason)
    _tell_author(held, Decision.Act.RESTORE, thing, by=by, reason=reason)
    return held


def show_again(held: Case, *, by: Member, reason: str) -> Moderatable | None:
    """Show the words of a locked case again and tell its reporters. The caller has asked, and tells the author."""
    thing = thing_of(held)
    if thing is not None:
        thing.restore()
        _tell_pages(held, thing)
    name = name_in(held.scope, by)
    held.outcome = Case.Outcome.KEPT
    held.closed_at, held.closed_by, held.closed_as = timezone.now(), by, name
    held.save(update_fields=["outcome", "closed_at", "closed_by", "closed_as"])
    trace("restore_words", held, by=by, by_name=name, reason=reason)
    tell_reporters(held)
    return thing


@transaction.atomic
def undo(case: Case, *, by: Member) -> Case:
    """Take back one's own decision within ``Case.UNDO_WITHIN``: the case is open again, and in one's hands.

    Notices nobody has read yet are withdrawn. Raises ``PermissionDenied``, or ``Refused`` (``too_late``).
    """
    require(may_moderate(by, case))
    held = Case.objects.select_for_update().get(pk=case.pk)
    if not held.can_be_undone_by(by) or held.closed_at is None:
        raise Refused("too_late", _("This can no longer be undone here. Open it to change the decision."))
    since = held.closed_at
    thing = thing_of(held)
    if held.outcome == Case.Outcome.HIDDEN and thing is not None:
        thing.restore()
        _tell_pages(held, thing)
    was = held.outcome
    held.outcome, held.closed_at, held.closed_by, held.closed_as = "", None, None, ""
    held.claimed_by, held.claimed_as, held.claimed_at = by, name_in(held.scope, by), timezone.now()
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as another_is_open:
        raise Refused(
            "too_late", _("It was reported again meanwhile: please look at the new case.")
        ) from another_is_open
    take_back(held, since)
    Decision.objects.filter(case=held, created_at__gte=since, undone_at=None).update(undone_at=timezone.now())
    trace(f"undo_{was}", held, by=by, by_name=held.claimed_as, reason=_("Taken back at once."))
    return held


def required(reason: str) -> str:
    """The reason, tidied; raises ``Refused`` where there is none: no act of power without one."""
    tidied = reason.replace("\0", "").strip()
    if not tidied:
        raise Refused("reason", _("Please say why, in a few words."), field="reason")
    return tidied


def _close(case: Case, *, by: Member, outcome: Case.Outcome, reason: str) -> None:
    case.outcome = outcome
    case.closed_at, case.closed_by, case.closed_as = timezone.now(), by, name_in(case.scope, by)
    case.save(update_fields=["outcome", "closed_at", "closed_by", "closed_as"])
    act = "hide_words" if outcome == Case.Outcome.HIDDEN else "keep_words"
    trace(act, case, by=by, by_name=case.closed_as, reason=reason)


def _tell_pages(case: Case, thing: Moderatable) -> None:
    """Let the thing's room tell its open pages."""
    kind = kind_of(case.key)
    told = kind and (kind.on_hidden if thing.is_hidden else kind.on_restored)
    if told:
        told(thing)


def _tell_author(case: Case, act: Decision.Act, thing: Moderatable | None, *, by: Member, reason: str) -> None:
    if case.author is None:
        return
    announce(
        case.author,
        act,
        by=by,
        by_name=name_in(case.scope, by),
        scope=case.scope,
        place=case.about,
        facility=case.facility,
        reason=reason,
        case=case,
        words=thing.reported_words() if thing else "",
        about_name=case.author_name,
    )
