"""Being asked to give something back: once a season, and "not now" is nothing."""

from datetime import date

from django.db import models

from community.kit.timestamped import Timestamped
from community.members.models import Member


class GivingQuestion(Timestamped):
    """A member was asked in this season. What they answer is not kept: whoever wants to give is led there at once."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    #: Its first day.
    season = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "season"], name="giving_question_once_a_season")]

    def __str__(self) -> str:
        return f"giving question {self.pk}"


def season_of(day: date) -> date:
    """The first day of the quarter of the year that the day is in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
