"""What is asked when something is not right, and when it is decided."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import ChipRadios, RadioCards
from mentorship.oversight.models import WINDOWS, Concern, Priority, Topic
from mentorship.pairs.models import Pair


class FlagForm(forms.Form):
    """What a mentee tells. Every word is optional but the topic."""

    topic = forms.ChoiceField(label=_("What is it about"), choices=Topic.choices, widget=RadioCards)
    words = forms.CharField(
        label=_("In your words, if you like"),
        help_text=_("Those who look after mentoring read this, nobody else."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ConcernForm(FlagForm):
    """The same of a mentor, who says how soon someone should look."""

    priority = forms.TypedChoiceField(
        label=_("How soon should someone look"),
        coerce=int,
        choices=Priority.choices,
        initial=Priority.SOON,
        widget=RadioCards,
    )


class DecideForm(forms.Form):
    """How a concern is closed."""

    outcome = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[
            (Concern.Outcome.GOES_ON.value, _("They may go on; the talk is no longer held")),
            (Concern.Outcome.PARTED.value, _("Their time together ends, for both in the same words as any ending")),
        ],
        widget=RadioCards,
    )
    answer = forms.CharField(
        label=_("Your answer to who told us"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("For the log, without names or details."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WeighForm(forms.Form):
    """How many of its mentor's places a walk takes, and why."""

    weight = forms.TypedChoiceField(
        label=_("How much this walk asks of the mentor"),
        coerce=int,
        choices=[
            (Pair.Weight.ORDINARY.value, _("As usual: one place")),
            (Pair.Weight.MORE.value, _("More just now: two places")),
        ],
        widget=ChipRadios(attrs={"class": "chip-choices--pine"}),
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("The mentor reads this. The mentee learns of neither."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OpeningForm(forms.Form):
    """What is asked before a pair's words are opened."""

    reason = forms.CharField(
        label=_("Why the words are needed"),
        help_text=_("The two read this."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    hours = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        choices=[(WINDOWS[0], _("One hour")), (WINDOWS[1], _("Four hours")), (WINDOWS[2], _("A day"))],
        widget=ChipRadios(attrs={"class": "chip-choices--pine"}),
        initial=WINDOWS[0],
    )
    exception = forms.CharField(
        label=_("If telling the other would put someone in danger: why"),
        help_text=_("Left empty, both are told. With it, only the one who told us is; it is recorded."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
