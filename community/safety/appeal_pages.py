"""The page on which an appeal is answered, for the two doors that lead to it: a group's queue and the staff desk.

Each door finds the appeal through its own gate and gives ``base``, its address there.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.models import Member
from community.safety.actions import answer_appeal, look_at_appeal
from community.safety.forms import AnswerForm
from community.safety.models import Appeal


def appeal_page(request: HttpRequest, appeal: Appeal, *, template: str, back: str, **extra: Any) -> HttpResponse:
    """Show what was decided and what the person says, and take the answer. Opening it is kept in the log.

    ``back`` is where those who have answered go on.
    """
    member: Member = request.user  # type: ignore[assignment]
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_appeal(appeal, by=member, **form.cleaned_data)
        except Refused as refused:
            if refused.field not in form.fields:
                say(request, str(refused.reason), kind=messages.WARNING)
                return redirect(back)
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("They are told, in your words."))
            return redirect(back)
    look_at_appeal(appeal, by=member)
    context = {"appeal": appeal, "decision": appeal.decision, "form": form, **extra}
    response = render(request, template, context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response
