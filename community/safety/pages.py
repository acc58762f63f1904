"""The case page and its acts, for the two doors that lead to it: a group's queue and the staff desk.

Each door finds the case through its own gate and gives ``base``, the case's address there.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.models import Member
from community.safety.actions import claim, hide, keep, look, note, release, restore, undo
from community.safety.forms import NoteForm, ReasonForm
from community.safety.models import Case
from community.safety.queries import view_of


def case_page(
    request: HttpRequest,
    case: Case,
    *,
    template: str,
    base: str,
    at_desk: bool = False,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    """Render the case; opening it is kept in the log."""
    member: Member = request.user  # type: ignore[assignment]
    look(case, by=member)
    context = {
        "case": case,
        "view": view_of(case, member, at_desk=at_desk),
        "base": base,
        "reason_form": ReasonForm(),
        "note_form": NoteForm(),
        **extra,
    }
    return render(request, template, context, status=status)


def act_on(
    request: HttpRequest,
    case: Case,
    act: str,
    *,
    base: str,
    queue: str,
    again: Callable[..., HttpResponse],
) -> HttpResponse:
    """Do one of the acts on a case and lead on; ``again`` shows the case page anew, with what was typed.

    Raises ``Http404`` for an act there is not.
    """
    member: Member = request.user  # type: ignore[assignment]
    try:
        match act:
            case "claim":
                claim(case, by=member)
                return redirect(base)
            case "release":
                release(case, by=member)
                say(request, _("Back in the queue."))
                return redirect(queue)
            case "undo":
                undo(case, by=member)
                say(request, _("Taken back. It is in your hands again."))
                return redirect(base)
            case "note":
                note_form = NoteForm(request.POST)
                if not note_form.is_valid():
                    return again(note_form=note_form, status=422)
                note(case, by=member, words=note_form.cleaned_data["words"])
                return redirect(f"{base}#notes")
            case "keep" | "hide" | "restore":
                return _decide(request, case, act, base=base, queue=queue, again=again)
    except Refused as refused:
        say(request, str(refused.reason), kind=messages.WARNING)
        return redirect(base)
    raise Http404


def _decide(
    request: HttpRequest, case: Case, act: str, *, base: str, queue: str, again: Callable[..., HttpResponse]
) -> HttpResponse:
    member: Member = request.user  # type: ignore[assignment]
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return again(reason_form=form, status=422)
    reason = form.cleaned_data["reason"]
    try:
        if act == "keep":
            keep(case, by=member, reason=reason)
            said = _("Kept. Who reported it is told.")
        elif act == "hide":
            hide(case, by=member, reason=reason)
            said = _("Hidden. The author reads your reason; who reported it is told.")
        else:
            restore(case, by=member, reason=reason)
            said = _("Shown again. The author is told.")
    except Refused as refused:
        form.add_error(refused.field, str(refused.reason))
        return again(reason_form=form, status=422)
    say(request, said, undo="" if act == "restore" else f"{base}undo/")
    return redirect(queue if act != "restore" else base)
