"""The shape of an ending: a day, a letter, words for the next mentor."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import ChipRadios
from mentorship.partings.actions import handing, letters, planning
from mentorship.partings.models import Parting


class PartingForm(forms.Form):
    """A last day; what kind of end, and a few words, only where one likes to."""

    day = forms.DateField(
        label=_("Your last day"),
        help_text=_("You go on as ever until it is over. From tomorrow on, up to twelve weeks ahead."),
    )
    kind = forms.ChoiceField(
        label=_("What kind of end is it?"),
        choices=[("", _("I would rather not say")), *Parting.Kind.choices],
        required=False,
        initial="",
        widget=ChipRadios(attrs={"class": "chip-choices--pine"}),
    )
    words = forms.CharField(
        label=_("A few words, if you like"),
        max_length=planning.LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ends = {"min": f"{today + timedelta(days=1)}", "max": f"{today + planning.AHEAD}"}
        self.fields["day"].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"} | ends)


class LetterForm(forms.Form):
    """A letter."""

    body = forms.CharField(
        label=_("Your letter"), max_length=letters.LETTERS, widget=forms.Textarea(attrs={"rows": 14})
    )


class DraftForm(forms.Form):
    """What a mentor would like the next one to know."""

    words = forms.CharField(
        label=_("What could the next mentor know?"),
        help_text=_("What helped, what to go easy on. Only what your mentee would say of themselves."),
        max_length=handing.LETTERS,
        widget=forms.Textarea(attrs={"rows": 7}),
    )


class HandoverForm(forms.Form):
    """The same as the mentee wants it to stand, and whether it is given."""

    words = forms.CharField(
        label=_("What would you like your next mentor to know?"),
        help_text=_("Change every word you like."),
        max_length=handing.LETTERS,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    give = forms.BooleanField(label=_("Give it to my next mentor"), required=False)
