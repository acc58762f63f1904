from uuid import uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.conversations.actions import close_conversation, mark_seen_many, post
from community.conversations.models import Conversation, Participant
from community.kit.gate import Refused, require
from community.members.models import Member
from groups.joining.actions.asking import sit_in
from groups.joining.ids import LAST_WORDS
from groups.joining.models import JoinRequest
from groups.joining.notifications import tell_let_in, tell_not_this_time
from groups.roster.actions import settle_in
from groups.roster.actions.keeping import one_at_a_time
from groups.roster.models import Membership
from groups.roster.policies import keeps
from groups.roster.queries import is_for, membership_of


def let_in(request: JoinRequest, *, by: Member) -> Membership:
    """Take the person in, under the name they asked for. Twice, or by two keepers at once, is once.

    Raises ``PermissionDenied`` for whoever does not keep the group, and for the asker; ``Refused`` where the
    request was withdrawn or declined meanwhile. The same where families have come to stand beside their own since it
    was asked: the request ends, and nobody is told why, for that would tell who is inside.
    """
    membership = _let_in(request, by)
    if membership is None:
        raise Refused("decided", _("This request is no longer open."))
    return membership


@transaction.atomic
def _let_in(request: JoinRequest, by: Member) -> Membership | None:
    one_at_a_time(request.group)  # first, as for whoever comes by a link: so neither waits for the other in turn
    require(keeps(membership_of(request.group, by)) and request.member_id != by.pk)
    if not is_for(request.group, request.member) and _let_drop(request):
        return None
    if not _decide(request, by, JoinRequest.Answer.YES):
        request.refresh_from_db()
        if request.answer == JoinRequest.Answer.YES:
            return Membership.objects.get(group=request.group, member=request.member)
        return None
    membership = settle_in(request.group, request.member, name=request.name, hue=request.hue)
    Membership.objects.filter(pk=membership.pk).update(agreed_version=request.agreed_version)
    _close(request, by, "let_in")
    tell_let_in(request)
    return membership


@transaction.atomic
def decline(request: JoinRequest, *, by: Member, words: str = "") -> None:
    """Not this time; ``words`` stand at the end of the talk. Declining twice is declining once.

    Raises as ``let_in`` does.
    """
    require(keeps(membership_of(request.group, by)) and request.member_id != by.pk)
    sit_in(request, by=by)
    if not _decide(request, by, JoinRequest.Answer.NO):
        request.refresh_from_db()
        if request.answer == JoinRequest.Answer.NO:
            return
        raise Refused("decided", _("This request is no longer open."))
    if words.strip():
        talk = Conversation.objects.get(scope=request.scope)
        post(talk, by=by, body=words.strip(), client_id=uuid5(LAST_WORDS, request.scope))
    _close(request, by, "decline_request")
    tell_not_this_time(request)


def _decide(request: JoinRequest, by: Member, answer: str) -> bool:
    changed = (
        JoinRequest.objects.open().filter(pk=request.pk).update(decided_at=timezone.now(), decided_by=by, answer=answer)
    )
    if changed:
        request.refresh_from_db(fields=["decided_at", "decided_by", "answer"])
    return bool(changed)


def _let_drop(request: JoinRequest) -> bool:
    """End it as if it had been taken back. False where it was no longer open."""
    if not JoinRequest.objects.open().filter(pk=request.pk).update(withdrawn_at=timezone.now()):
        return False
    talk = Conversation.objects.get(scope=request.scope)
    close_conversation(talk)
    _nothing_waits(talk, request)
    return True


def _close(request: JoinRequest, by: Member, act: str) -> None:
    talk = Conversation.objects.get(scope=request.scope)
    close_conversation(talk)
    _nothing_waits(talk, request)
    keeper = membership_of(request.group, by)
    record(
        act,
        by=by,
        scope=request.group.scope,
        facility=request.group.facility,
        subject=request.subject,
        about=request.member,
        by_name=keeper.name if keeper else "",
        about_name=request.name,
        thing=request.group.name,
    )


def _nothing_waits(talk: Conversation, request: JoinRequest) -> None:
    """A talk that is over waits for nobody, except for an asker who was declined and may want to read why."""
    places = Participant.objects.filter(conversation=talk, ended_at=None)
    if request.answer == JoinRequest.Answer.NO:
        places = places.exclude(member=request.member_id)
    mark_seen_many([(talk.pk, member, talk.last_seq) for member in places.values_list("member", flat=True)])
