"""A text meeting: one speaks at a time. Its whole state is here, so that a reload or a restart changes nothing."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from community.conversations.models.talk import Conversation, Participant
from community.kit.timestamped import Timestamped


class Floor(Timestamped):
    """While it lasts only its host, and the one whose turn it is, may speak in the conversation."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="floors")
    topic = models.CharField(max_length=200, blank=True)
    host = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    opened_by = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    #: When the host's line was last known to be open: too long ago, and the meeting is handed over.
    host_seen_at = models.DateTimeField(default=timezone.now)
    #: How long a share is, in seconds.
    share_seconds = models.PositiveIntegerField(default=180)
    speaker = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    speaking_since = models.DateTimeField(null=True, blank=True)
    #: Until then the speaker may speak; a moment of grace to end the sentence is included.
    speaking_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation"], condition=Q(ended_at=None), name="floor_one_at_a_time")
        ]

    def __str__(self) -> str:
        return f"floor {self.pk}"


class Hand(Timestamped):
    """A raised hand. The queue is those neither called nor lowered, in the order of their ids."""

    floor = models.ForeignKey(Floor, on_delete=models.CASCADE, related_name="hands")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    called_at = models.DateTimeField(null=True, blank=True)
    lowered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["floor", "participant"], condition=Q(called_at=None, lowered_at=None), name="hand_once"
            )
        ]
        indexes = [models.Index(F("floor"), F("id"), condition=Q(called_at=None, lowered_at=None), name="hand_queue")]

    def __str__(self) -> str:
        return f"hand {self.pk}"
