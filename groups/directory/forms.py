"""The shape of what is asked of the directory, and of what staff say about lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.zones import zone_choices
from groups.directory.guide.types import LANGUAGE_NAMES, TYPES
from groups.directory.models import Feed
from groups.directory.near import counts_in_miles

DAYS = (
    ("0", _("Sunday")), ("1", _("Monday")), ("2", _("Tuesday")), ("3", _("Wednesday")), ("4", _("Thursday")),
    ("5", _("Friday")), ("6", _("Saturday")), ("7", _("By appointment")),
)  # fmt: skip
PARTS = (
    ("morning", _("Morning, from 5")),
    ("afternoon", _("Afternoon, from 12")),
    ("evening", _("Evening, from 17")),
    ("night", _("Night, from 22")),
)
HOW = (
    ("in_person", _("In person")),
    ("online", _("Online")),
    ("closed", _("Closed for now")),
    ("inactive", _("Not meeting")),
)
WITHIN = (5, 10, 25, 50, 100)


def _any(label: Any, choices: Any) -> list[tuple[str, Any]]:
    return [("", label), *choices]


def _types() -> list[tuple[str, Any]]:
    return _any(_("Any type"), sorted(((code, words) for code, words in TYPES.items() if code != "TC"), key=_by_name))


def _languages() -> list[tuple[str, Any]]:
    return _any(_("Any language"), sorted(LANGUAGE_NAMES.items(), key=_by_name))


def _said_languages() -> list[tuple[str, Any]]:
    return _any(_("Not said"), _languages()[1:])


def _by_name(pair: tuple[str, Any]) -> str:
    return str(pair[1])


def _within() -> list[tuple[str, Any]]:
    unit = _("within {n} miles") if counts_in_miles() else _("within {n} km")
    return [(str(n), str(unit).format(n=n)) for n in WITHIN]


class FindForm(forms.Form):
    """What somebody looks for; everything may be left open, and what makes no sense is as if left open."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    day = forms.ChoiceField(label=_("Day"), required=False, choices=lambda: _any(_("Any day"), DAYS))
    time = forms.ChoiceField(label=_("Time"), required=False, choices=lambda: _any(_("Any time"), PARTS))
    type = forms.ChoiceField(label=_("Type"), required=False, choices=_types)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=_languages)
    how = forms.ChoiceField(label=_("How"), required=False, choices=lambda: _any(_("In person or online"), HOW))
    place = forms.CharField(label=_("Near"), required=False, max_length=80)
    within = forms.ChoiceField(label=_("How far"), required=False, choices=_within)


class FeedForm(forms.Form):
    """What staff say about a list."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Members see it as the source: “Intergroup of Sussex”, say.")
    )
    address = forms.CharField(
        label=_("Web address"),
        max_length=500,
        required=False,
        help_text=_("Of a list in Meeting Guide JSON, where the operators allow it. Without one you read in files."),
    )
    every = forms.TypedChoiceField(label=_("How often"), choices=Feed.Every, coerce=int, initial=Feed.Every.NEVER)
    zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices, help_text=_("For meetings that name none."))
    language = forms.ChoiceField(
        label=_("Language"), choices=_said_languages, required=False, help_text=_("For meetings that name none.")
    )
    handed_on = forms.BooleanField(
        label=_("Hand these meetings on"),
        required=False,
        help_text=_("They stand in our own public list too, for others to read in."),
    )


class FileForm(forms.Form):
    """A list from one's own device."""

    file = forms.FileField(label=_("File"), help_text=_("Meeting Guide JSON, at most 20 MB."))
