from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.kit.gate import Refused, require
from community.kit.sealed import seal, unseal
from community.kit.toasts import say
from community.members.models import Member
from community.members.requests import MemberRequest
from groups.joining.actions import come_by_invitation, invite, withdraw_invitation
from groups.joining.forms import ComeInForm, InviteForm
from groups.joining.mail import invitation_url
from groups.joining.models import GroupInvitation
from groups.joining.queries import find_invitation, invitations_of
from groups.roster.doors import members_page
from groups.roster.models import Membership
from groups.roster.policies import keeps
from groups.roster.queries import membership_of

#: Where the session keeps the token, sealed, while its holder signs up or in.
HELD = "held_group_invitation"


@never_cache
@require_http_methods(["GET", "POST"])
@members_page
def invitations(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Those who keep the group make links, and take them back. A link is shown on this one answer and never again."""
    group = membership.group
    require(keeps(membership), _("This page is for those who look after the group."))
    form, link, fresh = InviteForm(request.POST or None), "", None
    if request.method == "POST" and form.is_valid():
        try:
            fresh, token = invite(group, by=membership.member, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            if form.cleaned_data["email"]:
                say(request, _("It is on its way. The address is forgotten."))
                return redirect("groups:invitations", group.slug)
            link, form = invitation_url(token), InviteForm()
    context = {
        "group": group,
        "membership": membership,
        "form": form,
        "link": link,
        "fresh": fresh,
        "invitations": invitations_of(group),
    }
    return render(request, "groups/joining/invitations.html", context, status=422 if form.errors else 200)


@require_POST
@members_page
def withdraw_group_invitation(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Take a link back."""
    require(keeps(membership))
    invitation = get_object_or_404(GroupInvitation, pk=pk, group=membership.group)
    invitation.group = membership.group
    withdraw_invitation(invitation, by=membership.member)
    say(request, _("The link opens nothing any more."))
    return redirect("groups:invitations", membership.group.slug)


@never_cache
@require_safe
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What a link leads to. Takes the token out of the address; looking uses nothing up."""
    request.session[HELD] = seal(token[:100])
    return redirect("groups:invited")


@never_cache
@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest) -> HttpResponse:
    """The group one is invited into, and the way in. Signed out it says nothing, nor whether the link is good."""
    if HELD not in request.session:
        return render(request, "groups/joining/invitation_gone.html", status=410)
    if not isinstance(request.user, Member):
        return render(request, "groups/joining/invited_signed_out.html")
    token = unseal(request.session[HELD])
    invitation = find_invitation(token, by=request.user)
    if invitation is None:
        return _gone(request)
    group = invitation.group
    if membership_of(group, request.user) is not None:
        del request.session[HELD]
        return redirect(group)
    form = ComeInForm(request.POST or None, member=request.user, group=group)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            come_by_invitation(token, by=request.user, name=data["name"], hue=data["hue"])
        except Refused as refused:
            if refused.code == "gone":
                return _gone(request)
            form.add_error(refused.field, str(refused.reason))
        else:
            del request.session[HELD]
            say(request, _("You are in. Read along for as long as you like."))
            return redirect(group)
    context = {"group": group, "invitation": invitation, "form": form}
    return render(request, "groups/joining/invited.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def not_now(request: MemberRequest) -> HttpResponse:
    """Forget the link here. The invitation itself stays open."""
    request.session.pop(HELD, None)
    return redirect("groups:directory")


def _gone(request: HttpRequest) -> HttpResponse:
    """One answer for a link that is wrong, used, taken back, over, or not for whoever holds it."""
    request.session.pop(HELD, None)
    return render(request, "groups/joining/invitation_gone.html", status=410)
