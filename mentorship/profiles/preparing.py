"""What comes before an approval, and before each year's talk: steps learned, people who vouch, reminders."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.profiles.models import MentorOffer

#: How many members who know someone are enough.
REFEREES = 2
#: How many may be asked for one offer: one more than needed twice over, so that nobody has to answer.
ASKED_AT_MOST = 5


class Training(Timestamped):
    """How far someone has come with the steps of one version. ``passed_at``: the check held."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="trainings")
    version = models.CharField(max_length=12)
    steps_read = models.PositiveSmallIntegerField(default=0)
    passed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "version"], name="training_once")]

    def __str__(self) -> str:
        return f"training {self.pk}"


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def awaited_from(self, member: Member) -> "ReferenceQuerySet":
        """What this member is asked and has not answered, while the offer waits; of nobody either has blocked."""
        return self.filter(
            by=member,
            answered_at=None,
            offer__approved_at=None,
            offer__ended_at=None,
            offer__member__in=Member.objects.visible_to(member),
        )

    def vouching(self) -> "ReferenceQuerySet":
        """Those who said that they know the person and would trust them with someone."""
        return self.filter(answer=Reference.Answer.KNOWS)


class Reference(Timestamped):
    """Somebody who knows the one who offers: a member they asked, or staff of the facility.

    A member is asked, and answers, under the names by which the two have met. Their words are for those who decide;
    the one who asked learns only that somebody has answered with a yes.
    """

    class Part(models.TextChoices):
        MEMBER = "member", _("a member who knows them")
        STAFF = "staff", _("staff who know them")

    class Answer(models.TextChoices):
        KNOWS = "knows", _("knows them")
        RATHER_NOT = "rather_not", _("would rather not say")

    offer = models.ForeignKey(MentorOffer, on_delete=models.CASCADE, related_name="references")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=6, choices=Part)
    #: The name by which the one who offers has met ``by``, and theirs to ``by``.
    name = models.CharField(max_length=40)
    known_as = models.CharField(max_length=40)
    hue = models.PositiveSmallIntegerField(default=0)
    words = SealedTextField(_("how you know them"), max_length=1000, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "by"], name="reference_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="reference_answered_with_answer",
            ),
        ]
        indexes = [models.Index(fields=["by"], condition=Q(answered_at=None), name="reference_to_answer")]

    def __str__(self) -> str:
        return f"reference {self.pk}"

    @property
    def is_yes(self) -> bool:
        return self.answer == self.Answer.KNOWS


class ReviewReminder(Timestamped):
    """One word before a yearly talk: which day's, and how many days before. Each is said once."""

    offer = models.ForeignKey(MentorOffer, on_delete=models.CASCADE, related_name="+")
    due = models.DateField()
    days_before = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "due", "days_before"], name="review_reminder_once")]

    def __str__(self) -> str:
        return f"review reminder {self.pk}"
