"""Where a member was: theirs alone. And what they hand out to prove it, which they can take back."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from community.kit.clock import local_day
from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Member
from groups.meetings.models import Occurrence


class Attendance(Timestamped):
    """One time a member says they were there. It stands by itself: the meeting may change or go.

    Nobody else ever sees it, hosts and staff included; purging it deletes the row.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    occurrence = models.ForeignKey(Occurrence, null=True, on_delete=models.SET_NULL, related_name="+")
    title = SealedTextField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    #: The meeting's, in which its day is counted.
    zone = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "occurrence"], condition=Q(occurrence__isnull=False), name="attendance_once"
            )
        ]
        indexes = [models.Index(fields=["member", "-starts_at", "-id"], name="attendance_of_member")]

    def __str__(self) -> str:
        return f"attendance {self.pk}"

    @property
    def day(self) -> date:
        """The day it was where the meeting is."""
        return local_day(self.starts_at, self.zone)


class ProofQuerySet(models.QuerySet["Proof"]):
    def standing(self) -> "ProofQuerySet":
        """Those not taken back, of people who are still here."""
        return self.filter(revoked_at=None, attendance__member__ended_at=None)


class Proof(Timestamped):
    """A code that tells whoever has it the date and the minutes of one attendance, and nothing else.

    ``key`` is the first half of the code; the other half signs it with date and minutes (``codes``).
    """

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="proofs")
    key = models.CharField(max_length=10, unique=True)
    #: A word of the member's own: whom they gave it to.
    label = SealedTextField(blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["attendance", "-id"], name="proof_of_attendance")]

    def __str__(self) -> str:
        return f"proof {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:handed_out", args=[self.pk])


class ProofLook(models.Model):
    """One look at a proof by somebody else. Who looked is not known and not kept."""

    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="looks")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["proof", "-at"], name="proof_look_of_proof")]

    def __str__(self) -> str:
        return f"look at proof {self.proof_id}"
