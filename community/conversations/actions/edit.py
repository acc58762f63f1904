"""Saying it better: the words of a message change, and the earlier ones are kept for those who look after the place."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.conversations import mentions, reporting
from community.conversations.actions.post import why_not
from community.conversations.actions.tell_mentions import ring_for_mentions
from community.conversations.models import Message, Version
from community.conversations.queries import hindrance
from community.conversations.revising import hold
from community.conversations.words import fit
from community.kit.commit import after_commit
from community.kit.gate import Refused, require
from community.members.models import Member

#: Who only has to wait for their next turn to speak may still mend what they said.
NO_HINDRANCE = {"", "slow"}


@transaction.atomic
def edit(message: Message, *, by: Member, body: str) -> bool:
    """Put other words in the place of one's own. False: they are the same.

    Raises Refused (``gone``: removed meanwhile; ``empty``, ``too_long``, ``unreadable``; and as ``post`` does, except
    that going slowly hinders nobody here) or PermissionDenied: words of somebody else, or no place here any more.
    """
    held = hold(message)
    require(held.author.member_id == by.pk)
    hinders = hindrance(held.conversation_id, by.pk)
    if hinders not in NO_HINDRANCE:
        raise why_not(held.conversation_id, by.pk)
    if held.is_hidden:
        raise Refused("gone", _("This message was removed. It can no longer be changed."))
    words = fit(body, needed=held.picture is None)
    if words == held.body:
        return False
    Version.objects.create(message=held, body=held.body, written_at=held.edited_at or held.sent_at)
    written = mentions.write(held.conversation_id, by.pk, words)
    held.body, held.html, held.edited_at = words, written.html, timezone.now()
    held.save(update_fields=["body", "html", "edited_at"])
    if mentions.name_newly(held, written.mentions):
        after_commit(ring_for_mentions)
    reporting.on_restored(held)
    for name in ("body", "html", "edited_at", "revision"):
        setattr(message, name, getattr(held, name))
    return True
