"""Pictures in conversations: made anew when they come in, so that nothing of camera or place is left."""

import uuid

from django.db import models
from django.db.models import Q

from community.conversations.models.talk import Conversation, Message, Participant
from community.kit.timestamped import Timestamped
from community.members.models import Member


class PictureQuerySet(models.QuerySet["Picture"]):
    def waiting(self) -> "PictureQuerySet":
        """Those a keeper has yet to look at."""
        return self.filter(held_at__isnull=False, released_at=None, message__hidden_at=None)

    def of_place(self, scope: str) -> "PictureQuerySet":
        """Those in the conversations of one place: ``group:42`` and its side rooms ``group:42:…``."""
        return self.filter(Q(conversation__scope=scope) | Q(conversation__scope__startswith=f"{scope}:"))


class Picture(Timestamped):
    """One picture of one message. ``held_at`` without ``released_at``: a keeper has yet to look at it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="pictures")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="picture_kept")
    author = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    alt = models.CharField(max_length=300, blank=True)
    #: Of the large form, in pixels.
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    held_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = PictureQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(held_at__isnull=False, released_at=None),
                name="picture_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"picture {self.pk}"


class PictureFile(models.Model):
    """The bytes (WebP), in the database: stored with the message or not at all, and gone with it."""

    class Form(models.TextChoices):
        LARGE = "large"
        SMALL = "small"

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="files")
    form = models.CharField(max_length=5, choices=Form)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["picture", "form"], name="picture_form_once")]

    def __str__(self) -> str:
        return f"{self.form} of {self.picture_id}"
