"""Discussions: threads, and the posts in them."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.facilities.models import Facility
from community.members.models import Block, Member
from community.safety.moderatable import Moderatable
from groups.roster.models import Group, Membership

POSTS_A_PAGE = 20


class ThreadQuerySet(models.QuerySet["Thread"]):
    def heard_by(self, member: Member) -> "ThreadQuerySet":
        """Less those begun by people the member has blocked."""
        return self.exclude(author__member__in=Block.objects.filter(blocker=member).values("blocked"))

    def visible_to(self, member: Member) -> "ThreadQuerySet":
        """Threads of the member's groups that they hear."""
        mine = Membership.objects.filter(member=member, ended_at=None).values("group")
        return self.filter(group__in=mine, group__archived_at=None).heard_by(member)


class Thread(Moderatable):
    """A discussion. What its list shows is kept on the row, written with each reply.

    The first post is the thread's own ``body``; replies are Posts.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="threads")
    author = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="threads")
    client_id = models.UUIDField(default=uuid.uuid4)
    title = models.CharField(_("title"), max_length=140)
    body = models.TextField(_("words"), max_length=20_000)
    html = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    reply_count = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(default=timezone.now)
    last_post_by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    objects = ThreadQuerySet.as_manager()

    #: Who spoke last, as one reader may know it: set by ``queries.thread_list``.
    last_speaker: str
    #: Whether the reader wrote it: set by ``views.thread``.
    mine = False

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "client_id"], name="thread_once")]
        indexes = [
            models.Index(fields=["group", "-last_post_at", "-id"], name="thread_newest"),
            models.Index(fields=["author", "created_at"], name="thread_by_author"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("groups:thread", args=[self.group.slug, self.pk])

    def reported_words(self) -> str:
        return f"{self.title}\n\n{self.body}"

    @property
    def author_member(self) -> Member:
        return self.author.member

    @property
    def author_name(self) -> str:
        return self.author.name

    @property
    def moderation_scope(self) -> str:
        return self.group.scope

    @property
    def moderation_facility(self) -> Facility | None:
        return self.group.facility


class PostQuerySet(models.QuerySet["Post"]):
    def heard_by(self, member: Member) -> "PostQuerySet":
        """Less those by people the member has blocked."""
        return self.exclude(author__member__in=Block.objects.filter(blocker=member).values("blocked"))

    def visible_to(self, member: Member) -> "PostQuerySet":
        mine = Membership.objects.filter(member=member, ended_at=None).values("group")
        return self.filter(thread__group__in=mine, thread__group__archived_at=None).heard_by(member)


class Post(Moderatable):
    """A reply in a thread. ``number`` counts from 1 in its thread, without a gap: the order for everyone."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="posts")
    client_id = models.UUIDField(default=uuid.uuid4)
    body = models.TextField(_("words"), max_length=20_000)
    html = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    objects = PostQuerySet.as_manager()

    #: Whether the reader wrote it: set by ``queries.post_list``.
    mine = False

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="post_order"),
            models.UniqueConstraint(fields=["author", "client_id"], name="post_once"),
        ]
        indexes = [models.Index(fields=["author", "created_at"], name="post_by_author")]

    def __str__(self) -> str:
        return f"post {self.pk}"

    def get_absolute_url(self) -> str:
        """The page of twenty that it stands on."""
        first = (self.number - 1) // POSTS_A_PAGE * POSTS_A_PAGE
        page = f"?after={first}" if first else ""
        return f"{self.thread.get_absolute_url()}{page}#p{self.number}"

    @property
    def author_member(self) -> Member:
        return self.author.member

    @property
    def author_name(self) -> str:
        return self.author.name

    @property
    def moderation_scope(self) -> str:
        return self.thread.group.scope

    @property
    def moderation_facility(self) -> Facility | None:
        return self.thread.group.facility


class ThreadVisit(models.Model):
    """How far a member has read in a thread."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="visits")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    read_to = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "thread"], name="thread_visit_once")]

    def __str__(self) -> str:
        return f"visit {self.pk}"
