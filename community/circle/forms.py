from django import forms
from django.utils.translation import gettext_lazy as _

from community.circle.models import Nearness
from community.kit.forms.widgets import ChipRadios


class InviteForm(forms.Form):
    """Whom a link is for."""

    name = forms.CharField(
        label=_("What you call them"),
        max_length=40,
        help_text=_("“Mum”, “Hana from work”. Only you see it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Who they are to you"),
        choices=Nearness,
        initial=Nearness.NEAR,
        required=False,
        widget=ChipRadios(attrs={"class": "chip-choices--pine"}),
        help_text=_("A sponsor may be from any fellowship, or none. They need not know anyone here."),
    )

    def clean_kind(self) -> str:
        """Nothing said is somebody near."""
        return self.cleaned_data["kind"] or Nearness.NEAR
