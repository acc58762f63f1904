"""Pictures: kept with their message, held where a keeper is to look first, and then shown or taken away."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.conversations import acts, reporting  # noqa: F401 - acts names what is done here, for the log
from community.conversations.actions.remove import remove
from community.conversations.keeping import keeper_name
from community.conversations.models import Conversation, Message, Participant, Picture, PictureFile
from community.conversations.notifications import settle_keepers, tell_keepers
from community.conversations.pictures import LONGEST_ALT, Made
from community.conversations.policies import is_picture_held, may_look_at
from community.conversations.storing import Stored
from community.kit.gate import Refused, require
from community.members.models import Member
from community.safety.models import place_of


def to_show(conversation: Conversation, by: Member, picture: Made, alt: str) -> dict[str, Any]:
    """Return what pages need of a picture that is about to be said: where it is found, how large, what is to be seen.

    Raises Refused ``alt_too_long`` (over 300 characters).
    """
    alt = "".join(sign for sign in " ".join(alt.split()) if sign.isprintable())
    if len(alt) > LONGEST_ALT:
        raise Refused("alt_too_long", _("A sentence or two are enough, up to 300 characters."), field="alt")
    place = Participant.objects.filter(conversation=conversation, member=by).select_related("conversation", "member")
    found = place.first()
    shown = {"id": str(uuid.uuid4()), "width": picture.width, "height": picture.height, "alt": alt}
    return shown | {"held": True} if found and is_picture_held(found) else shown


def keep_picture(conversation: Conversation, message: Stored, picture: Made, shown: dict[str, Any]) -> Picture:
    """Store the picture of a message that was just stored, in the same transaction."""
    kept = Picture.objects.create(
        id=shown["id"],
        conversation=conversation,
        message_id=message.id,
        author_id=message.author_id,
        alt=shown["alt"],
        width=picture.width,
        height=picture.height,
        held_at=timezone.now() if shown.get("held") else None,
    )
    PictureFile.objects.bulk_create(
        [
            PictureFile(picture=kept, form=PictureFile.Form.LARGE, content=picture.large),
            PictureFile(picture=kept, form=PictureFile.Form.SMALL, content=picture.small),
        ]
    )
    if kept.held_at is not None:
        tell_keepers(conversation, kept.author)
    return kept


@transaction.atomic
def release_picture(picture: Picture, *, by: Member) -> bool:
    """Show a held picture to everyone. False: somebody else was first.

    Raises PermissionDenied for who does not look after the conversation, or sent it.
    """
    message = _claimed(picture, by)
    if message is None:
        return False
    Picture.objects.filter(pk=picture.pk).update(released_at=timezone.now(), released_by=by)
    shown = {key: value for key, value in (message.picture or {}).items() if key != "held"}
    Message.objects.filter(pk=message.pk).update(picture=shown)
    message.picture = shown
    _record("release_picture", message, by, _("Looked at, and shown."))
    reporting.on_restored(message)
    settle_keepers(message.conversation)
    return True


@transaction.atomic
def refuse_picture(picture: Picture, *, by: Member, reason: str) -> bool:
    """Take a held picture away, with the words beside it; its author is told why. False: somebody else was first.

    Raises PermissionDenied for who does not look after the conversation, or sent it, and Refused (``reason``).
    """
    message = _claimed(picture, by)
    if message is None:
        return False
    done = remove(message, by=by, reason=reason)
    settle_keepers(message.conversation)
    return done


def _claimed(picture: Picture, by: Member) -> Message | None:
    """The message of a picture that still waits, held until the commit; None where it waits no more."""
    require(may_look_at(by, picture))
    Conversation.objects.select_for_update(no_key=True).get(pk=picture.conversation_id)
    if not Picture.objects.waiting().filter(pk=picture.pk).exists():
        return None
    return Message.objects.select_related("author__member", "conversation__facility").get(pk=picture.message_id)


def _record(act: str, message: Message, by: Member, reason: str) -> None:
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
