"""The shape of what is asked before somebody becomes a mentor."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.kit.forms.widgets import ChipRadios, RadioCards
from mentorship.profiles.forms import PINE, ReasonForm
from mentorship.profiles.readiness import Met
from mentorship.profiles.training import QUESTIONS


class CheckForm(forms.Form):
    """The questions at the end of the steps. What was chosen stays; beside it, what to think of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.code] = forms.ChoiceField(
                label=str(question.words),
                choices=[(choice.code, choice.words) for choice in question.choices],
                widget=RadioCards,
                error_messages={"required": _("Choose what you would most likely do.")},
            )

    def think_again(self, codes: list[str]) -> None:
        """Put the kind word for what was chosen beside each of these questions."""
        for question in QUESTIONS:
            chosen = question.choice(self.cleaned_data.get(question.code, ""))
            if question.code in codes and chosen:
                self.add_error(question.code, str(chosen.feedback))


class AskToVouchForm(forms.Form):
    """Who of those one has met here."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("Somebody who knows you"),
        help_text=gettext_lazy("People you have talked with here. They read that you would like to be a mentor."),
        coerce=int,
    )

    def __init__(self, *args: Any, people: list[Met], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(one.place.pk, one.place.name) for one in people]


class VouchForm(forms.Form):
    """How one knows them."""

    words = forms.CharField(
        label=gettext_lazy("How you know them"),
        help_text=gettext_lazy("A line or two. Only the staff who decide read it, never the one it is about."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ApproveForm(ReasonForm):
    """Why, and whether whoever decides knows the person themselves."""

    KNOWS = (("", gettext_lazy("Others vouch for them")), ("yes", gettext_lazy("I know them myself")))

    knows_them = forms.ChoiceField(
        label=gettext_lazy("Who knows them"),
        choices=KNOWS,
        required=False,
        widget=ChipRadios(attrs=PINE),
    )

    @property
    def says_so(self) -> bool:
        return bool(self.cleaned_data.get("knows_them"))
