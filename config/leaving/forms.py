from django import forms
from django.utils.translation import gettext_lazy as _


class LeaveForm(forms.Form):
    """The password once more, so that nobody else ends an account that was left open."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
