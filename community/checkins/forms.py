from django import forms
from django.utils.translation import gettext_lazy as _

from community.checkins.models import CheckIn
from community.checkins.times import WEEK
from community.kit.forms.widgets import ChipCheckboxes, Scale, Slider
from community.notifications.forms import clock_input


class CheckInForm(forms.Form):
    """How a day is, in under a minute."""

    day = forms.DateField(widget=forms.HiddenInput, required=False)
    mood = forms.TypedChoiceField(
        label=_("Mood"),
        coerce=int,
        choices=CheckIn.Mood.choices,
        widget=Scale,
        error_messages={"required": _("Choose the one that is nearest. None of them is wrong.")},
    )
    craving = forms.IntegerField(
        label=_("Craving"),
        min_value=0,
        max_value=CheckIn.MOST_CRAVING,
        initial=0,
        required=False,
        widget=Slider(ends=(_("none"), _("all I think of"))),
    )
    halt = forms.MultipleChoiceField(
        label=_("Are you …"), choices=CheckIn.Halt.choices, required=False, widget=ChipCheckboxes
    )
    line = forms.CharField(
        label=_("One line, only for you"),
        required=False,
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 1, "autocomplete": "off"}),
    )
    helped = forms.CharField(
        label=_("What helped"),
        required=False,
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 1, "autocomplete": "off"}),
    )

    def clean_craving(self) -> int:
        return self.cleaned_data["craving"] or 0


class ReminderForm(forms.Form):
    """A time of the day, and the days it is for."""

    at = forms.TimeField(label=_("At"), widget=clock_input())
    days = forms.TypedMultipleChoiceField(
        label=_("On"),
        coerce=int,
        choices=WEEK,
        error_messages={"required": _("Choose at least one day.")},
        widget=ChipCheckboxes(attrs={"class": "chip-choices--pine"}),
    )
