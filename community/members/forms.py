"""The shape of what members say about themselves. The rules are in the actions."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import ChipCheckboxes, RadioCards
from community.kit.gate import Refused
from community.members.actions import dress, live_in, rename, show, speak, tell
from community.members.languages import LANGUAGES
from community.members.models import HUES, Member, Profile
from community.members.policies import audience_of
from community.members.showing import LABELS
from community.members.widgets import Hues, NameInput
from community.members.zones import zone_choices

Audience = Profile.Audience

_AUDIENCE_WORDS = {
    Audience.ONLY_ME: _("Nobody else sees it."),
    Audience.CIRCLE: _("Family, friends, a sponsor: those you let in by name."),
    Audience.GROUPS: _("And the people in the groups you are in, where you go by your own name."),
    Audience.MEMBERS: _("Anyone who is logged in here."),
}


def hue_field(name: str) -> forms.TypedChoiceField:
    names = (_("Pine"), _("Fern"), _("Sage"), _("Clay"), _("Sand"), _("Sky"), _("Dawn"), _("Plum"))
    return forms.TypedChoiceField(
        label=_("Your colour"),
        choices=list(enumerate(names))[:HUES],
        coerce=int,
        widget=Hues(name=name),
        help_text=_("Your initial stands on it, wherever you speak."),
    )


class MemberForm(forms.Form):
    """A form about the member; ``save`` calls an action and puts a refusal at its field."""

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        self.member = member
        super().__init__(*args, **kwargs)

    def act(self) -> None:
        raise NotImplementedError

    def save(self) -> bool:
        """Do it, if the answers have the right shape and the action agrees; else the errors say why."""
        if not self.is_valid():
            return False
        try:
            self.act()
        except Refused as refused:
            self.add_error(refused.field if refused.field in self.fields else None, str(refused.reason))
            return False
        return True


class BringsForm(MemberForm):
    brings_me = forms.CharField(
        label=_("What brings you here?"),
        help_text=_("A few words, or none."),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def act(self) -> None:
        tell(self.member, brings_me=self.cleaned_data["brings_me"])


class RoadForm(MemberForm):
    road = forms.ChoiceField(
        label=_("Where are you on the road?"),
        choices=Profile.Road.choices,
        required=False,
        widget=RadioCards(
            {
                Profile.Road.IN_TREATMENT: _("In a programme or a house just now."),
                Profile.Road.JUST_HOME: _("The first weeks after."),
                Profile.Road.FIRST_YEAR: _("Finding out how days work."),
                Profile.Road.LONGER: _("A year or more, or many."),
                Profile.Road.SUPPORTING: _("Someone you love is on the road."),
            }
        ),
    )

    def act(self) -> None:
        tell(self.member, road=self.cleaned_data["road"])


class LanguagesForm(MemberForm):
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak?"),
        choices=list(LANGUAGES.items()),
        required=False,
        widget=ChipCheckboxes(attrs={"class": "chip-choices--pine"}),
    )

    def act(self) -> None:
        tell(self.member, languages=self.cleaned_data["languages"])


class AroundForm(MemberForm):
    around = forms.MultipleChoiceField(
        label=_("When are you around?"),
        choices=Profile.Around.choices,
        required=False,
        widget=ChipCheckboxes(attrs={"class": "chip-choices--pine"}),
    )
    time_zone = forms.ChoiceField(label=_("Your clock"), choices=zone_choices)

    def act(self) -> None:
        tell(self.member, around=self.cleaned_data["around"])
        live_in(self.member, time_zone=self.cleaned_data["time_zone"])


class LookForm(MemberForm):
    audience = forms.ChoiceField(
        label=_("Who may see what you just told us?"),
        choices=Audience.choices,
        widget=RadioCards(_AUDIENCE_WORDS),
        help_text=_("You can choose for each answer later, on your profile."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hue"] = hue_field(self.member.name)
        self.order_fields(["hue", "audience"])

    def act(self) -> None:
        dress(self.member, hue=self.cleaned_data["hue"])
        show(self.member, dict.fromkeys(Profile.SHOWABLE, self.cleaned_data["audience"]))


@dataclass(frozen=True)
class Question:
    """One of the first questions: a page of its own, which can be passed by."""

    slug: str
    form: type[MemberForm]
    lead: str | Promise


QUESTIONS = (
    Question("why", BringsForm, _("So that we know which door to show you first.")),
    Question("road", RoadForm, _("There is a place for every stretch of it.")),
    Question("languages", LanguagesForm, _("So that someone can answer in yours.")),
    Question("times", AroundForm, _("So that you meet people who are awake when you are.")),
    Question("look", LookForm, _("Only you decide what is seen, and by whom.")),
)


class ProfileForm(MemberForm):
    """Everything on one page, each field with its own audience."""

    brings_me = forms.CharField(
        label=LABELS["brings_me"], max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    road = forms.ChoiceField(
        label=LABELS["road"], choices=[("", _("I would rather not say")), *Profile.Road.choices], required=False
    )
    about = forms.CharField(
        label=LABELS["about"], max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    languages = forms.MultipleChoiceField(
        label=LABELS["languages"],
        choices=list(LANGUAGES.items()),
        required=False,
        widget=ChipCheckboxes(attrs={"class": "chip-choices--pine"}),
    )
    around = forms.MultipleChoiceField(
        label=LABELS["around"],
        choices=Profile.Around.choices,
        required=False,
        widget=ChipCheckboxes(attrs={"class": "chip-choices--pine"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in Profile.SHOWABLE:
            self.fields[f"audience_{field}"] = forms.ChoiceField(label=_("Who may see this"), choices=Audience.choices)

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each field with the one that says who may see it."""
        return [(self[field], self[f"audience_{field}"]) for field in LABELS]

    def act(self) -> None:
        tell(self.member, **{field: self.cleaned_data[field] for field in Profile.SHOWABLE})
        show(self.member, {field: self.cleaned_data[f"audience_{field}"] for field in Profile.SHOWABLE})


class NameForm(MemberForm):
    name = forms.CharField(
        label=_("The name you go by here"),
        max_length=60,
        widget=NameInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hue"] = hue_field(self.member.name)

    def act(self) -> None:
        if self.cleaned_data["name"] != self.member.name:
            rename(self.member, name=self.cleaned_data["name"])
        dress(self.member, hue=self.cleaned_data["hue"])


class ClockForm(MemberForm):
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Times and reminders follow it."),
        choices=zone_choices,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) > 1:
            self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def act(self) -> None:
        live_in(self.member, time_zone=self.cleaned_data["time_zone"])
        if "language" in self.cleaned_data:
            speak(self.member, language=self.cleaned_data["language"])


def first_answers(member: Member, profile: Profile) -> dict[str, Any]:
    """What the forms above show at first: what is known."""
    known = {field: getattr(profile, field) for field in Profile.SHOWABLE}
    audiences = {f"audience_{field}": audience_of(profile, field) for field in Profile.SHOWABLE}
    return {
        **known,
        **audiences,
        "name": member.name,
        "hue": member.hue,
        "time_zone": member.time_zone,
        "language": member.language,
        "languages": profile.languages or [member.language],
        "audience": audience_of(profile, "brings_me"),
    }
