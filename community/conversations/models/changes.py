"""What became of words after they were said: earlier versions, removals with their reason, reactions, mentions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.conversations.models.talk import Message, Participant
from community.kit.timestamped import Timestamped
from community.members.models import Member


class Version(Timestamped):
    """What a message said before it was edited; for those who look after the conversation."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="versions")
    body = models.TextField(max_length=10_000)
    #: When these words were written; ``created_at`` is when others took their place.
    written_at = models.DateTimeField()

    @property
    def thing(self) -> Message:
        """What was edited."""
        return self.message

    def __str__(self) -> str:
        return f"version {self.pk}"


class Removal(Timestamped):
    """The trace of a removed message: who took it away, and why. The author needs no reason."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="removals")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message"], condition=Q(undone_at=None), name="removal_standing_once")
        ]

    def __str__(self) -> str:
        return f"removal {self.pk}"


class Reaction(Timestamped):
    """A short sign of support. There is none that says no."""

    class Kind(models.TextChoices):
        WITH_YOU = "with_you", _("With you")
        SAME_HERE = "same_here", _("Same here")
        THANK_YOU = "thank_you", _("Thank you")
        PROUD = "proud", _("Proud of you")
        CELEBRATE = "celebrate", _("Celebrate")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reacted")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "participant", "kind"], name="reaction_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Mention(Timestamped):
    """Somebody named in a message. ``told_at``: the bell has been told, or had no reason to be."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mentions")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "participant"], name="mention_once")]
        indexes = [models.Index(fields=["id"], condition=Q(told_at=None), name="mention_untold")]

    def __str__(self) -> str:
        return f"mention {self.pk}"
