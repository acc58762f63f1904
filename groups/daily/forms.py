from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.daily.actions.saying import LONGEST
from groups.daily.models import DailyRule, Prompt

#: Each prompt as it is asked.
ASKED: dict[Prompt, Any] = {
    Prompt.PLEDGE: _("What do you want for today?"),
    Prompt.GRATITUDE: _("What are you grateful for?"),
    Prompt.LOOK_BACK: _("How was your day?"),
}
HINTS: dict[Prompt, Any] = {
    Prompt.PLEDGE: _("A line is enough: just for today."),
    Prompt.GRATITUDE: _("However small."),
    Prompt.LOOK_BACK: _("As it was. Hard days count as days."),
}


class LineForm(forms.Form):
    """A line to one prompt."""

    prompt = forms.ChoiceField(choices=Prompt.choices, widget=forms.HiddenInput)
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("There are no words here yet. Skipping is fine, too.")},
    )

    def __init__(self, data: Any = None, *, asks: Prompt) -> None:
        super().__init__(data, auto_id=f"{asks.value}_%s", initial={"prompt": asks, "client_id": uuid4()})
        self.fields["body"].label = ASKED[asks]
        self.fields["body"].help_text = HINTS[asks]


class RuleForm(forms.Form):
    """At what hour the thread opens."""

    opens_at = forms.TimeField(
        label=_("It opens at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Choose an hour. Early in the morning is usual."),
            "invalid": _("Write the hour like this: 05:00."),
        },
    )

    def __init__(self, data: Any = None, *, rule: DailyRule | None = None) -> None:
        super().__init__(data, initial={"opens_at": rule.opens_at if rule else "05:00"})
