"""Discussions: threads, and the posts in them."""

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.facilities.models import Facility
from community.members.models import Block, Member
from community.safety.moderatable import Moderatable
from groups.roster.models import Group, Membership

POSTS_A_PAGE = 20


class Note(models.TextChoices):
    """What words contain that someone may not want to meet unasked."""

    RELAPSE = "relapse", _("relapse")
    USING = "using", _("talk of using")
    LOSS = "loss", _("loss")
    FAMILY = "family", _("family")
    VIOLENCE = "violence", _("violence")
    SELF_HARM = "self_harm", _("self-harm or suicide")
    EATING = "eating", _("food and body")
    ILLNESS = "illness", _("illness")


class SignKind(models.TextChoices):
    """The short signs of support. There is none that says no."""

    WITH_YOU = "with_you", _("With you")
    SAME_HERE = "same_here", _("Same here")
    THANK_YOU = "thank_you", _("Thank you")
    PROUD = "proud", _("Proud of you")
    CELEBRATE = "celebrate", _("Celebrate")


class ShownSign(NamedTuple):
    """One of the five under somebody's words, as the reader sees it."""

    kind: str
    label: str
    number: int
    mine: bool


def notes_field() -> Any:
    return ArrayField(models.CharField(max_length=10, choices=Note), default=list, blank=True)


class Words(Moderatable):
    """What somebody wrote in a discussion: its first words or an answer. ``html`` is made of ``body`` when written."""

    client_id = models.UUIDField(default=uuid.uuid4)
    body = models.TextField(_("words"), max_length=20_000)
    html = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    #: What they contain (``Note``): then they are folded until the reader opens them.
    notes = notes_field()
    #: How many gave which sign (``Sign.Kind``), written with each sign.
    signs = models.JSONField(default=dict, blank=True)

    #: The child's own.
    author: Any
    author_id: int
    #: Whether the reader wrote it, which signs they gave, and which were given by people they have blocked: set by
    #: ``queries``.
    mine = False
    my_signs: Sequence[str] = ()
    unheard_signs: Sequence[str] = ()

    class Meta:
        abstract = True

    @property
    def place(self) -> int:
        """Where in the thread: 0 for its first words, then as the answers are numbered."""
        raise NotImplementedError

    @property
    def its_thread(self) -> "Thread":
        """The thread it stands in."""
        raise NotImplementedError

    @property
    def its_post(self) -> "Post | None":
        """The post it is; None for first words."""
        return None

    @property
    def first_before(self) -> int:
        """The number before its page of twenty: where that page begins."""
        return max(self.place - 1, 0) // POSTS_A_PAGE * POSTS_A_PAGE

    @property
    def note_words(self) -> list[str]:
        """What they contain, in words."""
        return [str(Note(one).label) for one in self.notes if one in Note.values]

    @property
    def five_signs(self) -> list[ShownSign]:
        """All five, with their numbers as the reader hears them and whether they gave them."""
        heard = Counter(self.signs) - Counter(self.unheard_signs)
        return [
            ShownSign(kind.value, str(kind.label), heard[kind.value], kind.value in self.my_signs) for kind in SignKind
        ]

    @property
    def signs_seen(self) -> tuple[object, ...]:
        """All that differs in them between two drawings."""
        return (*sorted(self.signs.items()), "", *self.my_signs, "", *self.unheard_signs)

    @property
    def drawn(self) -> tuple[object, ...]:
        """All of it that a page shows (``templates/groups/forum/_post.html``)."""
        return (
            *(self.pk, self.place, self.html, self.hidden_at, self.hidden_by_id, self.edited_at, tuple(self.notes)),
            *(self.author_id, self.author.name, self.author.hue, self.mine, self.signs_seen),
            *(getattr(self, "kind", ""), getattr(self, "quoted", None)),
        )

    @property
    def was_taken_back(self) -> bool:
        """Whether it was their author who took them out of sight."""
        return self.is_hidden and self.hidden_by_id == self.author_member_id

    @property
    def author_member(self) -> Member:
        return cast(Member, self.author.member)

    @property
    def author_member_id(self) -> int:
        """The member behind the name."""
        return cast(int, self.author.member_id)

    @property
    def author_name(self) -> str:
        return cast(str, self.author.name)

    @property
    def moderation_scope(self) -> str:
        return self.its_thread.group.scope

    @property
    def moderation_facility(self) -> Facility | None:
        return self.its_thread.group.facility


