"""Who talks where, and what was said. Access is data: who may hear is a Participant row."""

from datetime import UTC, datetime

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.facilities.models import Facility
from community.kit.timestamped import Timestamped
from community.members.models import Block, Member
from community.safety.moderatable import Moderatable

#: Quieted until then is quieted without an end: the talk rests until somebody wakes it.
AT_REST = datetime(9999, 1, 1, tzinfo=UTC)


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, member: models.Model) -> "ConversationQuerySet":
        """Those in which the member takes part today."""
        return self.filter(participants__member=member, participants__ended_at=None)


class Conversation(Timestamped):
    """A room or a talk between people. ``scope`` says whose it is (``group:42``, ``pair:7``), opaque here."""

    scope = models.CharField(max_length=60, unique=True)
    facility = models.ForeignKey(
        "community.Facility", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=120, blank=True)
    #: The ``seq`` of the newest message; it rises by one a message, in the message's own transaction.
    last_seq = models.BigIntegerField(default=0)
    last_message_at = models.DateTimeField(null=True, blank=True)
    #: Rises by one with each change to what was said (edited, removed, restored, reacted): who was away asks by it.
    last_revision = models.BigIntegerField(default=0)
    #: Each may speak once in so many seconds; 0: as often as they like. Its keepers are exempt.
    slow_seconds = models.PositiveIntegerField(default=0)
    #: The hours of the day in which people may speak, in ``zone``; none: all day. May go over midnight.
    opens_at = models.TimeField(null=True, blank=True)
    rests_at = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, default="UTC")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None, rests_at=None) | Q(opens_at__isnull=False, rests_at__isnull=False),
                name="conversation_hours_whole",
            )
        ]

    def __str__(self) -> str:
        return self.scope


class Participant(Timestamped):
    """One person's place in one conversation, under the name they bear there.

    Written by the room that owns the conversation, read by the engine. ``ended_at``: may no longer
    hear; ``quieted_until``: hears, may not post until then.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    member = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    hue = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    quieted_until = models.DateTimeField(null=True, blank=True)
    seen_seq = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "member"], name="participant_once")]
        indexes = [models.Index(fields=["member"], condition=Q(ended_at=None), name="participant_present")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_at_rest(self) -> bool:
        return self.quieted_until is not None and self.quieted_until >= AT_REST


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, member: models.Model) -> "MessageQuerySet":
        """What the member may read: not hidden, in conversations where they have a place, by nobody they block."""
        return self.filter(
            hidden_at=None,
            conversation__participants__member=member,
            conversation__participants__ended_at=None,
        ).exclude(author__member__in=Block.objects.filter(blocker_id=member.pk).values("blocked"))


class Message(Moderatable):
    """Words, stored before they are shown. One order for all: ``seq`` is unique in its conversation."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    seq = models.BigIntegerField()
    author = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="messages")
    #: Made by the sender: the same words sent again are the same message.
    client_id = models.UUIDField()
    reply_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    body = models.TextField(max_length=10_000)
    html = models.TextField()
    sent_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    #: The conversation's ``last_revision`` when this was last changed; 0: as it was said.
    revision = models.BigIntegerField(default=0)
    #: kind → how many, kept with each reaction, so that a list counts nothing.
    reactions = models.JSONField(default=dict, blank=True)
    #: What a page needs of its picture (``pictures.shown``), where it has one.
    picture = models.JSONField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="message_order"),
            models.UniqueConstraint(fields=["author", "client_id"], name="message_once"),
        ]
        indexes = [
            models.Index(fields=["conversation", "revision"], condition=Q(revision__gt=0), name="message_changed"),
            GinIndex(
                F("conversation"),
                SearchVector("body", config="simple"),
                name="message_words",
                condition=Q(hidden_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{reverse('conversation', args=[self.conversation_id])}?at={self.seq}#m{self.seq}"

    @property
    def author_member(self) -> Member:
        return self.author.member

    @property
    def author_name(self) -> str:
        return self.author.name

    @property
    def moderation_scope(self) -> str:
        return self.conversation.scope

    @transaction.atomic
    def hide(self, *, by: models.Model) -> bool:
        """Mark hidden, its conversation held first, as by everyone who changes its words; False: it already was."""
        self._hold_conversation()
        return super().hide(by=by)

    @transaction.atomic
    def restore(self) -> bool:
        """Show again, unless its author or a keeper has removed it and that still stands."""
        self._hold_conversation()
        return not self.removals.filter(undone_at=None).exists() and super().restore()

    def _hold_conversation(self) -> None:
        """Lock it until the commit: before the message's own row, or two who change it wait for each other."""
        Conversation.objects.select_for_update(no_key=True).get(pk=self.conversation_id)

    def reported_words(self) -> str:
        """Its words, and that there was a picture."""
        return "\n\n".join(part for part in (self.body, self._picture_in_words()) if part)

    @property
    def picture_address(self) -> str:
        return reverse("picture_large", args=[self.conversation_id, self.picture["id"]]) if self.picture else ""

    def excerpt(self) -> str:
        return super().excerpt() or self._picture_in_words()

    def _picture_in_words(self) -> str:
        if not self.picture:
            return ""
        alt = self.picture.get("alt")
        return _("(A picture: %(alt)s)") % {"alt": alt} if alt else _("(A picture)")

    @property
    def moderation_facility(self) -> Facility | None:
        return self.conversation.facility
