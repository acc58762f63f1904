from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import Switch


class SignsForm(forms.Form):
    """Which signs a member gives."""

    here = forms.BooleanField(
        label=_("Others see that I am here"),
        required=False,
        widget=Switch,
        help_text=_("Your name stands under “Here now” while you have a conversation open, and you are counted."),
    )
    writing = forms.BooleanField(
        label=_("Others see that I am writing"),
        required=False,
        widget=Switch,
        help_text=_("They see that you are, never what."),
    )
    seen = forms.BooleanField(
        label=_("Others see how far I have read"),
        required=False,
        widget=Switch,
        help_text=_("You keep your own place either way."),
    )


class WordsForm(forms.Form):
    """What a message should say instead; beside a picture no words are ``needed``."""

    body = forms.CharField(
        label=_("Your words"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("There is nothing written yet.")},
    )

    def __init__(self, *args: Any, needed: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["body"].required = needed
