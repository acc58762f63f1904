from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.friends.actions import Bearer, ask
from community.friends.queries import between
from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.members.actions import block
from community.members.models import Profile
from community.members.showing import profile_for
from groups.joining.forms import RoleForm
from groups.joining.queries import member_list, requests_for
from groups.roster.actions import appoint
from groups.roster.doors import members_page
from groups.roster.models import Group, Membership
from groups.roster.policies import leads


@require_safe
@members_page
def members(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Who is in the group."""
    after = request.GET.get("after", "").replace("\0", "")
    return render(
        request,
        "groups/joining/members.html",
        {
            "group": membership.group,
            "membership": membership,
            "page": member_list(membership.group, membership.member, after=after),
            "asking": requests_for(membership),
        },
    )


@require_safe
@members_page
def membership(request: HttpRequest, mine: Membership, pk: int) -> HttpResponse:
    """One member, as this group knows them."""
    person = person_of(mine, pk)
    return _page(request, mine, person, RoleForm(initial={"role": person.role}))


def _page(request: HttpRequest, mine: Membership, person: Membership, role_form: RoleForm) -> HttpResponse:
    profile = None
    # Under another name a profile would link the two; among families it would lead to whom they are near.
    if person.name == person.member.name and mine.group.kind != Group.Kind.FAMILY:
        profile = Profile.objects.filter(member=person.member_id).first()
    return render(
        request,
        "groups/joining/membership.html",
        {
            "group": mine.group,
            "membership": mine,
            "person": person,
            "is_me": person.pk == mine.pk,
            "we_are": between(mine.member, person.member, mine.group.scope),
            "shown": profile_for(profile, {"groups", "members"}),
            "may_appoint": leads(mine),
            "role_form": role_form,
        },
        status=422 if role_form.errors else 200,
    )


@require_POST
@members_page
def befriend(request: HttpRequest, mine: Membership, pk: int) -> HttpResponse:
    """Ask someone met here to be friends, by the names both bear here."""
    person = person_of(mine, pk)
    by = Bearer(mine.member, mine.name, mine.hue)
    try:
        friendship = ask(
            Bearer(person.member, person.name, person.hue), by=by, scope=mine.group.scope, met_in=mine.group.name
        )
    except Refused as refused:
        say(request, str(refused.reason))
    else:
        words = _("You and %(name)s are friends now.") if friendship.agreed_at else _("You have asked %(name)s.")
        say(request, words % {"name": person.name})
    return redirect(person)


@require_POST
@members_page
def block_member(request: HttpRequest, mine: Membership, pk: int) -> HttpResponse:
    """Block someone met here; the list of blocks will know them by the name they bear here."""
    person = person_of(mine, pk)
    try:
        block(mine.member, person.member, known_as=person.name)
    except Refused as refused:
        say(request, str(refused.reason))
        return redirect(person)
    say(request, _("You will not meet %(name)s again. They are not told.") % {"name": person.name})
    return redirect("groups:members", mine.group.slug)


@require_POST
@members_page
def give_role(request: HttpRequest, mine: Membership, pk: int) -> HttpResponse:
    """Leaders give roles."""
    require(leads(mine))
    person = person_of(mine, pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            appoint(person, by=mine.member, role=form.cleaned_data["role"], reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error("role", str(refused.reason))
        else:
            say(request, _("Done. %(name)s has the new role from now on.") % {"name": person.name})
            return redirect(person)
    return _page(request, mine, person, form)


def person_of(mine: Membership, pk: int) -> Membership:
    seen = Membership.objects.seen_by(mine.member).filter(group=mine.group_id).select_related("member")
    person = get_object_or_404(seen, pk=pk)
    person.group = mine.group
    return person
