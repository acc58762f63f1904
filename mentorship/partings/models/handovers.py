from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Pair


class Handover(Timestamped):
    """What a mentee wants their next mentor to know, in words of their own or that their mentor drafted.

    From ``taken_at`` on it is the mentee's alone, and their mentor reads it no more. ``approved_at``: they give it to
    whoever is their next mentor; nobody else ever reads it, no coordinator and no round.
    """

    pair = models.OneToOneField(Pair, on_delete=models.CASCADE, related_name="handover")
    #: Whose draft it was; the mentee's own where they began it.
    drafted_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    #: Empty once the mentee has put it away.
    words = SealedTextField(_("hand-over"), max_length=2000, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None) | (Q(taken_at__isnull=False) & ~Q(words="")),
                name="handover_approved_is_theirs",
            ),
        ]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"
