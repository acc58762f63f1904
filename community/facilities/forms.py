from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.facilities.actions.inviting import DAYS_VALID


class InvitationForm(forms.Form):
    """What staff say of the person they invite: no name, no reason."""

    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("The mail does not say what it is about. Leave it empty to print a code instead."),
    )
    admitted_on = forms.DateField(
        label=_("Admission date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    days_valid = forms.TypedChoiceField(
        label=_("Open for"),
        choices=[(3, _("three days")), (7, _("a week")), (14, _("two weeks")), (30, _("thirty days"))],
        coerce=int,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"admitted_on": timezone.localdate(), "days_valid": DAYS_VALID, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class CodeForm(forms.Form):
    """A code from paper, typed in."""

    code = forms.CharField(
        label=_("The code you were given"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "class": "code-input"}),
    )
