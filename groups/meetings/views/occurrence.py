from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.meetings import policies
from groups.meetings.actions import answer
from groups.meetings.models import Answer
from groups.meetings.queries import around, place_in_line, who_comes
from groups.meetings.reaching import reach_occurrence


@never_cache
@login_required
@require_safe
def occurrence(request: MemberRequest, pk: int) -> HttpResponse:
    """One time of a meeting: when and where, who comes, and the link when it is time."""
    here = reach_occurrence(request.user, pk)
    now = timezone.now()
    this = here.occurrence
    open_link = policies.may_see_link(this, now, here.membership, here.answer)
    before, after = around(this)
    return render(
        request,
        "meetings/occurrence.html",
        {
            "here": here,
            "occurrence": this,
            "meeting": here.meeting,
            "group": here.meeting.group,
            "membership": here.membership,
            "answer": here.answer,
            "line": place_in_line(here.answer) if here.answer and here.answer.state == Answer.State.WAITING else 0,
            "is_on": policies.is_on(this),
            "is_now": policies.is_on(this) and this.starts_at <= now < this.ends_at,
            "is_over": this.ends_at <= now,
            "may_answer": policies.may_answer(this, now),
            "open_link": open_link,
            "link_from": policies.link_from(this),
            "link_later": here.meeting.is_online and policies.is_on(this) and now < policies.link_from(this),
            "free": None if this.places is None else max(this.places - this.going, 0),
            "who": who_comes(this, here.membership),
            "before": before,
            "after": after,
            "now": now,
        },
    )


@login_required
@require_POST
def answer_page(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that one comes (``coming`` = ``yes``), or not."""
    here = reach_occurrence(request.user, pk)
    try:
        given = answer(here.occurrence, by=here.member, coming=request.POST.get("coming") == "yes")
    except Refused as refused:
        say(request, str(refused.reason))
    else:
        words = {
            Answer.State.GOING: _("You have a place. See you there."),
            Answer.State.WAITING: _("All places are taken just now. You move up by yourself when one comes free."),
            Answer.State.NOT: _("Not this time. That is fine."),
        }
        say(request, words[Answer.State(given.state)])
    return redirect(here.occurrence)
