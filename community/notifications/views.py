from django.contrib.auth.decorators import login_required
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.requests import MemberRequest
from community.notifications import actions, queries
from community.notifications.forms import PreferenceForm
from community.notifications.models import Notification, Preference


@require_GET
@login_required
def notices(request: MemberRequest) -> HttpResponse:
    """What the member has been told, newest first."""
    page = queries.page(request.user, before=request.GET.get("before", ""))
    return render(request, "notifications/notices.html", {"page": page})


@require_GET
@login_required
def notice(request: MemberRequest, pk: int) -> HttpResponse:
    """On to what a notice is about; opening it is reading it."""
    found = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    actions.read(found, by=request.user)
    inside = url_has_allowed_host_and_scheme(found.url, allowed_hosts=None)
    return redirect(found.url if inside else reverse("notices"))


@require_POST
@login_required
def all_read(request: MemberRequest) -> HttpResponse:
    """All that the page showed is read."""
    up_to = request.POST.get("up_to", "")
    if up_to.isascii() and up_to.isdigit() and len(up_to) < 19:
        actions.read_all(request.user, up_to=int(up_to))
    return redirect("notices")


@require_http_methods(["GET", "POST"])
@login_required
def preferences(request: MemberRequest) -> HttpResponse:
    """How the member is reached."""
    form = PreferenceForm(request.POST or None, initial=model_to_dict(Preference.of(request.user)))
    if request.method == "POST" and form.is_valid():
        try:
            actions.prefer(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal.reason))
        else:
            say(request, _("Kept. This is how we reach you from now on."))
            return redirect("notification_preferences")
    status = 422 if form.is_bound else 200
    return render(request, "notifications/preferences.html", {"form": form}, status=status)
