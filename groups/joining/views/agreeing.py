from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.kit.gate import Refused, require
from community.kit.toasts import say
from groups.joining.forms import AgreementForm
from groups.roster.actions import agree, change_agreement
from groups.roster.doors import members_page, undecided_members_page
from groups.roster.models import Membership
from groups.roster.policies import leads, must_agree


@never_cache
@require_http_methods(["GET", "POST"])
@undecided_members_page
def agreement(request: HttpRequest, membership: Membership) -> HttpResponse:
    """What the group agrees on; asked anew of each member when it has changed."""
    group, error = membership.group, ""
    back = request.POST.get("next") or request.GET.get("next", "")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, None):
        back = ""
    if request.method == "POST":
        try:
            agree(membership, version=_version(request))
        except Refused as refused:
            error = str(refused.reason)
        else:
            return redirect(back or group)
    context = {
        "group": group,
        "membership": membership,
        "back": back,
        "error": error,
        "to_agree": must_agree(membership),
        "may_change": leads(membership),
    }
    return render(request, "groups/joining/agreement.html", context, status=422 if error else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@members_page
def agreement_change(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Leaders write it anew."""
    group = membership.group
    require(leads(membership))
    form = AgreementForm(request.POST or None, initial={"text": group.agreement, "version": group.agreement_version})
    if request.method == "POST" and form.is_valid():
        try:
            change_agreement(group, by=membership.member, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("Written down. Everyone reads it when they next come in."))
            return redirect("groups:agreement", group.slug)
    context = {"group": group, "membership": membership, "form": form}
    return render(request, "groups/joining/agreement_change.html", context, status=422 if form.errors else 200)


def _version(request: HttpRequest) -> int:
    given = request.POST.get("version", "")
    if not (given.isdecimal() and len(given) < 9):
        raise PermissionDenied
    return int(given)
