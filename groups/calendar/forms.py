from django import forms
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import RadioCards
from groups.calendar.models import CalendarAddress

Holds = CalendarAddress.Holds


class AddressForm(forms.Form):
    """What a calendar address shows."""

    holds = forms.ChoiceField(
        label=_("What it shows"),
        choices=Holds,
        initial=Holds.GROUPS,
        widget=RadioCards(
            descriptions={
                Holds.GROUPS: _("With those for everyone that you said yes to. What you say no to drops out."),
                Holds.COMING: _("Nothing else. It grows as you answer."),
            }
        ),
    )
