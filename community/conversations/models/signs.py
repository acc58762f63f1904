"""Which small signs of oneself a member gives to others in conversations."""

from django.db import models

from community.members.models import Member


class Signs(models.Model):
    """A sign that is off is sent to nobody. Without a row all three are given."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    #: Whether others see that they are here, that they are writing, and how far they have read: when it was put off.
    here_off_at = models.DateTimeField(null=True, blank=True)
    writing_off_at = models.DateTimeField(null=True, blank=True)
    seen_off_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"signs {self.pk}"

    @property
    def here(self) -> bool:
        return self.here_off_at is None

    @property
    def writing(self) -> bool:
        return self.writing_off_at is None

    @property
    def seen(self) -> bool:
        return self.seen_off_at is None
