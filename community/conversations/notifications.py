"""The notices for who is named in a conversation, and for keepers when a picture waits. What is mailed says nothing."""

from datetime import timedelta

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from community.conversations.models import Conversation, Mention, Message, Participant, Picture
from community.notifications.actions import notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from community.safety.models import ScopeModerator, place_of

#: Who is here soon reads it here: no mail is owed before.
MAIL_AFTER = timedelta(minutes=10)


def _still_unread(notification: Notification) -> bool:
    """Whether they may still read where they were named, and have not yet."""
    conversation_id = int(notification.subject.removeprefix("conversation:"))
    return Mention.objects.filter(
        participant__member=notification.member_id,
        participant__ended_at=None,
        message__conversation=conversation_id,
        message__hidden_at=None,
        message__seq__gt=F("participant__seen_seq"),
    ).exists()


MENTION = register(
    Kind("mention", gettext_lazy("Someone mentioned you"), email=True, icon="message-circle", still_holds=_still_unread)
)


def subject_of(conversation_id: int) -> str:
    """All that names a person in one conversation gathers in one notice."""
    return f"conversation:{conversation_id}"


def tell_mentioned(message: Message, place: Participant) -> None:
    """``place`` is whose name stands in the message."""
    place_name = message.conversation.title
    with override(place.member.language):
        words = _("%(name)s mentioned you in %(place)s") if place_name else _("%(name)s mentioned you")
        text = words % {"name": message.author.name, "place": place_name}
    notify(
        place.member,
        MENTION,
        subject=subject_of(message.conversation_id),
        text=text,
        url=message.get_absolute_url(),
        about=message.author.member,
        email_after=MAIL_AFTER,
    )


PICTURE_WAITS = register(
    Kind("picture_waits", gettext_lazy("A picture waits until you have looked at it"), icon="image")
)


def tell_keepers(conversation: Conversation, author: Participant) -> None:
    """Tell those who look after the place that somebody's picture waits for one of them; once for many."""
    scope = place_of(conversation.scope)
    duties = ScopeModerator.objects.filter(scope=scope, ended_at=None).exclude(member=author.member_id)
    for duty in duties.select_related("member").order_by("member_id"):
        with override(duty.member.language):
            text = _("A picture in %(place)s waits until you have looked at it.") % {"place": conversation.title}
        url = f"{duty.queue_url}pictures/"
        notify(duty.member, PICTURE_WAITS, subject=f"pictures:{scope}", text=text, url=url)


def settle_keepers(conversation: Conversation) -> None:
    """Nobody is asked any longer where no picture waits."""
    scope = place_of(conversation.scope)
    if not Picture.objects.waiting().of_place(scope).exists():
        subject = f"pictures:{scope}"
        asked = Notification.objects.filter(kind=PICTURE_WAITS.key, subject=subject).unread()
        for notice in asked.select_related("member").order_by("member_id"):
            settle(notice.member, PICTURE_WAITS, subject=subject)
