"""The group's queue, for its keepers, and the page on which they look after one member."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.kit.asked import number
from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.members.models import Member
from community.safety.appeal_pages import appeal_page
from community.safety.models import Appeal, Case
from community.safety.pages import act_on, case_page
from community.safety.queries import PAGE, appeals_in, decided, queue, waiting
from groups.moderation.actions import ask_to_leave
from groups.moderation.forms import AwayForm, QuietForm, WhyForm, WordForm
from groups.moderation.pages import PEOPLE_ACTS, act_on_member
from groups.moderation.policies import may_ask_to_leave
from groups.moderation.queries import care_about, care_for, cases_of, count_waiting_pictures, decisions_about
from groups.roster.doors import away_page
from groups.roster.models import Group, Membership
from groups.roster.policies import keeps
from groups.roster.queries import membership_of

View = Callable[..., HttpResponse]


class KeeperRequest(HttpRequest):
    """A request by a keeper of the group."""

    user: Member
    group: Group
    keeper: Membership


def keepers_door(view: View) -> View:
    """Let the group's moderators and leaders in, with ``request.group`` and ``request.keeper``.

    Who cannot see the group gets 404, its other members and visitors 403.
    """

    @login_required
    @wraps(view)
    def guarded(request: KeeperRequest, slug: str, **kwargs: Any) -> HttpResponse:
        group = get_object_or_404(Group.objects.visible_to(request.user).select_related("facility"), slug=slug)
        keeper = membership_of(group, request.user)
        if keeper is not None and keeper.is_away:
            return away_page(request, keeper)
        if keeper is None or not keeps(keeper):
            raise PermissionDenied(_("This page is for those who look after the group."))
        request.group, request.keeper = group, keeper
        response = view(request, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return guarded


@keepers_door
@require_GET
def queue_page(request: KeeperRequest) -> HttpResponse:
    """The group's cases: waiting, in my hands, or decided."""
    shown = request.GET.get("show", "")
    cases = cases_of(request.group, request.user)
    if shown == "decided":
        rows = decided(cases, request.user, before=number(request.GET.get("before")))
    else:
        rows = queue(cases, request.user, mine=shown == "mine", after=number(request.GET.get("after")))
    context = {
        "group": request.group,
        "shown": shown,
        "cases": {"rows": rows[:PAGE], "next": rows[PAGE - 1].case.pk if len(rows) > PAGE else None},
        "waiting": waiting(cases),
        "pictures": count_waiting_pictures(request.group),
        "appeals": appeals_in(request.group.scope, request.user),
    }
    return render(request, "moderation/queue.html", context)


@keepers_door
@require_http_methods(["GET", "POST"])
def appeal(request: KeeperRequest, appeal_id: int) -> HttpResponse:
    """Someone sees a decision differently: another than who decided looks again."""
    mine = Appeal.objects.decidable_by(request.user).open().filter(decision__scope=request.group.scope)
    found = get_object_or_404(mine.select_related("decision__facility", "decision__member"), pk=appeal_id)
    back = reverse("groups:queue", args=[request.group.slug])
    return appeal_page(request, found, template="moderation/appeal.html", back=back, group=request.group)


@keepers_door
@require_GET
def case(request: KeeperRequest, case_id: int) -> HttpResponse:
    """One case."""
    return _case(request, _found(request, case_id))


@keepers_door
@require_POST
def act(request: KeeperRequest, case_id: int, act: str) -> HttpResponse:
    """Do one of the acts on a case, or on who wrote the words."""
    found = _found(request, case_id)
    base = reverse("groups:case", args=[request.group.slug, found.pk])
    again = partial(_case, request, found)
    if act in PEOPLE_ACTS:
        care = care_about(found, request.user)
        if care is None:
            raise Http404
        return act_on_member(request, care.membership, act, case=found, base=base, again=again)
    return act_on(request, found, act, base=base, queue=reverse("groups:queue", args=[request.group.slug]), again=again)


@keepers_door
@require_GET
def look_after(request: KeeperRequest, membership_id: int) -> HttpResponse:
    """One member: what stands, what was decided, what may be asked of them."""
    return _look_after(request, _member(request, membership_id))


@keepers_door
@require_POST
def look_after_act(request: KeeperRequest, membership_id: int, act: str) -> HttpResponse:
    """Warn, ask for a pause, end one, or ask to leave."""
    membership = _member(request, membership_id)
    base = reverse("groups:look_after", args=[request.group.slug, membership.pk])
    again = partial(_look_after, request, membership)
    if act != "ask-to-leave":
        return act_on_member(request, membership, act, case=None, base=base, again=again)
    form = WhyForm(request.POST)
    if not form.is_valid():
        return again(leave_form=form, status=422)
    try:
        ask_to_leave(membership, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        say(request, str(refused.reason), kind=messages.WARNING)
        return redirect(base)
    say(request, _("%(name)s is no longer in the group, and was told why.") % {"name": membership.name})
    return redirect("groups:group", slug=request.group.slug)


def _found(request: KeeperRequest, case_id: int) -> Case:
    return get_object_or_404(
        cases_of(request.group, request.user).select_related("facility", "author", "claimed_by"), pk=case_id
    )


def _member(request: KeeperRequest, membership_id: int) -> Membership:
    """A present member of this group other than the keeper."""
    membership = get_object_or_404(
        Membership.objects.present().select_related("member"), pk=membership_id, group=request.group
    )
    membership.group = request.group
    require(membership.pk != request.keeper.pk, _("You cannot decide about yourself."))
    return membership


def _case(request: KeeperRequest, found: Case, status: int = 200, **forms: Any) -> HttpResponse:
    base = reverse("groups:case", args=[request.group.slug, found.pk])
    context = {
        "group": request.group,
        "care": care_about(found, request.user),
        "quiet_form": QuietForm(),
        "away_form": AwayForm(),
    } | forms
    return case_page(request, found, template="moderation/case.html", base=base, status=status, **context)


def _look_after(request: KeeperRequest, membership: Membership, status: int = 200, **forms: Any) -> HttpResponse:
    context = {
        "group": request.group,
        "care": care_for(membership, request.user),
        "base": reverse("groups:look_after", args=[request.group.slug, membership.pk]),
        "quiet_form": QuietForm(),
        "away_form": AwayForm(),
        "decisions": decisions_about(membership),
        "may_ask_to_leave": may_ask_to_leave(request.user, membership),
        "warn_form": WordForm(prefix="warn"),
        "leave_form": WhyForm(),
    } | forms
    return render(request, "moderation/look_after.html", context, status=status)
