"""The shape of what two people say to each other before and beside their talk."""

from django import forms
from django.utils.translation import gettext_lazy

from community.kit.forms.widgets import ChipRadios
from mentorship.pairs.models import Pair


class AskForm(forms.Form):
    """A few words to the one who is asked; none are needed."""

    words = forms.CharField(
        label=gettext_lazy("A few words, if you like"),
        help_text=gettext_lazy("Why them, or what you hope for. They see this, your name and what you share."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RhythmForm(forms.Form):
    """When and how often two people would like to talk, in their own words."""

    words = forms.CharField(
        label=gettext_lazy("How we would like to talk"),
        help_text=gettext_lazy("Tuesdays and Fridays after eight, say; or a line every morning."),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class WeightForm(forms.Form):
    """How much a walk asks of its mentor: which of two buttons was pressed."""

    weight = forms.TypedChoiceField(coerce=int, choices=Pair.Weight.choices)


class RestForm(forms.Form):
    """For how long a talk rests."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("For how long"),
        coerce=int,
        initial=7,
        choices=[
            (3, gettext_lazy("Three days")),
            (7, gettext_lazy("A week")),
            (14, gettext_lazy("Two weeks")),
            (0, gettext_lazy("Until I wake it")),
        ],
        widget=ChipRadios,
    )
