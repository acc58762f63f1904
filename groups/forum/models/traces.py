"""What became of words after they were written: signs, who was named, and what they said before."""

from django.db import models
from django.db.models import Q

from community.kit.timestamped import Timestamped
from groups.forum.models.discussions import Post, SignKind, Thread, Words
from groups.roster.models import Membership


class AboutWords(Timestamped):
    """Something about a post, or where ``post`` is none about the first words of the thread."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    @property
    def thing(self) -> Words:
        """The words it is about."""
        return self.post or self.thread


class Sign(AboutWords):
    """A short sign of support. There is none that says no."""

    Kind = SignKind

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=SignKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "membership", "kind"], condition=Q(post__isnull=False), name="sign_on_post_once"
            ),
            models.UniqueConstraint(
                fields=["thread", "membership", "kind"], condition=Q(post__isnull=True), name="sign_on_thread_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Mention(AboutWords):
    """Somebody named in words. ``told_at``: they were told, or there was no reason to."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "membership"], condition=Q(post__isnull=False), name="named_in_post_once"
            ),
            models.UniqueConstraint(
                fields=["thread", "membership"], condition=Q(post__isnull=True), name="named_in_thread_once"
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(told_at=None), name="named_untold")]

    def __str__(self) -> str:
        return f"mention {self.pk}"


class EarlierWords(AboutWords):
    """What words said before they were edited: for their author, and for those who keep the room."""

    title = models.CharField(max_length=140, blank=True)
    body = models.TextField(max_length=20_000)
    #: When these words were written; ``created_at`` is when others took their place.
    written_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["post", "id"], condition=Q(post__isnull=False), name="earlier_of_post"),
            models.Index(fields=["thread", "id"], condition=Q(post__isnull=True), name="earlier_of_thread"),
        ]

    def __str__(self) -> str:
        return f"earlier words {self.pk}"
