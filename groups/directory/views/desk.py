from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.facilities.gate import DeskRequest, desk_door
from community.kit.gate import Refused, require
from community.kit.toasts import say
from groups.directory import actions
from groups.directory.forms import FeedForm, FileForm
from groups.directory.models import Feed, ImportRun
from groups.directory.policies import KEEPS_LISTS
from groups.directory.queries import feeds_at, last_runs, troubles_of


def _require_keeper(request: DeskRequest) -> None:
    require(request.desk.holds(*KEEPS_LISTS), _("Owners and coordinators look after lists of meetings."))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_door
def feeds(request: DeskRequest) -> HttpResponse:
    """The lists this facility keeps, how each went the last time, and the form for another."""
    _require_keeper(request)
    form = FeedForm(request.POST or None, initial={"zone": request.desk.facility.time_zone, "every": 0})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_feed(request.desk.facility, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            return redirect(made)
    kept = feeds_at(request.desk.facility)
    runs = last_runs(kept)
    context = {"desk": request.desk, "form": form, "feeds": [(one, runs.get(one.pk)) for one in kept]}
    return render(request, "directory/feeds.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_door
def feed(request: DeskRequest, pk: int) -> HttpResponse:
    """One list: read a file in, read its address now, change what is said of it, remove it."""
    _require_keeper(request)
    found = get_object_or_404(Feed, pk=pk, facility=request.desk.facility, ended_at=None)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    file_form = FileForm(request.POST or None, request.FILES) if act == "file" else FileForm()
    form = FeedForm(request.POST) if act == "change" else FeedForm(initial=_as_said(found))
    try:
        if act == "file" and file_form.is_valid():
            upload = file_form.cleaned_data["file"]
            return redirect(actions.read_file(found, by=request.user, content=upload.read(), name=upload.name))
        if act == "now":
            return redirect(actions.read_now(found, by=request.user))
        if act == "change" and form.is_valid():
            actions.change_feed(found, by=request.user, **form.cleaned_data)
            say(request, _("Saved."))
            return redirect(found)
        if act == "end":
            actions.end_feed(found, by=request.user)
            say(request, _("The list and its meetings are gone from the directory."))
            return redirect("meeting_desk:feeds")
    except Refused as refused:
        (form if act == "change" else file_form).add_error(
            refused.field if act == "change" else None, str(refused.reason)
        )
    context = {
        "desk": request.desk,
        "feed": found,
        "form": form,
        "file_form": file_form,
        "runs": list(found.runs.defer("content").select_related("by").order_by("-pk")[:10]),
        "listings": found.listings.count(),
    }
    return render(request, "directory/feed.html", context, status=422 if act else 200)


@require_safe
@desk_door
def run(request: DeskRequest, pk: int) -> HttpResponse:
    """How far a reading is; once it is done, what became of every row that could not be read."""
    _require_keeper(request)
    runs = ImportRun.objects.defer("content").select_related("feed", "by")
    found = get_object_or_404(runs, pk=pk, feed__facility=request.desk.facility)
    context = {"desk": request.desk, "run": found, "feed": found.feed}
    if request.GET.get("part") == "progress":
        answer = render(request, "directory/_progress.html", context)
        if found.finished_at:
            answer["HX-Refresh"] = "true"  # the whole page, with the report
        return answer
    if found.finished_at:
        mended = request.GET.get("show") == "mended" or not found.rejected
        context["mended"] = mended
        context["report"] = troubles_of(found, left_out=not mended, after=request.GET.get("after", ""))
    return render(request, "directory/run.html", context)


def _as_said(feed: Feed) -> dict[str, object]:
    names = ("name", "address", "every", "zone", "language")
    return {name: getattr(feed, name) for name in names} | {"handed_on": feed.handed_on_at is not None}
