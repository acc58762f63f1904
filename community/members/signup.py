from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from community.members.models import Member


class SignupForm(forms.Form):
    """What sign-up asks beyond e-mail and password: the name to go by."""

    name = forms.CharField(label=_("The name you go by here"), max_length=40)

    def signup(self, request: HttpRequest, user: Member) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
