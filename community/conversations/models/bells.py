"""What a conversation counts for on somebody's badge."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.conversations.models.talk import Participant


class Bell(models.Model):
    """Kept where somebody wants less than everything; without a row all that others say counts."""

    class RingsFor(models.TextChoices):
        MENTIONS = "mentions", _("Mentions only")
        NOTHING = "nothing", _("Nothing")

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, primary_key=True, related_name="bell")
    rings_for = models.CharField(max_length=8, choices=RingsFor)
    set_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"bell {self.pk}"
