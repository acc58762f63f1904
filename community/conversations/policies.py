"""Who sees which picture. Who may speak, the storing statement alone decides (``queries.hindrance`` says the same)."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from community.conversations.models import Message, Participant, Picture
from community.members.models import Member
from community.safety.models import Case, ScopeModerator, place_of


def is_picture_held(participant: Participant) -> bool:
    """Tell whether a picture of theirs waits for a keeper before others see it.

    It does for newcomers (``PICTURES_HELD_DAYS``), to Cairn or to the conversation, where somebody looks after the
    conversation: in a talk between two nobody does, and nobody else should look. Keepers' own never wait.
    """
    since = timezone.now() - timedelta(days=settings.PICTURES_HELD_DAYS)
    if participant.created_at <= since and participant.member.joined_at <= since:
        return False
    scope = place_of(participant.conversation.scope)
    keepers = ScopeModerator.objects.filter(scope=scope, ended_at=None).values_list("member", flat=True)
    return bool(keepers) and participant.member_id not in keepers


def may_look_at(member: Member, picture: Picture) -> bool:
    """Tell whether the member looks after the picture's conversation, and so decides about one that waits.

    Nobody does about their own.
    """
    scope = place_of(picture.conversation.scope)
    keeps = ScopeModerator.objects.filter(scope=scope, member=member, ended_at=None)
    return member.ended_at is None and member.pk != picture.author.member_id and keeps.exists()


def may_see(member: Member, picture: Picture) -> bool:
    """Tell whether the picture is there for the member now.

    It is for who may read its message, and while it waits for its author alone; for keepers while it waits; and for
    those who look after a case about its message.
    """
    waits = picture.held_at is not None and picture.released_at is None
    if picture.author.member_id == member.pk or not waits:
        if Message.objects.visible_to(member).filter(pk=picture.message_id).exists():
            return True
    elif not picture.message.is_hidden and may_look_at(member, picture):
        return True
    return Case.objects.visible_to(member).filter(key="message", thing_id=picture.message_id).exists()
