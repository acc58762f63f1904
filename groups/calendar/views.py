from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.kit.gate import Refused
from community.kit.pace import Pace
from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.calendar import actions, queries
from groups.calendar.forms import AddressForm
from groups.meetings.models import Meeting, Occurrence

#: Apps ask every few minutes at most; whoever asks more often waits.
PACE = Pace(30, 1 / 20)
FILE = "calendar.ics"


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def calendar(request: MemberRequest) -> HttpResponse:
    """The member's own address for calendar apps: made, changed, ended. Only the answer that makes it shows it."""
    address = queries.address_of(request.user)
    act = request.POST.get("act", "")
    if request.method == "POST" and act == "end":
        actions.end_address(request.user)
        say(request, _("The address opens nothing any more."))
        return redirect("meetings:calendar")
    form = AddressForm(request.POST if request.method == "POST" else None, initial={"holds": _held(address)})
    link = ""
    if request.method == "POST" and form.is_valid():
        holds = form.cleaned_data["holds"]
        try:
            if act == "change" and actions.choose(request.user, holds=holds):
                say(request, _("Kept. Your calendar shows it when it next looks."))
                return redirect("meetings:calendar")
            address, token = actions.open_address(request.user, holds=holds)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal.reason))
        else:
            link = f"{settings.SITE_URL}{reverse('meetings:feed', args=[token])}"
    context = {
        "address": address,
        "form": form,
        "link": link,
        "webcal": f"webcal{link[len(urlsplit(link).scheme) :]}" if link else "",
    }
    return render(request, "meetings/calendar.html", context, status=422 if form.errors else 200)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar app reads. An address that has ended, and one that never was, are not there."""
    address = queries.find_address(token)
    if address is None:
        raise Http404
    if not PACE.take(address.pk):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    actions.note_reading(address)
    with override(address.member.language):
        return _file(request, queries.personal(address))


@require_safe
@login_required
def meeting_file(request: MemberRequest, pk: int) -> HttpResponse:
    """One meeting, all its times."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    return _file(request, queries.one_meeting(meeting, request.user))


@require_safe
@login_required
def occurrence_file(request: MemberRequest, pk: int) -> HttpResponse:
    """One time of a meeting."""
    occurrence = get_object_or_404(Occurrence.objects.visible_to(request.user), pk=pk)
    return _file(request, queries.one_time(occurrence, request.user))


def _held(address: object) -> str:
    return getattr(address, "holds", "") or "groups"


def _file(request: HttpRequest, text: bytes) -> HttpResponse:
    """As calendar apps want it. What has not changed since they last read is not sent again."""
    mark = f'"{sha256(text).hexdigest()[:32]}"'
    headers = {"ETag": mark, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    if mark in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    headers["Content-Disposition"] = f'inline; filename="{FILE}"'
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
