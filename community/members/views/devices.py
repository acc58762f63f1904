from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.kit.toasts import say
from community.members.actions import end_session
from community.members.requests import MemberRequest


@login_required
@require_POST
def end_one_session(request: MemberRequest, session_id: int) -> HttpResponse:
    """Sign one of my other devices out."""
    session = get_object_or_404(UserSession, pk=session_id, user=request.user)
    end_session(session)
    say(request, _("That device is logged out."))
    return redirect("usersessions_list")
