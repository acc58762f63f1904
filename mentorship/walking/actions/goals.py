from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.walking import notifications
from mentorship.walking.holding import hold
from mentorship.walking.models import Goal, Step
from mentorship.walking.models.goals import AT_A_TIME, LETTERS, STEPS


@transaction.atomic
def set_goal(pair: Pair, *, by: Member, words: str, by_day: date | None = None) -> Goal:
    """Put something in sight of both. Raises ``Refused``: ``empty``, ``too_long``, ``many``, or as ``hold`` does."""
    pair = hold(pair, by)
    words = _said(words)
    if Goal.objects.open().filter(pair=pair).count() >= AT_A_TIME:
        raise Refused("many", _("Five at a time are enough. Reach one, or let one go, first."), field="words")
    goal = Goal.objects.create(pair=pair, by=by, words=words, by_day=by_day)
    notifications.tell_goal(pair, pair.other(by), reached=False)
    return goal


@transaction.atomic
def add_step(goal: Goal, *, by: Member, words: str, by_day: date | None = None) -> Step:
    """Add a small step. Raises ``Refused``: ``empty``, ``too_long``, ``many``, ``over``, or as ``hold`` does."""
    goal = _hold_goal(goal, by)
    words = _said(words)
    if goal.steps.count() >= STEPS:
        raise Refused("many", _("Twelve steps are enough for one goal."), field="words")
    return Step.objects.create(goal=goal, words=words, by_day=by_day)


@transaction.atomic
def do_step(step: Step, *, by: Member) -> None:
    """It is done. Done already: nothing happens."""
    _hold_goal(step.goal, by)
    Step.objects.filter(pk=step.pk, done_at=None).update(done_at=timezone.now(), done_by=by)


@transaction.atomic
def undo_step(step: Step, *, by: Member) -> None:
    """It is not done yet, after all."""
    _hold_goal(step.goal, by)
    Step.objects.filter(pk=step.pk).update(done_at=None, done_by=None)


@transaction.atomic
def drop_step(step: Step, *, by: Member) -> None:
    """This step is not needed."""
    _hold_goal(step.goal, by)
    Step.objects.filter(pk=step.pk).delete()


@transaction.atomic
def reach(goal: Goal, *, by: Member) -> Goal:
    """It is reached. The other is told, once."""
    goal = _hold_goal(goal, by)
    goal.reached_at = timezone.now()
    goal.save(update_fields=["reached_at"])
    notifications.tell_goal(goal.pair, goal.pair.other(by), reached=True)
    return goal


@transaction.atomic
def let_go(goal: Goal, *, by: Member) -> None:
    """Leave it. Nobody is told, and it is not counted anywhere."""
    goal = _hold_goal(goal, by)
    goal.let_go_at = timezone.now()
    goal.save(update_fields=["let_go_at"])


def _hold_goal(goal: Goal, by: Member) -> Goal:
    """The goal as it is now, with its pair held. Raises ``Refused`` (``over``) where it is reached or let go."""
    pair = hold(goal.pair, by)
    found = Goal.objects.get(pk=goal.pk)
    if not found.is_open:
        raise Refused("over", _("This has been changed since. Please look again."))
    found.pair = pair
    return found


def _said(words: str) -> str:
    words = " ".join(words.split())
    if not words:
        raise Refused("empty", _("Say it in a few words."), field="words")
    if len(words) > LETTERS:
        raise Refused("too_long", _("Please say it in fewer words."), field="words")
    return words
