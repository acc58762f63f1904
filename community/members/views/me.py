from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.kit.toasts import say
from community.members.actions import profile_of
from community.members.forms import ClockForm, MemberForm, NameForm, ProfileForm, first_answers
from community.members.policies import Relation
from community.members.requests import MemberRequest
from community.members.showing import profile_for

#: Through whose eyes a member can look at their own profile.
EYES = {
    "me": (gettext_lazy("Me"), {Relation.ONLY_ME}),
    "circle": (gettext_lazy("Someone in my circle"), {Relation.MEMBERS, Relation.CIRCLE}),
    "groups": (gettext_lazy("Someone in my groups"), {Relation.MEMBERS, Relation.GROUPS}),
    "members": (gettext_lazy("Someone logged in"), {Relation.MEMBERS}),
}


@login_required
def me(request: MemberRequest) -> HttpResponse:
    """The hub: who I am here, how I come in, what reaches me."""
    return render(request, "members/me.html")


@login_required
def my_profile(request: MemberRequest) -> HttpResponse:
    """My profile as I see it, or as others do."""
    chosen = request.GET.get("as", "me")
    if chosen not in EYES:
        chosen = "me"
    profile = profile_of(request.user)
    context = {
        "shown": profile_for(profile, EYES[chosen][1]),
        "eyes": [(key, label, key == chosen) for key, (label, _relations) in EYES.items()],
        "chosen": chosen,
        "whose": EYES[chosen][0],
    }
    return render(request, "members/profile.html", context)


@login_required
def edit_profile(request: MemberRequest) -> HttpResponse:
    return _answer(request, ProfileForm, "members/profile_edit.html", "my_profile", _("Kept. This is you now."))


@login_required
def edit_name(request: MemberRequest) -> HttpResponse:
    return _answer(
        request, NameForm, "members/name.html", "me", _("Kept. In your groups you keep the names you chose.")
    )


@login_required
def edit_clock(request: MemberRequest) -> HttpResponse:
    return _answer(request, ClockForm, "members/clock.html", "me", _("Kept. Times follow your clock now."))


def _answer(request: MemberRequest, shape: type[MemberForm], template: str, then: str, words: str) -> HttpResponse:
    member = request.user
    if request.method == "POST":
        form = shape(request.POST, member=member)
        if form.save():
            say(request, words)
            return redirect(then)
        return render(request, template, {"form": form}, status=422)
    return render(request, template, {"form": shape(member=member, initial=first_answers(member, profile_of(member)))})
