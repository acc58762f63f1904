"""The shape of what two people write beside their talk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.walking.actions import notes, prompts
from mentorship.walking.models.goals import LETTERS

_SHORT = forms.TextInput(attrs={"autocomplete": "off"})


def day_field() -> forms.DateField:
    """A day, if one is named, as the browser asks for it."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=_("By"), required=False, widget=widget)


class GoalForm(forms.Form):
    """A goal in a few words, and by when, if one likes to say."""

    words = forms.CharField(
        label=_("What would you like to reach?"),
        help_text=_("Small and near works best. Both of you see it."),
        max_length=LETTERS,
        widget=_SHORT,
    )
    by_day = day_field()


class StepForm(forms.Form):
    """A small step."""

    words = forms.CharField(label=_("A small step"), max_length=LETTERS, widget=_SHORT)
    by_day = day_field()


class NoteForm(forms.Form):
    """Something for oneself."""

    words = forms.CharField(
        label=_("A note, only for you"),
        max_length=notes.LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(forms.Form):
    """An answer to a shared question."""

    words = forms.CharField(
        label=_("Your answer"), max_length=prompts.LETTERS, widget=forms.Textarea(attrs={"rows": 3})
    )
