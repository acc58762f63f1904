from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.circle import actions, queries
from community.circle.forms import InviteForm
from community.circle.models import CircleInvitation, Nearness, Tie
from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.requests import MemberRequest


@require_GET
@login_required
def circle(request: MemberRequest) -> HttpResponse:
    """Who is near me, whom I am near, and the links that are out."""
    context = {"circle": queries.circle(request.user), "form": InviteForm()}
    return render(request, "circle/circle.html", context)


@require_POST
@login_required
@never_cache
def invite(request: MemberRequest) -> HttpResponse:
    """Make a link. It is shown on the answer to this request and never again."""
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            invitation, token = actions.invite(request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal.reason))
        else:
            return _handed_out(request, invitation, token)
    context = {"circle": queries.circle(request.user), "form": form}
    return render(request, "circle/circle.html", context, status=422)


@require_POST
@login_required
@never_cache
def invite_again(request: MemberRequest, pk: int) -> HttpResponse:
    """A new link in place of one that has run out or was lost."""
    found = get_object_or_404(CircleInvitation, pk=pk, member=request.user, withdrawn_at=None)
    try:
        invitation, token = actions.invite_again(found, by=request.user)
    except Refused as refusal:
        say(request, str(refusal.reason))
        return redirect("circle")
    return _handed_out(request, invitation, token)


def _handed_out(request: MemberRequest, invitation: CircleInvitation, token: str) -> HttpResponse:
    """The link, this once."""
    link = f"{settings.SITE_URL}{reverse('circle_join', args=[token])}"
    return render(request, "circle/invited.html", {"invitation": invitation, "link": link})


@require_POST
@login_required
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a link back."""
    actions.withdraw(get_object_or_404(CircleInvitation, pk=pk, member=request.user), by=request.user)
    say(request, _("The link opens nothing any more."))
    return redirect("circle")


@require_http_methods(["GET", "POST"])
@never_cache
def join(request: HttpRequest, token: str) -> HttpResponse:
    """What a link leads to. Signed out it says nothing of who sent it, nor whether it is good."""
    if not request.user.is_authenticated:
        return render(request, "circle/join_signed_out.html", {"next": request.path})
    found = queries.find_open(token, by=request.user)
    if found is None:
        return render(request, "circle/join_gone.html", status=404)
    if request.method == "POST":
        try:
            tie = actions.accept(token, by=request.user)
        except Refused as refusal:
            return render(request, "circle/join_gone.html", {"reason": refusal.reason}, status=422)
        return redirect("tie", pk=tie.pk)
    context = {"invitation": found, "own": found.member_id == request.user.pk}
    return render(request, "circle/join.html", context)


@require_GET
@login_required
def tie(request: MemberRequest, pk: int) -> HttpResponse:
    """What the supporter sees of the member; the member may look at the same page."""
    found = get_object_or_404(Tie.objects.visible_to(request.user).select_related("member", "supporter"), pk=pk)
    return render(request, "circle/tie.html", {"tie": found, "mine": found.member_id == request.user.pk})


@require_POST
@login_required
def known_as(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody near is one's sponsor, or is so no longer."""
    found = get_object_or_404(Tie.objects.visible_to(request.user).filter(member=request.user), pk=pk)
    if request.POST.get("kind") in Nearness.values:
        actions.be_known_as(found, request.POST["kind"], by=request.user)
        say(request, _("It stands in your circle now."))
    return redirect("circle")


@require_POST
@login_required
def let_go(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap, from either side."""
    found = get_object_or_404(Tie.objects.visible_to(request.user), pk=pk)
    actions.let_go(found, by=request.user)
    say(request, _("It has ended. They see nothing of you here any more, and were not told."))
    return redirect("circle")
