from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.conversations.actions import admit, close_conversation, open_conversation
from community.kit.gate import Refused, require
from community.members.models import Member
from community.notifications.actions import settle
from community.support.models import SupportCall, Told
from community.support.notifications import ANSWERED, CALL, no_longer_ask, tell, tell_answered
from community.support.policies import may_answer, may_end
from community.support.queries import chosen_by

#: A call that was left open this long is of another evening: asking again begins a new one.
STALE = timedelta(hours=12)


@transaction.atomic
def ask_for_support(by: Member) -> SupportCall:
    """Tell everyone whom ``by`` has chosen, at once. Twice is once: while a call is open it is the same call.

    Someone chosen since is told as well; who is blocked, either way, or has let go meanwhile is not. Raises
    ``Refused`` (``nobody``) where there is nobody to tell.
    """
    Member.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    call = SupportCall.objects.open().filter(member=by).first()
    if call and call.created_at < timezone.now() - STALE:
        _end(call, None)
        call = None
    people = chosen_by(by)
    if call is None:
        if not people:
            raise Refused("nobody", _("There is nobody to tell yet. The lines below are open now."))
        call = SupportCall.objects.create(member=by)
    if call.answered_at is None:
        for chosen in people:
            told, fresh = Told.objects.get_or_create(call=call, chosen=chosen, defaults={"person": chosen.person})
            if fresh and Told.objects.heard().filter(pk=told.pk).exists():
                tell(told)
    return call


@transaction.atomic
def answer(told: Told, *, by: Member) -> SupportCall:
    """ "I am here": the first to say so is in a talk with the one who asked.

    Twice by the same person is once. Raises ``Refused`` for a call that someone else has answered
    (``answered``) or that has ended (``ended``), PermissionDenied for anyone who was not told.
    """
    require(may_answer(by, told))
    call = SupportCall.objects.select_for_update(of=("self",)).select_related("member").get(pk=told.call_id)
    if call.answered_by_id == by.pk:
        return call
    if call.ended_at is not None:
        raise Refused("ended", _("This has ended. Thank you for coming."))
    if call.answered_at is not None:
        raise Refused("answered", _("Someone is with them already. Thank you for coming."))
    chosen = told.chosen
    conversation = open_conversation(call.scope)
    admit(conversation, call.member, name=chosen.known_as, hue=chosen.known_hue)
    admit(conversation, by, name=chosen.name, hue=chosen.hue)
    call.answered_at, call.answered_by, call.conversation = timezone.now(), by, conversation
    call.save(update_fields=["answered_at", "answered_by", "conversation"])
    tell_answered(call, chosen)
    return call


@transaction.atomic
def end_call(call: SupportCall, *, by: Member) -> None:
    """It is over, for now: nobody is asked any more and the talk closes; what was said stays. Twice is once."""
    call = SupportCall.objects.select_for_update(of=("self",)).get(pk=call.pk)
    require(may_end(by, call))
    _end(call, by)


def look(call: SupportCall, *, by: Member) -> None:
    """They have the page before them: what told them of it waits no longer."""
    settle(by, ANSWERED if by.pk == call.member_id else CALL, subject=call.scope)


def _end(call: SupportCall, by: Member | None) -> None:
    if call.ended_at is not None:
        return
    call.ended_at, call.ended_by = timezone.now(), by
    call.save(update_fields=["ended_at", "ended_by"])
    if call.conversation:
        close_conversation(call.conversation)
    no_longer_ask(call)
    settle(call.member, ANSWERED, subject=call.scope)
