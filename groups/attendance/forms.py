from django import forms
from django.utils.translation import gettext_lazy as _


class HandOutForm(forms.Form):
    """A proof to hand out."""

    label = forms.CharField(
        label=_("For whom"),
        max_length=80,
        required=False,
        help_text=_("A word for yourself, so that you know it again. It stands in no proof."),
    )
