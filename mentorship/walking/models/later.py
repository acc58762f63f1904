from datetime import datetime
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Pair


class LaterMessageQuerySet(models.QuerySet["LaterMessage"]):
    def visible_to(self, member: Member) -> "LaterMessageQuerySet":
        """One's own: the other reads it when it comes, and nobody sooner."""
        return self.filter(author=member)

    def waiting(self) -> "LaterMessageQuerySet":
        """Not said yet; the time of some may have passed while it could not be said."""
        return self.filter(sent_at=None)

    def due(self, at: datetime | None = None) -> "LaterMessageQuerySet":
        return self.filter(sent_at=None, held_at=None, due_at__lte=at or timezone.now())


class LaterMessage(Timestamped):
    """Words to the other that are said at a time one chose. Once said, they are a message like any other."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    body = SealedTextField(_("message"), max_length=4000, blank=True)
    due_at = models.DateTimeField()
    #: The message's own id in the conversation: said twice, it is stored once.
    client_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    #: When its time came it could not be said: it stays with its author, who decides anew.
    held_at = models.DateTimeField(null=True, blank=True)

    objects = LaterMessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(held_at=None), name="later_sent_or_held"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None, held_at=None), name="later_due"),
            models.Index(fields=["pair", "author", "due_at"], condition=Q(sent_at=None), name="later_own"),
        ]

    def __str__(self) -> str:
        return f"message for later {self.pk}"
