"""What a group owes whoever is new: an answer to their first words, and somebody they know by name."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from community.conversations.models import Message
from community.kit.timestamped import Timestamped
from groups.forum.models import Post, Thread
from groups.roster.models import Group, Membership

#: Who came in this lately is new here.
NEW = timedelta(days=14)
#: First words are called out for so long; after that they wait still, and nobody is told any more.
WAITS = timedelta(hours=48)


class FirstHelloQuerySet(models.QuerySet["FirstHello"]):
    def waiting(self, at: datetime | Now) -> "FirstHelloQuerySet":
        """Unanswered at that moment, not for too long, by someone who is still there; and the words still stand."""
        words_stand = (
            Q(message__isnull=False, message__hidden_at=None)
            | Q(post__isnull=False, post__hidden_at=None, post__thread__hidden_at=None)
            | Q(thread__isnull=False, thread__hidden_at=None)
        )
        return self.filter(
            words_stand,
            answered_at=None,
            said_at__gt=at - WAITS,
            newcomer__ended_at=None,
            newcomer__member__ended_at=None,
            group__archived_at=None,
        ).exclude(newcomer__away_until__gt=at)


class FirstHello(Timestamped):
    """Someone new said something for the first time, and is owed an answer by somebody. One a newcomer and group.

    ``rung`` counts who has been told so far (``ladder.LADDER``), ``due_at`` is when the next are; whoever tells them
    changes both in the transaction that writes the notices. ``answered_at`` is when another person spoke to them.
    """

    class Kind(models.TextChoices):
        DISCUSSION = "discussion", _("A discussion")
        REPLY = "reply", _("A reply")
        CHAT = "chat", _("A message")

    newcomer = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="first_hello")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    #: The words themselves, one of the three; none where they are gone for good.
    thread = models.ForeignKey(Thread, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()
    rung = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    #: When they spoke again on a later day, within two weeks.
    came_back_at = models.DateTimeField(null=True, blank=True)

    objects = FirstHelloQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(answered_at=None, due_at__isnull=False), name="hello_due"),
            models.Index(fields=["group", "said_at"], name="hello_by_group"),
            models.Index(fields=["said_at"], name="hello_by_time"),
        ]

    def __str__(self) -> str:
        return f"first hello {self.pk}"


class Introduction(Timestamped):
    """A newcomer was told one greeter by name, and the greeter was told theirs. One a newcomer and group.

    Where the greeter is there no more, another takes their place in the same row.
    """

    newcomer = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="introduction")
    greeter = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="introductions")
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["greeter", "-since"], name="introduction_of_greeter")]

    def __str__(self) -> str:
        return f"introduction {self.pk}"
