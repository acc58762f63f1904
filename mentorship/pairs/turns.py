"""Who is asked next: the people a mentee has put in line, in the order they chose."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Block, Member
from mentorship.pairs.models import AT_A_TIME, Request
from mentorship.profiles.models import MentorOffer


class TurnQuerySet(models.QuerySet["Turn"]):
    def standing(self) -> "TurnQuerySet":
        """Still in line."""
        return self.filter(left_at=None)

    def of(self, member: Member) -> "TurnQuerySet":
        """This member's line as it stands, the next first."""
        return self.standing().filter(mentee=member).order_by("place")

    def seen_by(self, member: Member) -> "TurnQuerySet":
        """The same as they see it. Whom they have blocked is gone at once; who has blocked them stands there until
        their turn comes, and is passed over like anyone who is not free.
        """
        return self.of(member).exclude(mentor__in=Block.objects.filter(blocker=member).values("blocked"))


class Turn(Timestamped):
    """Someone a mentee would like to ask when nobody they have asked is free. Leaves the line once, in one way;
    nobody but the mentee ever learns of it.
    """

    class Outcome(models.TextChoices):
        ASKED = "asked", _("asked")
        PASSED_OVER = "passed_over", _("was not free")
        TAKEN_OUT = "taken_out", _("taken out")
        CLOSED = "closed", _("not needed any more")

    mentee = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(MentorOffer, on_delete=models.CASCADE, related_name="+")
    #: From 1; 0 only while two change places, within one transaction.
    place = models.PositiveSmallIntegerField()
    #: What they will read when they are asked; emptied here once the turn has left the line.
    words = SealedTextField(_("a few words"), max_length=1000, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    #: What came of it, where they were asked.
    request = models.OneToOneField(Request, null=True, blank=True, on_delete=models.SET_NULL, related_name="turn")

    objects = TurnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentee", "mentor"], condition=Q(left_at=None), name="turn_once"),
            models.UniqueConstraint(fields=["mentee", "place"], condition=Q(left_at=None), name="turn_place_once"),
            models.CheckConstraint(condition=Q(place__lte=AT_A_TIME), name="turn_one_of_three"),
            models.CheckConstraint(
                condition=Q(left_at=None, outcome="") | (Q(left_at__isnull=False) & ~Q(outcome="") & Q(words="")),
                name="turn_left_with_outcome",
            ),
            models.CheckConstraint(condition=Q(request=None) | Q(outcome="asked"), name="turn_asked_by_request"),
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="turn_of_someone_else"),
        ]

    def __str__(self) -> str:
        return f"turn {self.pk}"
