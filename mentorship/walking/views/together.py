"""Goals with their small steps, and the shared questions of the first weeks."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.kit.gate import Refused
from community.kit.toasts import say
from mentorship.pairs.queries import resting
from mentorship.walking import actions, notifications, queries
from mentorship.walking.doors import PairRequest, pair_door
from mentorship.walking.forms import AnswerForm, GoalForm, StepForm
from mentorship.walking.models import Goal, Step
from mentorship.walking.prompts import BY_KEY


@require_GET
@pair_door
def together(request: PairRequest) -> HttpResponse:
    """What both see."""
    notifications.settle_together(request.pair, request.user)
    return _page(request)


@require_POST
@pair_door
def set_goal(request: PairRequest) -> HttpResponse:
    """A new goal."""
    form = GoalForm(request.POST, prefix="goal")
    return _keep(request, form, lambda said: actions.set_goal(request.pair, by=request.user, **said), "goal")


@require_POST
@pair_door
def add_step(request: PairRequest, goal_id: int) -> HttpResponse:
    """A new step of this goal."""
    goal = _goal(request, goal_id)
    form = StepForm(request.POST, prefix=f"step-{goal.pk}")
    return _keep(request, form, lambda said: actions.add_step(goal, by=request.user, **said), f"step-{goal.pk}")


@require_POST
@pair_door
def answer(request: PairRequest, key: str) -> HttpResponse:
    """An answer to a shared question."""
    if key not in BY_KEY:
        raise Http404
    form = AnswerForm(request.POST, prefix=key)
    return _keep(
        request, form, lambda said: actions.answer_prompt(request.pair, by=request.user, prompt=key, **said), key
    )


@require_POST
@pair_door
def reach(request: PairRequest, goal_id: int) -> HttpResponse:
    """It is reached."""
    return _do(request, lambda: actions.reach(_goal(request, goal_id), by=request.user), _("Reached. Well walked."))


@require_POST
@pair_door
def let_go(request: PairRequest, goal_id: int) -> HttpResponse:
    """Leave it."""
    return _do(request, lambda: actions.let_go(_goal(request, goal_id), by=request.user), _("Let go. That is fine."))


@require_POST
@pair_door
def tick(request: PairRequest, step_id: int) -> HttpResponse:
    """Done, not done yet, or not needed."""
    step = get_object_or_404(Step.objects.select_related("goal__pair"), pk=step_id, goal__pair=request.pair)
    deed = {"done": actions.do_step, "not_yet": actions.undo_step, "drop": actions.drop_step}.get(
        request.POST.get("how", "done"), actions.do_step
    )
    return _do(request, lambda: deed(step, by=request.user))


def _goal(request: PairRequest, goal_id: int) -> Goal:
    return get_object_or_404(Goal.objects.select_related("pair"), pk=goal_id, pair=request.pair)


def _do(request: PairRequest, deed: Callable[[], Any], said: str = "") -> HttpResponse:
    try:
        deed()
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    else:
        if said:
            say(request, said)
    return redirect("mentorship:together", request.pair.pk)


def _keep(request: PairRequest, form: Any, deed: Callable[[dict[str, Any]], Any], name: str) -> HttpResponse:
    """Do it with what was said; what cannot be said that way stands on the page again, with the reason."""
    if form.is_valid():
        try:
            deed(form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            return redirect("mentorship:together", request.pair.pk)
    return _page(request, {name: form}, status=422)


def _page(request: PairRequest, tried: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    tried = tried or {}
    found = queries.together(request.pair, request.user)

    def asking(one: queries.Asked) -> AnswerForm:
        key = one.prompt.key
        return tried.get(key) or AnswerForm(prefix=key, initial={"words": one.mine})

    def step(goal: Goal) -> StepForm:
        return tried.get(f"step-{goal.pk}") or StepForm(prefix=f"step-{goal.pk}")

    context = {
        "pair": request.pair,
        "other": request.other,
        "rests": resting(request.pair, request.user).rests,
        "goals": [(goal, step(goal)) for goal in found.goals],
        "reached": found.reached,
        "waits": [(one, asking(one)) for one in found.waits],
        "answered": found.answered,
        "form": tried.get("goal") or GoalForm(prefix="goal"),
    }
    return render(request, "mentorship/walking/together.html", context, status=status)
