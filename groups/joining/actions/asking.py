from uuid import uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.conversations.actions import admit, close_conversation, mark_seen, open_conversation, post
from community.conversations.models import Conversation, Participant
from community.kit.gate import Refused, require
from community.members.models import Member
from community.members.naming.guard import require_good_name
from community.members.naming.skeleton import skeleton
from groups.joining.ids import FIRST_WORDS
from groups.joining.models import JoinRequest
from groups.joining.notifications import tell_keepers
from groups.joining.policies import asks_again_at
from groups.roster.actions import names_taken
from groups.roster.models import Group, Membership
from groups.roster.policies import may_ask
from groups.roster.queries import has_right_to, membership_of, past_membership


@transaction.atomic
def ask(group: Group, *, by: Member, name: str, words: str, hue: int | None = None) -> JoinRequest:
    """Ask to come in. Opens a talk between the asker and those who keep the room; asking twice is asking once.

    Raises ``PermissionDenied`` where the group takes no requests from them, ``Refused`` where the name guard
    objects (field ``name``) or where the answer was "not this time" less than a week ago (``too_soon``).
    """
    waiting = JoinRequest.objects.open().filter(group=group, member=by).first()
    if waiting is not None:
        return waiting
    require(may_ask(group, past_membership(group, by), right=has_right_to(group, by)))
    last = JoinRequest.objects.filter(group=group, member=by).order_by("-pk").first()
    if again := asks_again_at(last, timezone.now()):
        day = date_format(timezone.localtime(again), "j F")
        raise Refused("too_soon", _("They have answered. You can ask again from %(day)s on.") % {"day": day})
    good_name = require_good_name(name, taken=_names_taken(group, by))
    try:
        with transaction.atomic():
            request = JoinRequest.objects.create(
                group=group,
                member=by,
                name=good_name,
                hue=by.hue if hue is None else hue,
                words=words.strip()[:1000],
                agreed_version=group.agreement_version,
            )
    except IntegrityError:  # the same click, twice at once
        return JoinRequest.objects.open().get(group=group, member=by)
    talk = open_conversation(request.scope, title=group.name, facility=group.facility)
    admit(talk, by, name=request.name, hue=request.hue)
    for keeper in (
        Membership.objects.present().filter(group=group, role__in=Membership.KEEPERS).select_related("member")
    ):
        admit(talk, keeper.member, name=keeper.name, hue=keeper.hue)
    if request.words:
        said = post(talk, by=by, body=request.words, client_id=uuid5(FIRST_WORDS, request.scope))
        mark_seen(talk, by=by, seq=said.seq)
    tell_keepers(request)
    return request


def _names_taken(group: Group, by: Member) -> list[str]:
    """Names of the group, and those that others who wait would bear: two askers must not wait for one name."""
    waiting = JoinRequest.objects.open().filter(group=group).exclude(member=by).values_list("name", flat=True)
    return [*names_taken(group, by), *(skeleton(name) for name in waiting)]


@transaction.atomic
def sit_in(request: JoinRequest, *, by: Member) -> Participant | None:
    """The place of this person in the talk; None for whoever has none.

    A keeper who came to the role after the asking is given one while the request is open.
    """
    place = Participant.objects.filter(conversation__scope=request.scope, member=by, ended_at=None).first()
    if place is None and request.is_open:
        keeper = membership_of(request.group, by)
        if keeper is not None and keeper.is_keeper:
            talk = Conversation.objects.get(scope=request.scope)
            return admit(talk, by, name=keeper.name, hue=keeper.hue)
    return place


@transaction.atomic
def withdraw(request: JoinRequest, *, by: Member) -> bool:
    """Take one's own request back. False where it was no longer open."""
    require(request.member_id == by.pk)
    changed = JoinRequest.objects.open().filter(pk=request.pk).update(withdrawn_at=timezone.now())
    if changed:
        close_conversation(Conversation.objects.get(scope=request.scope))
    return bool(changed)
