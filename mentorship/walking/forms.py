"""The shape of what two people write beside their talk."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.kit.clock import moment_of
from community.kit.forms.widgets import ChipRadios
from mentorship.walking.actions import calls, later, notes, prompts
from mentorship.walking.models import Call
from mentorship.walking.models.goals import LETTERS

CHIPS = {"class": "chip-choices--pine"}
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


class LaterForm(forms.Form):
    """Words, and the day and time at which they are said, by one's own clock."""

    body = forms.CharField(label=_("Your message"), max_length=later.LETTERS, widget=forms.Textarea(attrs={"rows": 4}))
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    at = forms.TimeField(label=_("Time"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))


class CallForm(forms.Form):
    """One to three times for a talk, by one's own clock. ``times`` in what was said are the instants."""

    kind = forms.ChoiceField(label=_("How?"), widget=ChipRadios(attrs=CHIPS))
    minutes = forms.TypedChoiceField(
        label=_("How long?"),
        coerce=int,
        initial=30,
        choices=[(length, ngettext_lazy("%d minute", "%d minutes", length) % length) for length in calls.LENGTHS],
        widget=ChipRadios(attrs=CHIPS),
    )

    def __init__(self, *args: Any, kinds: list[str], zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._zone = zone
        self.fields["kind"].choices = [(kind, Call.Kind(kind).label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["kind"].initial = kinds[0]
        for n in range(1, calls.TIMES + 1):
            self.fields[f"day_{n}"] = forms.DateField(
                label=_("Day"),
                required=n == 1,
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            )
            self.fields[f"at_{n}"] = forms.TimeField(
                label=_("Time"), required=n == 1, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
            )

    def slots(self) -> list[tuple[Any, Any]]:
        """The fields of each time, for the page."""
        return [(self[f"day_{n}"], self[f"at_{n}"]) for n in range(1, calls.TIMES + 1)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        times: list[datetime] = []
        for n in range(1, calls.TIMES + 1):
            day, at = said.get(f"day_{n}"), said.get(f"at_{n}")
            if day and at:
                times.append(moment_of(day, at, self._zone))
            elif day and f"at_{n}" not in self.errors:
                self.add_error(f"at_{n}", _("At what time?"))
            elif at and f"day_{n}" not in self.errors:
                self.add_error(f"day_{n}", _("On which day?"))
        return said | {"times": times}
