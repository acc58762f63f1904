from django.db import models
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Pair

#: How many goals a pair has at a time, and how many steps a goal: few are easier to keep in sight.
AT_A_TIME, STEPS = 5, 12
#: How long a goal or a step is, in letters.
LETTERS = 200


class GoalQuerySet(models.QuerySet["Goal"]):
    def open(self) -> "GoalQuerySet":
        """Neither reached nor let go."""
        return self.filter(reached_at=None, let_go_at=None)

    def reached(self) -> "GoalQuerySet":
        return self.filter(reached_at__isnull=False, let_go_at=None)


class Goal(Timestamped):
    """Something one of the two is on the way to, in sight of both."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="goals")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = SealedTextField(_("goal"), max_length=LETTERS)
    #: By which day, where one was named. Nothing happens when it passes.
    by_day = models.DateField(null=True, blank=True)
    reached_at = models.DateTimeField(null=True, blank=True)
    let_go_at = models.DateTimeField(null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["pair", "-id"], name="goal_of_pair")]

    def __str__(self) -> str:
        return f"goal {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.reached_at is None and self.let_go_at is None


class Step(Timestamped):
    """A small step towards a goal. Done or not; never late."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    words = SealedTextField(_("step"), max_length=LETTERS)
    by_day = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["goal", "id"], name="step_of_goal")]

    def __str__(self) -> str:
        return f"step {self.pk}"
