import json
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from community.conversations import live, mentions
from community.conversations.actions.picture import keep_picture, to_show
from community.conversations.actions.tell_mentions import ring_for_mentions
from community.conversations.models import Conversation, Message
from community.conversations.pictures import Made
from community.conversations.queries import hindrance
from community.conversations.storing import Draft, Stored, store
from community.conversations.words import client_id as own_id
from community.conversations.words import fit
from community.kit.commit import after_commit
from community.kit.gate import Refused
from community.members.models import Member


def post(
    conversation: Conversation,
    *,
    by: Member,
    body: str,
    client_id: UUID | str,
    reply_to: Message | None = None,
    picture: Made | None = None,
    alt: str = "",
) -> Message:
    """Say it: stored, given its place in the order, and shown to everyone after the commit.

    A ``picture`` is stored with it or not at all; beside one no words are needed, and ``alt`` says what is to be seen.
    Sent again with the same ``client_id`` it is the same message, and returned as it was first stored. Raises Refused
    (``empty``, ``too_long``, ``unreadable``, ``client_id``, ``alt_too_long``, ``closed``, ``quieted``, ``floor``,
    ``resting``, ``slow``) or PermissionDenied (no place here).
    """
    words = fit(body, needed=picture is None)
    shown = to_show(conversation, by, picture, alt) if picture else None
    written = mentions.write(conversation.pk, by.pk, words)
    draft = Draft(
        conversation.pk,
        by.pk,
        own_id(client_id),
        words,
        written.html,
        reply_to.pk if reply_to else None,
        mentions=written.mentions,
        picture=json.dumps(shown) if shown else "",
    )
    with transaction.atomic():
        [stored] = post_many([draft])
        if stored and picture and shown and not stored.again:
            keep_picture(conversation, stored, picture, shown)
    if stored is None:
        raise why_not(conversation.pk, by.pk)
    return Message.objects.select_related("author", "conversation").get(pk=stored.id)


@transaction.atomic
def post_many(drafts: Sequence[Draft]) -> list[Stored | None]:
    """Store many in one statement and show them after the commit; None for each that may not be said."""
    if not drafts:
        return []
    with connection.cursor() as cursor:
        stored = store(cursor, drafts)
    pairs = [(draft, one) for draft, one in zip(drafts, stored, strict=True) if one is not None]
    after_commit(live.tell_said, pairs)
    if any(draft.mentions for draft, _stored in pairs):
        after_commit(ring_for_mentions)
    return stored


def why_not(conversation_id: int, member_id: int) -> Refused | PermissionDenied:
    """Return the reason why this person's words were not stored, to be raised or told."""
    code = hindrance(conversation_id, member_id)
    if code == "not_yours":
        return PermissionDenied(_("This conversation is not yours to write in."))
    return Refused(code or "again", _reason(code))


def _reason(code: str) -> str:
    return {
        "closed": _("This conversation is closed. What was said stays here to read."),
        "at_rest": _("This talk rests for now. Your words stay here."),
        "quieted": _("You can read here, and write again later. A moderator has told you when and why."),
        "floor": _("Someone else has the floor just now. Raise a hand, and your turn will come."),
        "resting": _("This room is resting. What you wrote is still with you, for when it opens again."),
        "slow": _("This room goes slowly, so that everyone can be heard. Please send it again in a moment."),
    }.get(code, _("That did not go through. Please send it once more."))
