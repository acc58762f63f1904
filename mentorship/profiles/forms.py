"""The shape of what is asked on "What matters to me" and on an offer. No rules: those are the actions'."""

from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.facilities.models import Facility
from community.kit.forms.widgets import ChipCheckboxes, ChipRadios, Switch
from mentorship.profiles.models import MOST_PLACES, Matters, MentorOffer
from mentorship.profiles.vocabulary import (
    AROUND,
    GENDERS,
    LANGUAGES,
    LIFE,
    LIVED,
    PATHWAYS,
    WAYS,
    Vocabulary,
)

WEIGHTS = [
    (Matters.Weight.LOT, gettext_lazy("Matters a lot")),
    (Matters.Weight.LITTLE, gettext_lazy("A little")),
    (Matters.Weight.NOT, gettext_lazy("Not")),
]
#: The questions that are one column of bits, by field.
WORDS = {
    "lived": LIVED,
    "pathways": PATHWAYS,
    "life": LIFE,
    "ways": WAYS,
    "languages": LANGUAGES,
    "around": AROUND,
    "genders_wanted": GENDERS,
}


PINE = {"class": "chip-choices--pine"}


def pine_chips() -> ChipCheckboxes:
    return ChipCheckboxes(attrs=PINE)


def chosen(vocabulary: Vocabulary, label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    """A question that is answered with any of these words, or none."""
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, choices=vocabulary.choices(), required=False, widget=pine_chips()
    )


def weighed(label: Any) -> forms.TypedChoiceField:
    """How much an answer counts when people are suggested."""
    widget = ChipRadios(attrs=PINE)
    return forms.TypedChoiceField(
        label=label,
        choices=WEIGHTS,
        coerce=int,
        required=False,
        empty_value=str(Matters.Weight.LITTLE.value),
        widget=widget,
    )


