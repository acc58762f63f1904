from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.profiles.models import MentorOffer


class MoveForm(forms.Form):
    """To whom, and why."""

    offer = forms.ModelChoiceField(
        label=_("To"),
        queryset=MentorOffer.objects.none(),
        error_messages={"required": _("Choose a mentor."), "invalid_choice": _("Choose a mentor of this place.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("A line; it stays with the decision."),
        max_length=300,
        required=False,
        error_messages={"max_length": _("A line is enough.")},
    )

    def __init__(self, *args: Any, offers: list[MentorOffer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["offer"]
        field.queryset = MentorOffer.objects.filter(pk__in=[one.pk for one in offers]).select_related("member")
        field.label_from_instance = lambda offer: offer.member.name


class WhyForm(forms.Form):
    """A word on the decision, if there is one."""

    reason = forms.CharField(label=_("A word on it, if you like"), max_length=300, required=False)


class YesForm(forms.Form):
    """A few words to go with the question."""

    words = forms.CharField(
        label=_("A few words, if you like"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("That is more than fits here. The rest can wait for your first talk.")},
    )
