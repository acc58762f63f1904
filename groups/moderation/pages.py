"""What may be asked of a member, for the doors that lead to it: a case in the queue, at the desk, or their own page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.models import Member
from community.safety.models import Case
from groups.moderation.actions import call_back, quiet, step_away, unquiet, warn
from groups.moderation.forms import AwayForm, QuietForm, WordForm
from groups.roster.models import Membership

PEOPLE_ACTS = ("quiet", "unquiet", "away", "back", "warn")


def act_on_member(
    request: HttpRequest,
    membership: Membership,
    act: str,
    *,
    case: Case | None,
    base: str,
    again: Callable[..., HttpResponse],
) -> HttpResponse:
    """Warn, ask for a pause or end one, and lead back to ``base``; ``again`` shows the page with what was typed."""
    member: Member = request.user  # type: ignore[assignment]
    name = {"name": membership.name}
    if act in ("quiet", "away"):
        form = QuietForm(request.POST) if act == "quiet" else AwayForm(request.POST)
        ask = quiet if act == "quiet" else step_away
        if not form.is_valid():
            return again(status=422, **{f"{act}_form": form})
        try:
            ask(membership, by=member, reason=form.cleaned_data["reason"], until=form.until, case=case)
        except Refused as refused:
            form.add_error("hours" if refused.field == "until" else refused.field, str(refused.reason))
            return again(status=422, **{f"{act}_form": form})
        if act == "quiet":
            say(request, _("%(name)s is quieted, and was told why and until when.") % name, undo=f"{base}unquiet/")
        else:
            say(request, _("%(name)s was asked to step away, and told why and until when.") % name, undo=f"{base}back/")
    elif act in ("unquiet", "back"):
        end = unquiet if act == "unquiet" else call_back
        try:
            # Undone from the notice there is no reason to type: taking back at once is reason enough.
            reason = request.POST.get("reason", "").strip()[:600] or _("We took this back.")
            end(membership, by=member, reason=reason, case=case)
        except Refused as refused:
            say(request, str(refused.reason), kind=messages.WARNING)
            return redirect(base)
        said = _("%(name)s can write again, and was told.") if act == "unquiet" else _("%(name)s can come in again.")
        say(request, said % name)
    elif act == "warn":
        word = WordForm(request.POST, prefix="warn")
        if not word.is_valid():
            return again(warn_form=word, status=422)
        warn(membership, by=member, reason=word.cleaned_data["reason"], case=case)
        say(request, _("%(name)s was told.") % name)
    else:
        raise Http404
    return redirect(base)