class MattersForm(forms.Form):
    """Every question may be skipped. ``answers`` is what ``say`` takes."""

    looking = forms.BooleanField(
        label=gettext_lazy("I would like a mentor"),
        help_text=gettext_lazy("Then you see people with room, and the coordinator knows that you wait."),
        required=False,
        widget=Switch,
    )
    lived = chosen(LIVED, gettext_lazy("What I have lived with"))
    weigh_lived = weighed(gettext_lazy("That they have lived it too"))
    pathways = chosen(PATHWAYS, gettext_lazy("What helps me stay on the road"))
    weigh_pathways = weighed(gettext_lazy("That they walk the same way"))
    life = chosen(LIFE, gettext_lazy("My life as it is"))
    weigh_life = weighed(gettext_lazy("That their life is like mine"))
    around = chosen(AROUND, gettext_lazy("When I am around"))
    weigh_hours = weighed(gettext_lazy("That we have many hours in common"))
    ways = chosen(WAYS, gettext_lazy("How I like to talk"))
    weigh_ways = weighed(gettext_lazy("That they like to talk that way"))
    languages = chosen(LANGUAGES, gettext_lazy("Languages I can talk in"))
    weigh_languages = weighed(gettext_lazy("That we have all of them in common"))
    gender = forms.ChoiceField(
        label=gettext_lazy("I am"),
        choices=[("", gettext_lazy("Rather not say")), *GENDERS.choices()],
        required=False,
        widget=ChipRadios(attrs=PINE),
    )
    genders_wanted = chosen(
        GENDERS,
        gettext_lazy("I only want to talk with"),
        gettext_lazy("Leave it open if it does not matter. Otherwise nobody else is shown, on either side."),
    )
    unwanted = forms.MultipleChoiceField(
        label=gettext_lazy("What I do not want"),
        help_text=gettext_lazy("People for whom this is part of it are not shown to you, nor you to them."),
        choices=[
            *((f"pathways:{code}", words) for code, words in PATHWAYS.choices()),
            *((f"ways:{code}", words) for code, words in WAYS.choices()),
        ],
        required=False,
        widget=pine_chips(),
    )
    own_words = forms.CharField(
        label=gettext_lazy("Anything else, in your own words"),
        help_text=gettext_lazy("For yourself. Nobody reads this, not even someone you walk with."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, weighs: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not weighs:
            for question in Matters.WEIGHED:
                del self.fields[f"weigh_{question}"]

    @classmethod
    def initial_from(cls, matters: Matters) -> dict[str, Any]:
        """What was answered before, as the form shows it."""
        initial: dict[str, Any] = {name: words.codes(getattr(matters, name)) for name, words in WORDS.items()}
        initial |= {f"weigh_{question}": matters.weight(question) for question in Matters.WEIGHED}
        return initial | {
            "looking": matters.looking_since is not None,
            "gender": next(iter(GENDERS.codes(matters.gender)), ""),
            "unwanted": [
                *(f"pathways:{code}" for code in PATHWAYS.codes(matters.unwanted_pathways)),
                *(f"ways:{code}" for code in WAYS.codes(matters.unwanted_ways)),
            ],
            "own_words": matters.own_words,
        }

    def clean(self) -> dict[str, Any]:
        """What is mine cannot be what I do not want."""
        cleaned: dict[str, Any] = super().clean() or {}
        mine = {f"{name}:{code}" for name in ("pathways", "ways") for code in cleaned.get(name, [])}
        labels = dict(self.fields["unwanted"].choices)  # type: ignore[attr-defined]
        for both in sorted(mine.intersection(cleaned.get("unwanted", []))):
            self.add_error(
                "unwanted", _("You chose “%(word)s” above as yours. Which of the two is it?") % {"word": labels[both]}
            )
        return cleaned

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        unwanted = [one.split(":") for one in cleaned["unwanted"]]
        answers: dict[str, Any] = {name: words.bits(cleaned[name]) for name, words in WORDS.items()}
        answers |= {name: int(cleaned[name]) for name in cleaned if name.startswith("weigh_")}
        return answers | {
            "looking": cleaned["looking"],
            "gender": GENDERS.bits(filter(None, [cleaned["gender"]])),
            "unwanted_pathways": PATHWAYS.bits(code for kind, code in unwanted if kind == "pathways"),
            "unwanted_ways": WAYS.bits(code for kind, code in unwanted if kind == "ways"),
            "own_words": cleaned["own_words"],
        }


class ChangeOfferForm(forms.Form):
    """A mentor's story, and for how many people there is room."""

    story = forms.CharField(
        label=gettext_lazy("Your story"),
        help_text=gettext_lazy("As you would tell it to someone in their first week. Shown to people you might fit."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    years = forms.IntegerField(
        label=gettext_lazy("Years on this road"),
        min_value=0,
        max_value=80,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    places = forms.TypedChoiceField(
        label=gettext_lazy("How many people I have room for"),
        help_text=gettext_lazy("One is plenty. You can change this, and rest, at any time."),
        choices=[(number, str(number)) for number in range(1, MOST_PLACES + 1)],
        coerce=int,
        initial=1,
        widget=ChipRadios(attrs=PINE),
    )

    @classmethod
    def initial_from(cls, offer: MentorOffer) -> dict[str, Any]:
        return {"story": offer.story, "years": offer.years, "places": offer.places}


class OfferForm(ChangeOfferForm):
    """The same, with who is to approve it and the agreement."""

    facility = forms.ModelChoiceField(
        label=gettext_lazy("Who knows you"),
        help_text=gettext_lazy("Someone there reads your offer and talks with you before you begin."),
        queryset=Facility.objects.none(),
        empty_label=None,
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("I have read this and will hold to it."),
        error_messages={"required": gettext_lazy("Please read the agreement and say that you will hold to it.")},
    )

    def __init__(self, *args: Any, facilities: list[Facility], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["facility"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = Facility.objects.filter(pk__in=[facility.pk for facility in facilities])
        if len(facilities) == 1:
            field.initial = facilities[0].pk
            field.widget = forms.HiddenInput()


class TakeRestForm(forms.Form):
    """Until when a mentor rests, where they know it."""

    until = forms.DateField(
        label=gettext_lazy("Back on"),
        help_text=gettext_lazy("Left empty, it lasts until you come back."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_until(self) -> date | None:
        """A day that any clock can show; whether it lies ahead is for the action to say."""
        day: date | None = self.cleaned_data["until"]
        if day is not None and not MINYEAR < day.year < MAXYEAR:
            raise forms.ValidationError(_("Choose a day ahead, within a year."))
        return day


class ReasonForm(forms.Form):
    """Why, in a line: kept with the decision."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
