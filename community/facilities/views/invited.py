from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.facilities.actions import accept
from community.facilities.codes import read_code
from community.facilities.forms import CodeForm
from community.facilities.models import Invitation
from community.kit.gate import Refused
from community.kit.sealed import seal, unseal
from community.kit.toasts import say
from community.kit.tokens import digest
from community.members.actions import profile_of
from community.members.requests import MemberRequest

#: Where the session keeps the code, sealed, while its holder signs up or in.
HELD = "held_invitation"


@never_cache
def open_invitation(request: HttpRequest, code: str) -> HttpResponse:
    """The link of an invitation. Takes the code out of the address; looking uses nothing up."""
    if _find(code) is None:
        return _closed(request)
    request.session[HELD] = seal(read_code(code))
    return redirect("invited")


@never_cache
def invited(request: HttpRequest) -> HttpResponse:
    """What the invitation is, and the way in: sign up, log in, or say yes. Or type a code from paper."""
    if request.method == "POST":
        form = CodeForm(request.POST)
        if not form.is_valid():
            return render(request, "facilities/code.html", {"form": form}, status=422)
        return open_invitation(request, form.cleaned_data["code"])
    if HELD not in request.session:
        return render(request, "facilities/code.html", {"form": CodeForm()})
    invitation = _find(unseal(request.session[HELD]))
    if invitation is None:
        del request.session[HELD]
        return _closed(request)
    return render(request, "facilities/invited.html", {"invitation": invitation})


@login_required
@require_POST
def accept_invitation(request: MemberRequest) -> HttpResponse:
    """Say yes."""
    held = request.session.pop(HELD, None)
    if held is None:
        return _closed(request)
    try:
        stay = accept(unseal(held), by=request.user)
    except Refused as refused:
        if refused.code == "closed":
            return _closed(request)
        say(request, refused.reason)
        return redirect("/")
    say(request, _("You are with %(facility)s now.") % {"facility": stay.facility.name})
    return redirect("/" if profile_of(request.user).welcomed_at else "welcome")


@require_POST
def leave_invitation(request: HttpRequest) -> HttpResponse:
    """Not now: forget the code here. The invitation itself stays open."""
    request.session.pop(HELD, None)
    return redirect("/")


def _find(code: str) -> Invitation | None:
    return Invitation.objects.open().select_related("facility").filter(digest=digest(read_code(code))).first()


def _closed(request: HttpRequest) -> HttpResponse:
    """One answer for a code that is wrong, used, withdrawn or has run out."""
    return render(request, "facilities/closed.html", {"form": CodeForm()}, status=410)
