"""Naming a deputy, being one, and turning to one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.conversations.actions import mark_seen
from community.conversations.models import Conversation
from community.conversations.pages import talk_context
from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.models import Member
from mentorship.deputies import actions, queries
from mentorship.deputies.forms import DeputyForm
from mentorship.deputies.models import Deputy, DeputyTalk
from mentorship.pairs.models import Pair
from mentorship.profiles.models import MentorOffer


@login_required
@require_http_methods(["GET", "POST"])
def deputy(request: HttpRequest) -> HttpResponse:
    """Who is there while I rest: ask somebody, or see who it is."""
    member: Member = request.user  # type: ignore[assignment]
    own = get_object_or_404(MentorOffer.objects.standing().select_related("member", "facility"), member=member)
    form = DeputyForm(request.POST if request.method == "POST" else None, people=queries.who_could(own))
    if form.is_valid():
        try:
            asked = actions.ask(own, by=member, person=form.cleaned_data["person"])
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("You have asked %(name)s.") % {"name": asked.deputy.member})
            return redirect("mentorship:deputy")
    standing = queries.deputy_of(own)
    context = {"offer": own, "standing": standing, "form": form, "anybody": standing or queries.who_could(own).exists()}
    return render(request, "mentorship/deputies/deputy.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def stand_in(request: HttpRequest, deputy_id: int) -> HttpResponse:
    """Somebody asks me to be there; or I have said yes."""
    member: Member = request.user  # type: ignore[assignment]
    mine = Deputy.objects.filter(deputy__member=member).select_related("offer__member", "deputy__member")
    found = get_object_or_404(mine, pk=deputy_id)
    if not Deputy.objects.holding().filter(pk=found.pk).exists():
        say(request, _("This is over already. Nothing is left to do."), kind=messages.INFO)
        return redirect("mentorship:mine")
    talks = [one for one in queries.going_of(member) if one.talk.deputy_id == found.pk]
    context = {"deputy": found, "mentor": found.offer.member, "talks": talks}
    return render(request, "mentorship/deputies/stand_in.html", context)


@login_required
@require_POST
def agree(request: HttpRequest, deputy_id: int) -> HttpResponse:
    """Say yes."""
    found = _asked(request, deputy_id)
    try:
        actions.agree(found, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    return redirect(found)


@login_required
@require_POST
def decline(request: HttpRequest, deputy_id: int) -> HttpResponse:
    """Not just now. No reason is asked."""
    if actions.decline(_asked(request, deputy_id), by=request.user):  # type: ignore[arg-type]
        say(request, _("They hear that you cannot be there just now. Nobody asks why."))
    return redirect("mentorship:mine")


@login_required
@require_POST
def take_back(request: HttpRequest, deputy_id: int) -> HttpResponse:
    """End it, by either."""
    member: Member = request.user  # type: ignore[assignment]
    either = Q(offer__member=member) | Q(deputy__member=member)
    found = get_object_or_404(Deputy.objects.filter(either).select_related("offer", "deputy"), pk=deputy_id)
    if actions.take_back(found, by=member):
        say(request, _("It has come to its end. Nobody asks why."))
    return redirect("mentorship:deputy" if found.offer.member_id == member.pk else "mentorship:mine")


@login_required
@require_http_methods(["GET", "POST"])
def turn(request: HttpRequest, pair_id: int) -> HttpResponse:
    """My mentor is away: read the note, and turn to who is there."""
    member: Member = request.user  # type: ignore[assignment]
    pair = _of_mentee(member, pair_id)
    offered = queries.offered_to(pair, member) if Pair.objects.open().filter(pk=pair.pk).exists() else None
    if offered is None:
        say(request, _("Nobody is there in their place just now."), kind=messages.INFO)
        return redirect(pair)
    if offered.talk is not None:
        return redirect(offered.talk)
    if request.method == "POST":
        try:
            return redirect(actions.turn_to(pair, by=member))
        except Refused as refused:
            say(request, refused.reason, kind=messages.WARNING)
            return redirect(pair)
    return render(request, "mentorship/deputies/turn.html", {"pair": pair, "offered": offered})


@login_required
@require_POST
def rather_not(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Put it away. Nobody is told."""
    member: Member = request.user  # type: ignore[assignment]
    pair = _of_mentee(member, pair_id)
    try:
        actions.rather_not(pair, by=member)
        say(request, _("Put away. Nobody is told, and you can think again."))
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    return redirect(pair)


@login_required
@require_GET
def talk(request: HttpRequest, talk_id: int) -> HttpResponse:
    """Where the mentee and the deputy talk."""
    member: Member = request.user  # type: ignore[assignment]
    found = _talk(request, talk_id)
    actions.look_in(found, by=member)
    is_deputy = found.pair.mentee_id != member.pk
    context: dict[str, Any] = {"talk": found, "other": found.other(member), "is_deputy": is_deputy, "pair": found.pair}
    if not DeputyTalk.objects.open().filter(pk=found.pk).exists():
        return render(request, "mentorship/deputies/talk_over.html", context)
    context |= {"has_read": found.has_read(member), "mentor": found.pair.mentor}
    if found.has_begun:
        context |= _words(request, found, member)
    return render(request, "mentorship/deputies/talk.html", context)


@login_required
@require_POST
def ready(request: HttpRequest, talk_id: int) -> HttpResponse:
    """I have read the note."""
    member: Member = request.user  # type: ignore[assignment]
    found = _talk(request, talk_id)
    try:
        actions.acknowledge(found, by=member)
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    return redirect(found)


@login_required
@require_POST
def end(request: HttpRequest, talk_id: int) -> HttpResponse:
    """End this talk."""
    member: Member = request.user  # type: ignore[assignment]
    found = _talk(request, talk_id)
    if actions.end(found, by=member):
        say(request, _("Your talk has come to its end, kindly. Nobody owes a reason."))
    return redirect("mentorship:mine")


def _asked(request: HttpRequest, deputy_id: int) -> Deputy:
    mine = Deputy.objects.filter(deputy__member=request.user.pk).select_related("offer__member", "deputy__member")
    return get_object_or_404(mine, pk=deputy_id)


def _of_mentee(member: Member, pair_id: int) -> Pair:
    pairs = Pair.objects.visible_to(member).filter(mentee=member).select_related("mentor", "mentee")
    return get_object_or_404(pairs, pk=pair_id)


def _talk(request: HttpRequest, talk_id: int) -> DeputyTalk:
    member: Member = request.user  # type: ignore[assignment]
    talks = DeputyTalk.objects.visible_to(member)
    two = talks.select_related("pair__mentee", "pair__mentor", "deputy__deputy__member")
    return get_object_or_404(two, pk=talk_id)


def _words(request: HttpRequest, found: DeputyTalk, member: Member) -> dict[str, Any]:
    conversation = Conversation.objects.get(scope=found.scope)
    context = talk_context(conversation, member, asked=request.GET, here=found.get_absolute_url())
    if context["is_newest"] and conversation.last_seq:
        mark_seen(conversation, by=member, seq=conversation.last_seq)
    # Each of the two writes to the other: the talk bears no title of its own.
    context["conversation"].title = found.other(member).name
    return context
