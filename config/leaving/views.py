from allauth.account.adapter import get_adapter
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from community.kit.toasts import say
from community.members.requests import MemberRequest
from config.leaving.actions import leave_for_good
from config.leaving.forms import LeaveForm


@sensitive_post_parameters("password")
@login_required
def leave(request: MemberRequest) -> HttpResponse:
    """What ending the account means, and the button that does it."""
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_theirs(form, request):
        leave_for_good(request.user)
        logout(request)
        say(request, _("Your account is ended. You can come back as someone new whenever you like."))
        return redirect("/")
    return render(request, "leaving/leave.html", {"form": form}, status=422 if form.is_bound else 200)


def _is_theirs(form: LeaveForm, request: MemberRequest) -> bool:
    """Whether the password is right; guesses are counted like those at the door."""
    adapter = get_adapter()
    try:
        right = adapter.reauthenticate(request.user, form.cleaned_data["password"])
    except ValidationError as error:
        form.add_error("password", error)
        return False
    if not right:
        form.add_error("password", adapter.error_messages["incorrect_password"])
    return bool(right)
