from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import ChipRadios

_WHY = {"required": _("Please say why, in a few words. They will read it.")}


class PauseForm(forms.Form):
    """How long something is asked of a member, and why."""

    hours = forms.TypedChoiceField(
        label=_("For how long"),
        choices=[
            (1, _("1 hour")),
            (12, _("12 hours")),
            (24, _("1 day")),
            (72, _("3 days")),
            (168, _("1 week")),
            (720, _("30 days")),
        ],
        coerce=int,
        initial=24,
        widget=ChipRadios,
        error_messages={"required": _("Choose how long. It ends by itself.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("They read it, word for word."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=_WHY,
    )

    #: Several stand on one page: the fields of each need ids of their own.
    ids = "pause_%s"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": self.ids} | kwargs)

    @property
    def until(self) -> datetime:
        """The moment it ends; only after ``is_valid()``."""
        return timezone.now() + timedelta(hours=self.cleaned_data["hours"])


class QuietForm(PauseForm):
    """How long a member's writing rests."""

    ids = "quiet_%s"


class AwayForm(PauseForm):
    """How long a member stays out of the group."""

    ids = "away_%s"


class WordForm(forms.Form):
    """A word of warning: itself the reason."""

    reason = forms.CharField(
        label=_("What you want to say"),
        help_text=_("They read it, word for word."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a word or two first.")},
    )


class WhyForm(forms.Form):
    """Why they are asked to leave."""

    reason = forms.CharField(
        label=_("Why"),
        help_text=_("They read it, word for word."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=_WHY,
    )


class TakeAwayForm(forms.Form):
    """Why a picture is not shown."""

    reason = forms.CharField(
        label=_("Why it is not shown"),
        help_text=_("They read it, word for word."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=_WHY,
    )
