from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Pair

#: In which weeks both are asked.
WEEKS = (1, 4, 12)


class GoingQuerySet(models.QuerySet["Going"]):
    def visible_to(self, member: Member) -> "GoingQuerySet":
        """One's own; the other never sees it, nor that it was answered."""
        return self.filter(member=member)

    def unanswered(self) -> "GoingQuerySet":
        return self.filter(answered_at=None)

    def wants_talk(self) -> "GoingQuerySet":
        """They asked that somebody of the house talks with them, and nobody has yet."""
        return self.filter(wants_talk_at__isnull=False, heard_at=None, member__ended_at=None)


class Going(Timestamped):
    """One of the two is asked how it goes, in a certain week. What they answer is counted, never shown."""

    class Answer(models.TextChoices):
        WELL = "well", _("Well")
        SO_SO = "so_so", _("So-so")
        HARD = "hard", _("Not well")
        UNSAID = "unsaid", _("Rather not say")

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    week = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=6, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    wants_talk_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    heard_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = GoingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "member", "week"], name="going_asked_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="going_answered_with_an_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "pair"], condition=Q(answered_at=None), name="going_open"),
            models.Index(
                fields=["wants_talk_at"],
                condition=Q(wants_talk_at__isnull=False, heard_at=None),
                name="going_wants_talk",
            ),
        ]

    def __str__(self) -> str:
        return f"how it goes {self.pk}"
