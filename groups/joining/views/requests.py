from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.conversations.actions import mark_seen
from community.conversations.models import Conversation
from community.conversations.pages import talk_context
from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.joining.actions import decline, let_in, sit_in, withdraw
from groups.joining.forms import DeclineForm
from groups.joining.models import JoinRequest
from groups.joining.queries import requests_for
from groups.roster.doors import members_page
from groups.roster.models import Membership
from groups.roster.queries import keepers_of, membership_of


@require_safe
@members_page
def requests(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Who asks to come in; for those who keep the group."""
    require(membership.is_keeper)
    return render(
        request,
        "groups/joining/requests.html",
        {"group": membership.group, "membership": membership, "asking": requests_for(membership)},
    )


@login_required
@never_cache
@require_safe
def request_page(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The talk about one request, for the asker and those who keep the group."""
    asked = _reach(request, slug, pk)
    if sit_in(asked, by=request.user) is None:
        raise Http404
    talk = Conversation.objects.get(scope=asked.scope)
    context = talk_context(talk, request.user, asked=request.GET, here=request.path)
    mark_seen(talk, by=request.user, seq=context["conversation"].last_seq)
    return render(
        request,
        "groups/joining/request.html",
        {
            **context,
            "asked": asked,
            "group": asked.group,
            "is_mine": asked.member_id == request.user.pk,
            "membership": membership_of(asked.group, request.user),
            "keepers": keepers_of(asked.group, request.user) if asked.member_id == request.user.pk else [],
            "form": DeclineForm(),
        },
    )


@login_required
@require_POST
def answer(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Let in, or not this time."""
    asked = _reach(request, slug, pk)
    try:
        if request.POST.get("answer") == JoinRequest.Answer.YES:
            let_in(asked, by=request.user)
            say(request, _("%(name)s is in.") % {"name": asked.name})
        elif request.POST.get("answer") == JoinRequest.Answer.NO:
            decline(asked, by=request.user, words=request.POST.get("words", "")[:1000])
            say(request, _("Answered. They are told kindly."))
        else:
            return redirect(asked)
    except Refused as refused:
        say(request, str(refused.reason))
        return redirect(asked)
    return redirect("groups:members", asked.group.slug)


@login_required
@require_POST
def withdraw_request(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Take one's own request back."""
    asked = _reach(request, slug, pk)
    withdraw(asked, by=request.user)
    say(request, _("Taken back. You can ask again at any time."))
    return redirect("groups:directory")


def _reach(request: MemberRequest, slug: str, pk: int) -> JoinRequest:
    visible = JoinRequest.objects.visible_to(request.user).select_related("group__facility", "member")
    return get_object_or_404(visible, pk=pk, group__slug=slug)
