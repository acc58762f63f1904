"""The page of the day, and the hosts' rota."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.kit.gate import Refused, require
from community.kit.toasts import say
from groups.daily.actions import host, say_line, set_daily, stop_daily, stop_hosting
from groups.daily.forms import LineForm, RuleForm
from groups.daily.models import DailyRule, Prompt
from groups.daily.policies import may_set
from groups.daily.queries import Day, day_of, next_opening_of, rota_of
from groups.roster.doors import members_page
from groups.roster.models import Membership
from groups.roster.queries import current_quiet


@never_cache
@require_http_methods(["GET", "POST"])
@members_page
def daily(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Today's thread: what was said to each prompt, and those that fit this part of the member's own day."""
    day = day_of(membership)
    if request.method != "POST":
        return _day(request, membership, day)
    asked = request.POST.get("prompt", "")
    if day.daily is None or asked not in Prompt.values:
        say(request, _("There is no thread of the day open at the moment."), kind=messages.INFO)
        return redirect("groups:daily", membership.group.slug)
    form = LineForm(request.POST, asks=Prompt(asked))
    if form.is_valid():
        try:
            say_line(
                day.daily,
                by=membership.member,
                prompt=asked,
                body=form.cleaned_data["body"],
                client_id=form.cleaned_data["client_id"],
            )
        except Refused as refused:
            form.add_error("body" if refused.field in ("body", None) else None, str(refused.reason))
        else:
            return redirect(f"{request.path}#{asked}")
    return _day(request, membership, day, given=form, status=422)


@never_cache
@require_safe
@members_page
def hosts(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Who hosts on which day, and taking a day oneself; for keepers, the hour."""
    return _hosts(request, membership)


@require_POST
@members_page
def host_act(request: HttpRequest, membership: Membership, weekday: int, act: str) -> HttpResponse:
    """Take a day of the week, or give it back."""
    group, member = membership.group, membership.member
    try:
        if act == "take":
            host(group, by=member, weekday=weekday)
            say(request, _("Thank you. You are told when the thread opens in your name."))
        elif act == "leave":
            stop_hosting(group, by=member, weekday=weekday)
            say(request, _("The day is free for somebody else."))
        else:
            raise Http404
    except Refused as refused:
        say(request, str(refused.reason), kind=messages.WARNING)
    return redirect("groups:daily_hosts", group.slug)


@never_cache
@require_http_methods(["GET", "POST"])
@members_page
def hour(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Keepers set at what hour the thread opens, or that it does no more."""
    require(may_set(membership), _("This page is for those who look after the group."))
    group = membership.group
    if request.method == "GET":
        return redirect("groups:daily_hosts", group.slug)
    if "stop" in request.POST:
        stop_daily(group, by=membership.member)
        say(request, _("No new threads open from now on. What was said stays."))
        return redirect("groups:daily_hosts", group.slug)
    form = RuleForm(request.POST)
    if not form.is_valid():
        return _hosts(request, membership, rule_form=form, status=422)
    set_daily(group, by=membership.member, opens_at=form.cleaned_data["opens_at"])
    say(request, _("Saved. The next thread opens at that hour."))
    return redirect("groups:daily_hosts", group.slug)


def _day(
    request: HttpRequest, membership: Membership, day: Day, *, given: LineForm | None = None, status: int = 200
) -> HttpResponse:
    quiet = current_quiet(membership)
    forms = {prompt: LineForm(asks=prompt) for prompt in Prompt}
    if given is not None:
        forms[Prompt(given.data["prompt"])] = given
    said = {one.prompt: one for one in day.said}
    asked: list[Any] = [(prompt, forms[prompt], said.get(prompt)) for prompt in day.asked]
    others = [(prompt, forms[prompt], said.get(prompt)) for prompt in Prompt if prompt not in day.asked]
    context = {
        "group": membership.group,
        "membership": membership,
        "day": day,
        "asked": asked,
        "others": others,
        "quiet": quiet,
        "next_at": next_opening_of(membership) if day.daily is None else None,
    }
    return render(request, "groups/daily/daily.html", context, status=status)


def _hosts(
    request: HttpRequest, membership: Membership, *, rule_form: RuleForm | None = None, status: int = 200
) -> HttpResponse:
    rule = DailyRule.objects.filter(group=membership.group, stopped_at=None).first()
    context = {
        "group": membership.group,
        "membership": membership,
        "rota": rota_of(membership),
        "rule": rule,
        "may_set": may_set(membership),
        "rule_form": rule_form or RuleForm(rule=rule),
    }
    return render(request, "groups/daily/hosts.html", context, status=status)