class ThreadQuerySet(models.QuerySet["Thread"]):
    def heard_by(self, member: Member) -> "ThreadQuerySet":
        """Less those begun by people the member has blocked."""
        return self.exclude(author__member__in=Block.objects.filter(blocker=member).values("blocked"))

    def visible_to(self, member: Member) -> "ThreadQuerySet":
        """Threads of the member's groups that they hear."""
        mine = Membership.objects.here().filter(member=member).values("group")
        return self.filter(group__in=mine, group__archived_at=None).heard_by(member)


class Thread(Words):
    """A discussion. What its list shows is kept on the row, written with each reply.

    The first post is the thread's own ``body``; replies are Posts.
    """

    class Mode(models.TextChoices):
        """How its author wishes to be answered. The server lets no other answer through (``policies.answers``)."""

        WITNESS = "witness", _("Just witness")
        LISTEN = "listen", _("Listen")
        OPEN = "open", _("Open")
        ADVICE = "advice", _("Advice welcome")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="threads")
    author = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="threads")
    title = models.CharField(_("title"), max_length=140)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.OPEN)
    #: Small words to find it by, as slugs.
    tags = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    reply_count = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(default=timezone.now)
    last_post_by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    #: Kept above the others in the list.
    pinned_at = models.DateTimeField(null=True, blank=True)
    pinned_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    #: Nobody answers here any more; ``lock_reason`` is for everyone to read.
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    lock_reason = models.CharField(max_length=300, blank=True)

    objects = ThreadQuerySet.as_manager()

    #: Who spoke last, as one reader may know it, and how much is new to them: set by ``queries.thread_list``.
    last_speaker: str
    unread: int
    #: How far the reader has read (None: never looked), since when they follow it, what they began to write there, and
    #: whether they were asked to be quiet; whether a notice of it waits: set by ``queries.find_thread``.
    read_to: int | None = None
    follows: datetime | None = None
    draft: str | None = None
    is_quiet = False
    is_told = False

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "client_id"], name="thread_once")]
        indexes = [
            models.Index(fields=["group", "-last_post_at", "-id"], name="thread_newest"),
            models.Index(fields=["author", "created_at"], name="thread_by_author"),
            models.Index(fields=["group", "-pinned_at"], condition=Q(pinned_at__isnull=False), name="thread_pinned"),
            GinIndex(fields=["tags"], name="thread_tags"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("groups:thread", args=[self.group.slug, self.pk])

    @property
    def mode_icon(self) -> str:
        """The picture that stands beside how its author wishes to be answered."""
        return {"witness": "eye", "listen": "heart-handshake", "advice": "lightbulb"}.get(self.mode, "messages-square")

    def reported_words(self) -> str:
        return f"{self.title}\n\n{self.body}"

    @property
    def place(self) -> int:
        return 0

    @property
    def its_thread(self) -> "Thread":
        return self


class PostQuerySet(models.QuerySet["Post"]):
    def heard_by(self, member: Member) -> "PostQuerySet":
        """Less those by people the member has blocked."""
        return self.exclude(author__member__in=Block.objects.filter(blocker=member).values("blocked"))

    def visible_to(self, member: Member) -> "PostQuerySet":
        mine = Membership.objects.here().filter(member=member).values("group")
        return self.filter(thread__group__in=mine, thread__group__archived_at=None).heard_by(member)


class Post(Words):
    """A reply in a thread. ``number`` counts from 1 in its thread, without a gap: the order for everyone."""

    class Kind(models.TextChoices):
        """What an answer is; which kinds a thread takes is its author's choice (``Thread.Mode``)."""

        WORDS = "words", _("Own words")
        PRESENCE = "presence", _("Being there")
        ADVICE = "advice", _("Advice")

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="posts")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.WORDS)
    #: The number of what it answers in the same thread, 0 for the first words.
    quotes = models.PositiveIntegerField(null=True, blank=True)
    #: When those who follow the thread were told of it.
    told_at = models.DateTimeField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    #: What it answers, as the reader may see it: set by ``queries.post_list``.
    quoted: Any = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="post_order"),
            models.UniqueConstraint(fields=["author", "client_id"], name="post_once"),
        ]
        indexes = [
            models.Index(fields=["author", "created_at"], name="post_by_author"),
            models.Index(fields=["id"], condition=Q(told_at=None), name="post_untold"),
        ]

    def __str__(self) -> str:
        return f"post {self.pk}"

    def get_absolute_url(self) -> str:
        """The page of twenty that it stands on."""
        page = f"?after={self.first_before}" if self.first_before else ""
        return f"{self.thread.get_absolute_url()}{page}#p{self.number}"

    @property
    def place(self) -> int:
        return self.number

    @property
    def its_thread(self) -> Thread:
        return self.thread

    @property
    def its_post(self) -> "Post | None":
        return self
