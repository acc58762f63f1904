from django import forms
from django.utils.translation import gettext_lazy as _


class InviteForm(forms.Form):
    """Whom a link is for."""

    name = forms.CharField(
        label=_("What you call them"),
        max_length=40,
        help_text=_("“Mum”, “Hana from work”. Only you see it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
