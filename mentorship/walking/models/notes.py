from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Pair


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, member: Member) -> "NoteQuerySet":
        """One's own, and no others: neither the other of the two nor anyone of the house reads them."""
        return self.filter(member=member)


class Note(Timestamped):
    """What one of the two writes down for themselves. It stays theirs when the two have parted."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = SealedTextField(_("note"), max_length=4000)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["pair", "member", "-id"], name="note_own_newest")]

    def __str__(self) -> str:
        return f"note {self.pk}"
