from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import RadioCards
from groups.hosting.actions import Step
from groups.hosting.actions.kit import LONGEST_STEP, MOST_STEPS
from groups.hosting.models import HostKit, KitStep, ReminderWish

#: Empty lines that are there to be filled in.
SPARE = 2


class KitForm(forms.Form):
    """The words of a host's kit."""

    opening = forms.CharField(
        label=_("To open with"),
        help_text=_("The words the host reads: who we are, what stays here."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    closing = forms.CharField(
        label=_("To close with"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StepForm(forms.Form):
    """One step; a line without a name is no step."""

    title = forms.CharField(label=_("What"), max_length=80, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=LONGEST_STEP, required=False)
    words = forms.CharField(label=_("A word to the host"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("title") and not said.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("How long is it?"))
        return said

    @property
    def step(self) -> Step | None:
        """The line as a value; only after ``is_valid()``."""
        said = self.cleaned_data
        return Step(said["title"], said["minutes"], said["words"]) if said["title"].strip() else None


class KitForms:
    """The whole page: the words, and a line for each step."""

    def __init__(self, words: KitForm, steps: list[StepForm]) -> None:
        self.words, self.steps = words, steps

    @classmethod
    def of(cls, kit: HostKit | None, steps: list[KitStep]) -> "KitForms":
        """As it stands, and a few lines to fill in."""
        words = KitForm(initial={"opening": kit.opening, "closing": kit.closing} if kit else {})
        told = [{"title": one.title, "minutes": one.minutes, "words": one.words} for one in steps]
        told += [{}] * min(SPARE, MOST_STEPS - len(told))
        return cls(words, [StepForm(prefix=f"step-{number}", initial=one) for number, one in enumerate(told)])

    @classmethod
    def given(cls, data: QueryDict) -> "KitForms":
        """As it was sent, to be checked."""
        sent = [number for number in range(MOST_STEPS) if f"step-{number}-title" in data]
        return cls(KitForm(data), [StepForm(data, prefix=f"step-{number}") for number in sent])

    def is_valid(self) -> bool:
        fine = [form.is_valid() for form in (self.words, *self.steps)]
        return all(fine)

    @property
    def wrong(self) -> bool:
        """Whether a line could not be read."""
        return any(form.is_bound and form.errors for form in self.steps)

    @property
    def said(self) -> list[Step]:
        """The steps; only after ``is_valid()``."""
        return [form.step for form in self.steps if form.step is not None]


class ReminderForm(forms.Form):
    """How long before a meeting one is reminded."""

    minutes = forms.TypedChoiceField(label=_("Remind me"), choices=ReminderWish.Before, coerce=int, widget=RadioCards())
