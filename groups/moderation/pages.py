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
from groups.moderation.actions import quiet, unquiet, warn
from groups.moderation.forms import QuietForm, WordForm
from groups.roster.models import Membership

PEOPLE_ACTS = ("quiet", "unquiet", "warn")


def act_on_member(
    request: HttpRequest,
    membership: Membership,
    act: str,
    *,
    case: Case | None,
    base: str,
    again: Callable[..., HttpResponse],
) -> HttpResponse:
    """Warn, quiet or let write again, and lead back to ``base``; ``again`` shows the page anew with what was typed."""
    member: Member = request.user  # type: ignore[assignment]
    name = {"name": membership.name}
    if act == "quiet":
        form = QuietForm(request.POST)
        if not form.is_valid():
            return again(quiet_form=form, status=422)
        try:
            quiet(membership, by=member, reason=form.cleaned_data["reason"], until=form.until, case=case)
        except Refused as refused:
            form.add_error("hours" if refused.field == "until" else refused.field, str(refused.reason))
            return again(quiet_form=form, status=422)
        say(request, _("%(name)s is quieted, and was told why and until when.") % name, undo=f"{base}unquiet/")
    elif act == "unquiet":
        try:
            # Undone from the notice there is no reason to type: taking back at once is reason enough.
            reason = request.POST.get("reason", "").strip()[:600] or _("We took this back.")
            unquiet(membership, by=member, reason=reason, case=case)
        except Refused as refused:
            say(request, str(refused.reason), kind=messages.WARNING)
            return redirect(base)
        say(request, _("%(name)s can write again, and was told.") % name)
    elif act == "warn":
        word = WordForm(request.POST, prefix="warn")
        if not word.is_valid():
            return again(warn_form=word, status=422)
        warn(membership, by=member, reason=word.cleaned_data["reason"], case=case)
        say(request, _("%(name)s was told.") % name)
    else:
        raise Http404
    return redirect(base)
