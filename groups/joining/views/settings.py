from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.joining.forms import PutAwayForm, SettingsForm
from groups.joining.queries import people_to_lead
from groups.roster.actions import archive, bring_back, change_group, mark_of
from groups.roster.actions.changing import CHANGEABLE
from groups.roster.doors import members_page
from groups.roster.models import Group, Membership
from groups.roster.policies import leads


@never_cache
@require_http_methods(["GET", "POST"])
@members_page
def settings_page(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Leaders set what the group is called, says of itself, and how one comes in; and find all else they can set."""
    group = membership.group
    require(leads(membership), _("This page is for those who lead the group."))
    as_it_is = {field: getattr(group, field) for field in CHANGEABLE} | {"read": mark_of(group)}
    form = SettingsForm(request.POST or None, group=group, initial=as_it_is)
    if request.method == "POST" and form.is_valid():
        try:
            change_group(group, by=membership.member, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("Saved."))
            return redirect("groups:settings", group.slug)
    context = {"group": group, "membership": membership, "form": form, "people": people_to_lead(membership)}
    return render(request, "groups/joining/settings.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@members_page
def put_away_page(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Leaders put the group away, with a word to everyone in it."""
    group = membership.group
    require(leads(membership), _("This page is for those who lead the group."))
    form = PutAwayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        archive(group, by=membership.member, reason=form.cleaned_data["reason"])
        say(
            request,
            _("%(group)s is put away. You find it below, and can bring it back.") % {"group": group.name},
            undo=reverse("groups:bring_back", args=[group.slug]),
        )
        return redirect("groups:directory")
    context = {"group": group, "membership": membership, "form": form}
    return render(request, "groups/joining/put_away.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def bring_back_group(request: MemberRequest, slug: str) -> HttpResponse:
    """Open a group again that is put away. For whoever does not lead it, it is as if it never was."""
    mine = (
        Membership.objects.present()
        .filter(member=request.user, group__slug=slug, role=Membership.Role.LEADER)
        .select_related("group__facility")
        .first()
    )
    if mine is None:
        raise Http404
    group: Group = mine.group
    if bring_back(group, by=request.user):
        say(request, _("%(group)s is open again.") % {"group": group.name})
    return redirect(group)
