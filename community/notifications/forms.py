from django import forms
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import Switch


def clock_input() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class PreferenceForm(forms.Form):
    """How a member wants to be reached."""

    email = forms.BooleanField(
        label=_("Send me e-mail"),
        required=False,
        widget=Switch,
        help_text=_(
            "A short note when something waits for you. Off means none at all, also when someone who "
            "counts on you asks for you."
        ),
    )
    discreet = forms.BooleanField(
        label=_("Be discreet"),
        required=False,
        widget=Switch,
        help_text=_(
            "Mails and window titles say nothing about this place: the sender is “Notes”, the subject is "
            "“A note for you”, and the text only says that there is something to read."
        ),
    )
    quiet_from = forms.TimeField(label=_("Quiet from"), required=False, widget=clock_input())
    quiet_until = forms.TimeField(label=_("Quiet until"), required=False, widget=clock_input())
