from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.facilities.models import Facility
from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Block, Member
from community.safety.moderatable import Moderatable
from mentorship.pairs.models import Pair


class LetterQuerySet(models.QuerySet["Letter"]):
    def kept_by(self, member: Member) -> "LetterQuerySet":
        """Those that were given to the member. Whom they have blocked they do not read; that somebody blocked *them*
        changes nothing, for a letter that vanished would tell it.
        """
        blocked = Block.objects.filter(blocker=member)
        given = self.filter(reader=member, given_at__isnull=False, put_away_at=None, hidden_at=None)
        return given.exclude(author__in=blocked.values("blocked"))

    def left_with(self, member: Member) -> "LetterQuerySet":
        """The member's own that nobody was given, of pairs that have ended."""
        return self.filter(author=member, given_at=None, pair__ended_at__isnull=False)


class Letter(Moderatable, Timestamped):
    """What one of two people writes to the other for the end: their own until it is given, then the other's to keep."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    body = SealedTextField(_("letter"), max_length=8000, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    given_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    #: Whoever kept it has put it away for good; its words are emptied.
    put_away_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "author"], name="letter_one_each"),
            models.CheckConstraint(condition=~Q(author=F("reader")), name="letter_to_the_other"),
        ]
        indexes = [
            models.Index(
                fields=["reader", "-given_at"],
                condition=Q(given_at__isnull=False, put_away_at=None),
                name="letter_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("mentorship:kept_letter", args=[self.pk])

    @property
    def author_member(self) -> Member:
        return self.author

    @property
    def author_name(self) -> str:
        return self.author.name

    @property
    def moderation_scope(self) -> str:
        return self.pair.scope

    @property
    def moderation_facility(self) -> Facility:
        return self.pair.offer.facility
