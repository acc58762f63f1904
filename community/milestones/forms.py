from django import forms
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import RadioCards
from community.milestones.models import Counter


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class CounterForm(forms.Form):
    """What to count, and since when."""

    label = forms.CharField(
        label=_("What I count"),
        max_length=60,
        help_text=_("Only you see this. A word that means something to you is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("It is about"),
        choices=Counter.Kind.choices,
        initial=Counter.Kind.SUBSTANCE,
        widget=RadioCards(
            descriptions={
                Counter.Kind.SUBSTANCE: _("Alcohol, a drug, nicotine: anything you take."),
                Counter.Kind.BEHAVIOUR: _("Gambling, or anything else you do."),
                Counter.Kind.REDUCTION: _("Less counts. The limit is the one you set."),
            }
        ),
    )
    since = forms.DateField(label=_("Since"), required=False, widget=day_input(), help_text=_("Empty means today."))


class CorrectionForm(forms.Form):
    """The right beginning."""

    since = forms.DateField(label=_("It began on"), widget=day_input())


class BeginAgainForm(forms.Form):
    """The day from which to count anew."""

    on = forms.DateField(label=_("The day it happened"), widget=day_input())
