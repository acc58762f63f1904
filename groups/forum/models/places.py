"""What a member has of a discussion for themselves: how far they read, whether they follow it, what they began."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.forum.models.discussions import Thread
from groups.roster.models import Membership


class ThreadVisit(models.Model):
    """How far a member has read in a thread, and whether they are told of what comes."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="visits")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    read_to = models.PositiveIntegerField(default=0)
    #: Since when they are told of replies.
    followed_at = models.DateTimeField(null=True, blank=True)
    #: When they asked to be told no more: answering there does not begin it again.
    unfollowed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "thread"], name="thread_visit_once")]
        indexes = [models.Index(fields=["thread"], condition=Q(followed_at__isnull=False), name="thread_followers")]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class Draft(models.Model):
    """Words begun and not yet sent, kept while one writes: an answer in ``thread``, or a new discussion without one."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=140, blank=True)
    body = models.TextField(max_length=20_000, blank=True)
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "thread"], condition=Q(thread__isnull=False), name="draft_of_answer_once"
            ),
            models.UniqueConstraint(
                fields=["membership"], condition=Q(thread__isnull=True), name="draft_of_thread_once"
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
