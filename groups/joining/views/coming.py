from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.joining.actions import ask
from groups.joining.forms import AskForm, ComeInForm
from groups.roster.actions import come_back, join, leave
from groups.roster.doors import undecided_members_page
from groups.roster.models import Membership
from groups.roster.policies import may_ask, may_join
from groups.roster.queries import has_right_to, leads_alone, past_membership
from groups.roster.reaching import reach_group


@login_required
@require_http_methods(["GET", "POST"])
def join_page(request: MemberRequest, slug: str) -> HttpResponse:
    """Come into an open group, under a name chosen for it."""
    group, membership = reach_group(request.user, slug)
    if membership is not None:
        return redirect(group)
    require(may_join(group, past_membership(group, request.user), right=has_right_to(group, request.user)))
    form = ComeInForm(request.POST or None, member=request.user, group=group)
    if request.method == "POST" and form.is_valid():
        try:
            join(group, by=request.user, name=form.cleaned_data["name"], hue=form.cleaned_data["hue"])
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("You are in. Read along for as long as you like."))
            return redirect(group)
    context = {"group": group, "form": form}
    return render(request, "groups/joining/join.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def ask_page(request: MemberRequest, slug: str) -> HttpResponse:
    """Ask to come into a group by request."""
    group, membership = reach_group(request.user, slug)
    if membership is not None:
        return redirect(group)
    require(may_ask(group, past_membership(group, request.user), right=has_right_to(group, request.user)))
    form = AskForm(request.POST or None, member=request.user, group=group)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            asked = ask(group, by=request.user, name=data["name"], words=data["words"], hue=data["hue"])
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            return redirect(asked)
    context = {"group": group, "form": form, "asks": True}
    return render(request, "groups/joining/join.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@undecided_members_page
def leave_page(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Leave, after one look at what that means."""
    error = ""
    if request.method == "POST":
        try:
            leave(membership.group, by=membership.member)
        except Refused as refused:
            error = str(refused.reason)
        else:
            say(
                request,
                _("You have left %(group)s. What you said there stays.") % {"group": membership.group.name},
                undo=reverse("groups:return", args=[membership.group.slug]),
            )
            return redirect("groups:directory")
    context = {
        "group": membership.group,
        "membership": membership,
        "error": error,
        "leads_alone": leads_alone(membership),
    }
    return render(request, "groups/joining/leave.html", context, status=422 if error else 200)


@login_required
@require_POST
def return_to_group(request: MemberRequest, slug: str) -> HttpResponse:
    """Take one's leaving back. Where there is nothing to take back, it is as if the group never was."""
    past = Membership.objects.filter(member=request.user, group__slug=slug).select_related("group__facility").first()
    if past is None:
        raise Http404
    try:
        come_back(past, by=request.user)
    except PermissionDenied:
        raise Http404 from None
    except Refused as refused:
        say(request, str(refused.reason))
        return redirect("groups:directory")
    say(request, _("You are back."))
    return redirect(past.group)
