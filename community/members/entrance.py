"""The forms at the door, as allauth's views use them: signing up, in by password, in by code."""

from typing import Any

from allauth.account.forms import LoginForm as PasswordForm
from allauth.account.forms import RequestLoginCodeForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import RadioCards
from community.kit.gate import Refused
from community.members import door_answers
from community.members.actions import sign_up
from community.members.actions.naming import names_like
from community.members.models import Member
from community.members.naming.guard import require_good_name
from community.members.widgets import NameInput, OwnClock

ADULT, UNDER_AGE = "adult", "under"


class DoorForm(forms.Form):
    """What every way in asks besides: whose computer this is, and (unseen) its time zone."""

    shared = forms.BooleanField(
        label=_("Others use this computer too"),
        help_text=_("You are signed out when you close the browser."),
        required=False,
    )
    time_zone = forms.CharField(required=False, max_length=64, widget=OwnClock)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if not self.errors:
            door_answers.keep(
                context.request, shared=bool(answers.get("shared")), time_zone=answers.get("time_zone", "")
            )
        return answers


class LoginForm(DoorForm, PasswordForm):
    """In by password."""

    field_order = ("login", "password", "shared")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["remember"]
        self.fields["login"].label = _("E-mail")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        answers["remember"] = not answers.get("shared")
        return answers


class CodeForm(DoorForm, RequestLoginCodeForm):
    """In by a code that is mailed."""

    field_order = ("email", "shared")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")


class SignupForm(DoorForm, AllauthSignupForm):
    """A chosen name, an address, a password, and whether one is of age. There is no field for a real name."""

    name = forms.CharField(
        label=_("The name you go by here"),
        help_text=_("Others see it. It need not be your real one."),
        max_length=60,
        widget=NameInput,
    )
    age = forms.ChoiceField(
        label=_("Your age"),
        choices=[(ADULT, _("I am 18 or older")), (UNDER_AGE, _("I am younger than 18"))],
        widget=RadioCards,
    )
    field_order = ("name", "email", "password1", "age", "shared")
    account_already_exists: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].help_text = _("Nobody here sees it. Our mails do not say what they are about.")
        self.fields["password1"].help_text = _("Ten characters or more.")
        self.order_fields(self.field_order)

    def clean_name(self) -> str:
        try:
            return require_good_name(self.cleaned_data["name"], taken=names_like(self.cleaned_data["name"]))
        except Refused as refused:
            raise forms.ValidationError(str(refused.reason), code=refused.code) from refused

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("age") == UNDER_AGE:
            raise ImmediateHttpResponse(turned_away(context.request))
        return super().clean()

    def try_save(self, request: HttpRequest) -> tuple[Member | None, HttpResponse | None]:
        """Make the member; for an address that is known, do the same work and answer the same."""
        if not self.account_already_exists:
            try:
                return self.save(request), None
            except IntegrityError:  # someone took the address since the form was read
                self.account_already_exists = True
            except Refused as refused:  # or the name
                messages.error(request, str(refused.reason))
                return None, HttpResponseRedirect(reverse("account_signup"))
        Member().set_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def save(self, request: HttpRequest) -> Member:
        return sign_up(
            email=self.cleaned_data["email"],
            name=self.cleaned_data["name"],
            password=self.cleaned_data["password1"],
            time_zone=self.cleaned_data["time_zone"],
        )


def turned_away(request: HttpRequest) -> HttpResponse:
    """The page for someone who is under age: who is there for them. Nothing of what they typed is kept."""
    return render(request, "members/under_age.html", status=403)
