"""What a form says when something is missing or cannot be right: short, and nobody's fault."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WORDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("This is still empty.")},
    forms.BooleanField: {"required": _("Please tick this to go on.")},
    forms.ChoiceField: {"required": _("Please choose one."), "invalid_choice": _("Please choose one of these.")},
    forms.MultipleChoiceField: {
        "required": _("Please choose at least one."),
        "invalid_choice": _("Please choose from these."),
    },
    forms.EmailField: {"invalid": _("That does not look like an e-mail address yet.")},
    forms.IntegerField: {"invalid": _("Please write a whole number.")},
    forms.DateField: {"invalid": _("Please write a date, such as 2031-05-24.")},
    forms.TimeField: {"invalid": _("Please write a time, such as 20:00.")},
}


def speak_kindly() -> None:
    """Put our words in the place of Django's, for every form in the house; called once, at start."""
    for field, words in WORDS.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **words}
