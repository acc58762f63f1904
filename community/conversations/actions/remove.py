"""Taking a message off the page, and putting it back. A trace stays: who, and why."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.conversations import acts, reporting  # noqa: F401 - acts names what is done here, for the log
from community.conversations.keeping import keeper_name, may_restore
from community.conversations.models import Message, Participant, Removal
from community.conversations.revising import hold
from community.kit.gate import require
from community.members.models import Member
from community.notifications.models import Notification
from community.safety.actions import announce
from community.safety.actions.deciding import required
from community.safety.lifting import lifts
from community.safety.models import Case, Decision, place_of
from community.safety.notifications import DECISION


@transaction.atomic
def remove(message: Message, *, by: Member, reason: str = "") -> bool:
    """Take it off every page. False: it was gone.

    Its author needs no reason. Whoever looks after the conversation gives one, which the author is told and the log
    keeps. Raises PermissionDenied for anybody else, Refused (``reason``) where there is none.
    """
    held = hold(message)
    own = held.author.member_id == by.pk
    require(_is_here(held, by) if own else bool(keeper_name(by, held)))
    reason = "" if own else required(reason)
    if not held.hide(by=by):
        return False
    removal = Removal.objects.create(message=held, by=by, reason=reason)
    if not own:
        _tell_author(held, Decision.Act.HIDE, by=by, reason=reason)
        _record("remove_message", held, by=by, reason=reason)
    reporting.on_hidden(held)
    message.hidden_at, message.revision = held.hidden_at, held.revision
    return removal is not None


@transaction.atomic
def restore(message: Message, *, by: Member, reason: str = "") -> bool:
    """Put it back. False: nothing of the kind stood, or it stays hidden for what a report led to.

    Authors take back what they did; whoever looks after the conversation, what one of them did: at once without a
    word (its notice is withdrawn), later with a reason that the author is told. Raises PermissionDenied for anybody
    else, Refused (``reason``).
    """
    held = hold(message)
    removal = Removal.objects.filter(message=held, undone_at=None).first()
    if removal is None:
        require(_is_here(held, by) if held.author.member_id == by.pk else bool(keeper_name(by, held)))
        return False
    require(may_restore(by, held, removal) and (removal.by_id != held.author.member_id or _is_here(held, by)))
    if removal.by_id != held.author.member_id:
        _take_back(held, removal, by=by, reason=reason)
    Removal.objects.filter(pk=removal.pk).update(undone_at=timezone.now())
    if Case.objects.filter(key="message", thing_id=held.pk, outcome=Case.Outcome.HIDDEN).exists():
        return False
    back = held.restore()
    if back:
        reporting.on_restored(held)
    message.hidden_at, message.revision = held.hidden_at, held.revision
    return back


def give_back(decision: Decision, by: Member) -> None:
    """Another has taken back the decision to remove a message: it is shown again, unless its author took it out too.

    In the answering transaction; the answer is what its author is told.
    """
    message = Message.objects.filter(pk=decision.thing_id).first() if decision.thing_id else None
    if message is None:
        return
    held = hold(message)
    standing = Removal.objects.filter(message=held, undone_at=None)
    standing.exclude(by=held.author.member_id).update(undone_at=timezone.now())
    hidden_by_case = Case.objects.filter(key="message", thing_id=held.pk, outcome=Case.Outcome.HIDDEN)
    if not standing.exists() and not hidden_by_case.exists() and held.restore():
        reporting.on_restored(held)
        _record("restore_message", held, by=by, reason=_("Another looked again."))


lifts("message", give_back)


def is_fresh(removal: Removal, by: Member) -> bool:
    """Tell whether this was their own act of just now, to be taken back without a word."""
    return removal.by_id == by.pk and timezone.now() - removal.created_at < Case.UNDO_WITHIN


def _take_back(message: Message, removal: Removal, *, by: Member, reason: str) -> None:
    decision = Decision.objects.filter(
        member=message.author_member, by=removal.by_id, act=Decision.Act.HIDE, case=None, undone_at=None,
        created_at__gte=removal.created_at,
    ).order_by("id").first()  # fmt: skip
    if is_fresh(removal, by) and not reason.strip():
        if decision is not None:
            Decision.objects.filter(pk=decision.pk).update(undone_at=timezone.now())
            Notification.objects.filter(read_at=None, kind=DECISION.key, subject=f"decision:{decision.pk}").delete()
        _record("undo_removal", message, by=by, reason=_("Taken back at once."))
        return
    reason = required(reason)
    _tell_author(message, Decision.Act.RESTORE, by=by, reason=reason)
    _record("restore_message", message, by=by, reason=reason)


def _is_here(message: Message, by: Member) -> bool:
    here = Participant.objects.filter(conversation=message.conversation_id, member=by, ended_at=None)
    return by.ended_at is None and here.exists()


def _tell_author(message: Message, act: Decision.Act, *, by: Member, reason: str) -> None:
    announce(
        message.author_member,
        act,
        by=by,
        by_name=keeper_name(by, message),
        scope=place_of(message.moderation_scope),
        place=str(reporting.describe(message)),
        facility=message.moderation_facility,
        reason=reason,
        words=message.reported_words(),
        about_name=message.author_name,
        thing=message,
    )


def _record(act: str, message: Message, *, by: Member, reason: str) -> None:
    record(
        act,
        by=by,
        reason=reason,
        scope=place_of(message.moderation_scope),
        facility=message.moderation_facility,
        subject=f"message:{message.pk}",
        about=message.author_member,
        by_name=keeper_name(by, message),
        about_name=message.author_name,
        thing=str(reporting.describe(message)),
    )
