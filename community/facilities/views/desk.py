from io import BytesIO

import qrcode
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from qrcode.image.svg import SvgPathImage

from community.facilities.actions import invite, withdraw
from community.facilities.forms import InvitationForm
from community.facilities.gate import CHOSEN, DeskRequest, desk_door
from community.facilities.mail import invitation_url
from community.facilities.models import Invitation, StaffRole
from community.kit.gate import Refused, require
from community.kit.sealed import seal, unseal
from community.kit.toasts import say

#: Where the session keeps a fresh code, sealed, until its page has been shown.
FRESH = "fresh_invitation"
PAGE = 20


def _require_inviter(request: DeskRequest) -> None:
    require(
        request.desk.holds(StaffRole.Role.OWNER, StaffRole.Role.COORDINATOR),
        _("Owners and coordinators invite people."),
    )


@desk_door
def invitations(request: DeskRequest) -> HttpResponse:
    """The facility's invitations, newest first, and the form for a new one."""
    _require_inviter(request)
    if request.method == "POST":
        form = InvitationForm(request.POST)
        if form.is_valid():
            try:
                invitation, code = invite(request.desk.facility, by=request.user, **form.cleaned_data)
            except Refused as refused:
                form.add_error(refused.field, str(refused.reason))
            else:
                request.session[FRESH] = {"id": invitation.pk, "code": seal(code)}
                return redirect("invitation_ticket")
        return _list(request, form, status=422)
    return _list(request, InvitationForm())


def _list(request: DeskRequest, form: InvitationForm, status: int = 200) -> HttpResponse:
    sent = (
        Invitation.objects.filter(facility=request.desk.facility)
        .select_related("invited_by", "used_by")
        .order_by("-created_at", "-id")
    )
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        sent = sent.filter(pk__lt=int(before))
    rows = list(sent[: PAGE + 1])
    context = {
        "desk": request.desk,
        "form": form,
        "invitations": rows[:PAGE],
        "older": rows[PAGE - 1].pk if len(rows) > PAGE else None,
        "now": timezone.now(),
    }
    return render(request, "facilities/invitations.html", context, status=status)


@desk_door
def ticket(request: DeskRequest) -> HttpResponse:
    """The fresh invitation's code, to print or read out. Shown once: nobody keeps it."""
    fresh = request.session.pop(FRESH, None)
    if fresh is None:
        return redirect("invitations")
    invitation = get_object_or_404(Invitation, pk=fresh["id"], facility=request.desk.facility)
    code = unseal(fresh["code"])
    address = invitation_url(code)
    context = {
        "desk": request.desk,
        "invitation": invitation,
        "code": code,
        "address": address,
        "picture": _picture(address),
    }
    return render(request, "facilities/ticket.html", context)


@desk_door
@require_POST
def withdraw_invitation(request: DeskRequest, invitation_id: int) -> HttpResponse:
    """Take an open invitation back."""
    invitation = get_object_or_404(
        Invitation.objects.select_related("facility"), pk=invitation_id, facility=request.desk.facility
    )
    try:
        withdraw(invitation, by=request.user)
    except Refused as refused:
        say(request, refused.reason)
    else:
        say(request, _("The invitation is withdrawn. Its link opens nothing now."))
    return redirect("invitations")


@desk_door
@require_POST
def work_at(request: DeskRequest, facility_id: int) -> HttpResponse:
    """Change to another facility where one is staff."""
    if facility_id not in [facility.pk for facility in request.desk.facilities]:
        raise PermissionDenied
    request.session[CHOSEN] = facility_id
    return redirect("/desk/")


def _picture(address: str) -> str:
    """The address as a QR code, in SVG."""
    drawn = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=1).save(drawn)
    svg = drawn.getvalue().decode()
    return mark_safe(svg[svg.index("<svg") :])  # made here, of an address made here
