from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.directory.export import pieces
from groups.directory.forms import DAYS, FindForm
from groups.directory.guide.types import LANGUAGE_NAMES, name_of
from groups.directory.models import Listing
from groups.directory.near import Near, counts_in_miles, forget, remember, remembered
from groups.directory.queries import DAY, Found, Wanted, minute_of, times_in_words, towns_like
from groups.directory.queries import find as look

#: What a search is made of, as its address has it.
ASKED = ("q", "day", "time", "type", "language", "how", "place", "within", "near")


@require_safe
@login_required
def find(request: MemberRequest) -> HttpResponse:
    """Meetings in the directory, what comes next first; or the nearest first."""
    form = FindForm(request.GET)
    form.is_valid()
    said = {name: form.cleaned_data.get(name, "") for name in form.fields}
    towns = towns_like(said["place"]) if said["place"] else []
    town = next((one for one in towns if one.whole == said["place"]), towns[0] if towns else None)
    here = remembered(request.session) if request.GET.get("near") == "me" and not said["place"] else None
    wanted = Wanted(
        words=said["q"],
        day=int(said["day"]) if said["day"] else None,
        part=said["time"],
        kind=said["type"],
        language=said["language"],
        attendance=said["how"],
        near=here or (Near(town.latitude, town.longitude, town.name) if town else None),
        within=int(said["within"] or 25),
    )
    unknown_place = bool(said["place"]) and town is None
    page = None if unknown_place else look(wanted, clock=request.user.time_zone, after=request.GET.get("after", ""))
    rows = page.rows if page else []
    context = {
        "form": form,
        "said": said,
        "wanted": wanted,
        "narrowed": any(said[name] for name in said if name != "within") or here is not None,
        "more_open": any(said[name] for name in ("time", "type", "language", "how")),
        "near_me": here is not None,
        "town": town,
        "towns": [one for one in towns if one != town],
        "unknown_place": unknown_place,
        "days": [(_("Nearest first"), rows)] if wanted.measures else _by_days(rows, request.user.time_zone),
        "rows": rows,
        "miles": counts_in_miles(),
        "clock": request.user.time_zone,
        "next": _query(request.GET, after=page.next) if page and page.next else "",
        "asked": _query(request.GET, after="", near=""),
        "towns_asked": _query(request.GET, after="", near="", place=""),
    }
    return render(request, "directory/find.html", context)


@require_POST
@login_required
def near(request: MemberRequest) -> HttpResponse:
    """The browser tells where it is, or is asked to forget it. Kept in the session for an hour, and in no address."""
    asked = QueryDict(request.POST.get("asked", "")[:500])
    if "forget" in request.POST:
        forget(request.session)
        return redirect(f"{reverse('meetings:find')}?{_query(asked, near='', after='')}")
    try:
        latitude, longitude = float(request.POST.get("latitude", "")), float(request.POST.get("longitude", ""))
    except ValueError:
        latitude = longitude = 999
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        say(request, _("We could not tell where you are. Type a town instead."))
        return redirect(f"{reverse('meetings:find')}?{_query(asked, near='', after='')}")
    remember(request.session, latitude, longitude)
    return redirect(f"{reverse('meetings:find')}?{_query(asked, near='me', place='', after='')}")


@require_safe
@login_required
def listing(request: MemberRequest, pk: int) -> HttpResponse:
    """One meeting of the directory, with all that is known of it."""
    found = get_object_or_404(Listing.objects.present().select_related("feed"), pk=pk)
    context = {
        "listing": found,
        "times": times_in_words(found, request.user.time_zone),
        "kinds": [name_of(code) for code in found.types],
        "languages": [LANGUAGE_NAMES.get(tag, tag) for tag in found.languages],
    }
    return render(request, "directory/listing.html", context)


@require_safe
def guide(request: HttpRequest) -> StreamingHttpResponse:
    """Our own list in Meeting Guide JSON, for whoever reads lists in; open to all, and only what is listed."""
    answer = StreamingHttpResponse(pieces(), content_type="application/json")
    answer["Cache-Control"] = "public, max-age=300"
    answer["Access-Control-Allow-Origin"] = "*"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _by_days(rows: list[Found], clock: str) -> list[tuple[str, list[Found]]]:
    """The rows under the day each is on, in the reader's words for it."""
    today = minute_of(timezone.now(), clock) // DAY
    named = {today: _("Today"), (today + 1) % 7: _("Tomorrow")}

    def day(found: Found) -> tuple[int, bool]:
        return (7, False) if found.day is None else (found.day, found.ahead > 6 * DAY)

    groups = []
    for (number, far), some in groupby(rows, key=day):
        name = str(DAYS[number][1])
        groups.append((name if far else str(named.get(number, name)), list(some)))
    return groups


def _query(asked: QueryDict, **changes: str) -> str:
    """The address's question with these parts changed; what says nothing is left out."""
    parts: dict[str, Any] = {name: asked[name][:100] for name in ASKED if asked.get(name)} | changes
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in parts.items() if value})
    return query.urlencode()
