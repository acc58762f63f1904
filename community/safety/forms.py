from django import forms
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import RadioCards
from community.safety.models import Appeal, Category

DESCRIPTIONS = {
    Category.WORRY: _("They may hurt themselves, use alone, or be in danger. Someone will look at once."),
    Category.SOURCING: _("Selling, giving away or looking for something, openly or between the lines."),
    Category.DOSING: _("How much to take, how to come off: that belongs with a prescriber."),
    Category.PRIVACY: _("Theirs, yours or anyone's: what could show who someone is."),
    Category.PRESSURE: _("Someone is pushed, frightened, or followed by messages they did not want."),
    Category.SHAMING: _("Medication is recovery too, and so is every honest path."),
    Category.HURTFUL: _("Mocking, insults, words that put people down for who they are."),
    Category.MONEY: _("Loans, gifts, treatments or things for sale."),
}


class ReportForm(forms.Form):
    category = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Category.choices,
        widget=RadioCards(descriptions=DESCRIPTIONS),
        error_messages={"required": _("Choose what comes closest. You can add words below.")},
    )
    note = forms.CharField(
        label=_("Anything we should know"),
        help_text=_("Only the people who look after this place read it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    """Why something is decided. The person concerned reads it."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please say why, in a few words.")},
    )


class NoteForm(forms.Form):
    words = forms.CharField(
        label=_("A note for the others who look after this"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write a word or two first.")},
    )


class AppealForm(forms.Form):
    """How the person concerned sees it."""

    words = forms.CharField(
        label=_("How you see it"),
        help_text=_("Only whoever looks again reads it. Say what was missed, or what you would wish for."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say in a few words how you see it.")},
    )


class AnswerForm(forms.Form):
    """What becomes of a decision on a second look, and why. The person concerned reads it."""

    outcome = forms.ChoiceField(
        label=_("After looking again"),
        choices=[(Appeal.Outcome.LIFTED, _("Take it back")), (Appeal.Outcome.STANDS, _("It stands"))],
        widget=RadioCards(
            descriptions={
                Appeal.Outcome.LIFTED: _("What still holds of it ends at once."),
                Appeal.Outcome.STANDS: _("Nothing changes. Your words matter all the more."),
            }
        ),
        error_messages={"required": _("Choose whether it stands.")},
    )
    answer = forms.CharField(
        label=_("What you say to them"),
        help_text=_("They read it, word for word."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please say why, in a few words.")},
    )
