"""The doors of attendance: the member's own pages, and the one that whoever has a code may open."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.attendance import actions, queries
from groups.attendance.forms import HandOutForm
from groups.attendance.models import Attendance
from groups.meetings.models import Occurrence


@require_POST
@login_required
def was_there(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap: I was there. Or taken back."""
    seen = Occurrence.objects.visible_to(request.user).select_related("meeting__group")
    occurrence = get_object_or_404(seen, pk=pk)
    try:
        actions.check_in(occurrence, by=request.user)
    except Refused as refused:
        say(request, refused.reason)
    else:
        say(request, _("Kept, for you alone."))
    return redirect(occurrence)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attended(request: MemberRequest) -> HttpResponse:
    """Where the member was; theirs to see, to prove and to forget."""
    if request.method == "POST":
        if request.POST.get("act") == "purge":
            actions.purge_all(request.user)
            say(request, _("All of it is forgotten."))
        return redirect("meetings:attended")
    page = queries.attended(request.user, request.GET.get("after", ""))
    return render(request, "attendance/attended.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def one(request: MemberRequest, pk: int) -> HttpResponse:
    """One attendance: its proofs, a form for another, and a way to forget it."""
    attendance = get_object_or_404(Attendance.objects.select_related("occurrence"), pk=pk, member=request.user)
    if request.method == "POST" and request.POST.get("act") == "purge":
        actions.purge(attendance, by=request.user)
        say(request, _("It is forgotten."))
        return redirect("meetings:attended")
    form = HandOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.hand_out(attendance, by=request.user, **form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = {"attendance": attendance, "proofs": queries.proofs_of(attendance), "form": form}
    return render(request, "attendance/one.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def handed_out(request: MemberRequest, pk: int) -> HttpResponse:
    """A proof that was handed out: its code, who looked when, and a way to take it back."""
    proof = queries.own_proof(request.user, pk)
    if proof is None:
        raise Http404
    if request.method == "POST":
        actions.revoke(proof, by=request.user)
        say(request, _("Taken back. Its code shows nothing now."))
        return redirect(proof)
    code = actions.code_for(proof)
    address = f"{settings.SITE_URL}/meetings/proof/{code}/"
    context = {"proof": proof, "code": code, "address": address, "looks": queries.looks_at(proof)}
    return render(request, "attendance/handed_out.html", context)


@never_cache
@require_safe
def proof(request: HttpRequest, code: str = "") -> HttpResponse:
    """For whoever was given a code: the date and the minutes, and nothing else. Every look is shown to its owner."""
    code = code or request.GET.get("code", "").strip()[:60]
    found = None
    if code:
        if not ratelimit.consume(request, app="allauth.account", action="proof_look", limit_get=True):
            return _never_found(render(request, "429.html", status=429))
        if request.method == "HEAD" or "prefetch" in request.headers.get("Sec-Purpose", ""):
            return _never_found(HttpResponse(status=204))
        member = request.user if request.user.is_authenticated else None
        found = actions.look_at(code, by=member)
    context = {"proof": found, "code": actions.code_for(found) if found else code}
    return _never_found(render(request, "attendance/proof.html", context, status=422 if code and not found else 200))


def _never_found(answer: HttpResponse) -> HttpResponse:
    """No search engine keeps it."""
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer
