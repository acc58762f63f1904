from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import ChipCheckboxes
from community.kit.weekdays import Weekday
from community.members.zones import zone_choices


class ClockInput(forms.TimeInput):
    """An hour of the day, as the browser asks for it."""

    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


def _time(label: Any) -> forms.TimeField:
    words = {"invalid": _("Write it like 18:30."), "required": _("Write a time, like 18:30.")}
    return forms.TimeField(label=label, widget=ClockInput, error_messages=words)


class HoursForm(forms.Form):
    """Hours in which one is there for newcomers."""

    days = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        choices=Weekday,
        coerce=int,
        widget=ChipCheckboxes(attrs={"class": "chip-choices--pine"}),
        error_messages={"required": _("Choose at least one day.")},
    )
    starts = _time(_("From"))
    ends = _time(_("To"))
    zone = forms.ChoiceField(
        label=_("By which clock?"),
        help_text=_("The others see your hours by theirs, and not where you are."),
        choices=zone_choices,
    )


class DayForm(forms.Form):
    """One day of a shift, by its own calendar."""

    day = forms.DateField()
