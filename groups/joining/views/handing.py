from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.kit.gate import Refused, require
from community.kit.toasts import say
from groups.joining.forms import HandOverForm
from groups.joining.views.people import person_of
from groups.roster.actions import ask_to_lead, take_asking_back, take_up, turn_down
from groups.roster.doors import members_page
from groups.roster.models import Handover, Membership
from groups.roster.policies import leads


@never_cache
@require_http_methods(["GET", "POST"])
@members_page
def hand_over_page(request: HttpRequest, mine: Membership, pk: int) -> HttpResponse:
    """Leaders ask somebody to lead the group in their place."""
    require(leads(mine))
    person = person_of(mine, pk)
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_lead(person, by=mine.member, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("Asked. You lead the room until %(name)s says yes.") % {"name": person.name})
            return redirect("groups:handover", mine.group.slug)
    context = {"group": mine.group, "membership": mine, "person": person, "form": form}
    return render(request, "groups/joining/hand_over.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@members_page
def handover(request: HttpRequest, mine: Membership) -> HttpResponse:
    """Who is asked to lead the group, for them and for whoever asks."""
    asked = Handover.objects.open().of(mine).select_related("by", "to").order_by("pk")
    context = {"group": mine.group, "membership": mine, "asked": list(asked)}
    return render(request, "groups/joining/handover.html", context)


@require_POST
@members_page
def answer_handover(request: HttpRequest, mine: Membership, pk: int) -> HttpResponse:
    """Say yes or not now; or, who asked, take it back."""
    asked = get_object_or_404(Handover.objects.of(mine), pk=pk, group=mine.group)
    asked.group = mine.group
    try:
        match request.POST.get("answer"):
            case "yes":
                take_up(asked, by=mine.member)
                say(request, _("You lead the room from now on."))
                return redirect(mine.group)
            case "no":
                turn_down(asked, by=mine.member)
                say(request, _("Answered. All stays as it is."))
            case "back":
                take_asking_back(asked, by=mine.member)
                say(request, _("Taken back. You lead the room as before."))
    except Refused as refused:
        say(request, str(refused.reason))
    return redirect("groups:handover", mine.group.slug)
