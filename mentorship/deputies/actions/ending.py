"""How a deputy's time, and a talk, come to their end."""

from django.utils import timezone

from community.conversations.actions import close_conversation, dismiss
from community.conversations.models import Conversation
from community.members.models import Block, Member
from mentorship.deputies import notifications
from mentorship.deputies.models import Deputy, DeputyTalk


def end_deputy(deputy: Deputy, *, by: Member | None) -> None:
    """End it and every talk that came of it. The caller holds the row."""
    deputy.ended_at, deputy.ended_by = timezone.now(), by
    deputy.save(update_fields=["ended_at", "ended_by"])
    notifications.settle_asked(deputy)
    talks = DeputyTalk.objects.standing().filter(deputy=deputy).select_for_update(of=("self",))
    for talk in talks.select_related("pair__mentee", "pair__mentor", "deputy__deputy__member").order_by("pk"):
        end_talk(talk, by=None)


def end_talk(talk: DeputyTalk, *, by: Member | None) -> None:
    """Close it for both, and tell whoever did not end it, nor block the other. The caller holds the row."""
    talk.ended_at, talk.ended_by = timezone.now(), by
    talk.save(update_fields=["ended_at", "ended_by"])
    conversation = Conversation.objects.filter(scope=talk.scope).first()
    if conversation is not None:
        close_conversation(conversation)
    for member in (talk.mentee, talk.stand_in):
        if conversation is not None:
            dismiss(conversation, member)
        other = talk.other(member)
        chose_it = by == member or Block.objects.filter(blocker=member, blocked=other).exists()
        if not chose_it and member.ended_at is None:
            notifications.tell_talk_over(talk, member)
