from django.db import models
from django.utils import timezone


class Timestamped(models.Model):
    """A row that knows when it came to be."""

    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
