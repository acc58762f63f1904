from django.db import models

from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Pair

#: After how many days without a word one is told, where one has not chosen otherwise.
USUAL_DAYS = 7
#: What can be chosen; 0 is never.
DAYS = (7, 14, 21, 0)


class NudgeWish(models.Model):
    """After how many days without a word one of the two would like a small note."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="nudge_wishes")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField(default=USUAL_DAYS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "member"], name="nudge_wish_once")]

    def __str__(self) -> str:
        return f"wish {self.pk}"


class Nudge(Timestamped):
    """One of the two was told that it has been silent ``since`` the last word: once in each silence."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="nudges")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "member", "since"], name="nudge_once_a_silence")]

    def __str__(self) -> str:
        return f"nudge {self.pk}"
