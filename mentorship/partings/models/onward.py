from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.pairs.models import Pair


class Onward(models.Model):
    """What the mentee of a pair that ended wishes next."""

    class Wish(models.TextChoices):
        NOW = "now", _("Now")
        LATER = "later", _("Later")
        NOT = "not", _("Not")

    pair = models.OneToOneField(Pair, on_delete=models.CASCADE, related_name="onward")
    wish = models.CharField(max_length=5, choices=Wish)
    chosen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"onward {self.pk}"
