from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.facilities.models import Facility
from community.kit.forms.widgets import ChipCheckboxes, ChipRadios, RadioCards
from community.members.forms import hue_field
from community.members.languages import LANGUAGES
from community.members.models import Member
from community.members.zones import zone_choices
from groups.joining.actions import DAYS
from groups.roster.actions import AFTERWARDS
from groups.roster.kinds import ENTRY_WORDS, WORDS
from groups.roster.models import Group, Membership


class ComeInForm(forms.Form):
    """The name and colour to bear in a group, and its agreement."""

    name = forms.CharField(
        label=_("The name you go by in this group"),
        max_length=40,
        help_text=_("It may differ from your name elsewhere. Nothing here links the two."),
    )
    agreed = forms.BooleanField(label=_("I agree to what this group has agreed on"))

    def __init__(self, *args: Any, member: Member, group: Group, **kwargs: Any) -> None:
        # Among families one's own name would be found by those one is near; so none is proposed there.
        own_name = "" if group.kind == Group.Kind.FAMILY else member.name
        kwargs.setdefault("initial", {"name": own_name, "hue": member.hue})
        super().__init__(*args, **kwargs)
        self.fields["hue"] = hue_field(member.name)
        self.fields["hue"].help_text = _("Your initial stands on it, in this group.")
        self.order_fields(self.field_order or ["name", "hue", "agreed"])
        if not group.agreement:
            del self.fields["agreed"]


class AskForm(ComeInForm):
    words = forms.CharField(
        label=_("What would you like to say?"),
        help_text=_("Those who keep the group read it, and can write back before they decide."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["name", "hue", "words", "agreed"]


class DeclineForm(forms.Form):
    words = forms.CharField(
        label=_("A kind word to go with it"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class RoleForm(forms.Form):
    """Another role for a member, and why: they read it."""

    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
    reason = forms.CharField(
        label=_("Why, in a line"),
        help_text=_("They read it, and it stays in the log."),
        max_length=200,
        error_messages={"required": _("Please say why, in a few words. They will read it.")},
    )


class AgreementForm(forms.Form):
    """What a group agrees on. ``version`` is the one that was read, so that nobody writes over another's words."""

    text = forms.CharField(
        label=_("What this group agrees on"),
        help_text=_("A sentence a line; a few are enough. Everyone reads it anew, and agrees, when they next come in."),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": _("That is more than people can hold on to. Please make it shorter.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)


class _GroupForm(forms.Form):
    """What a group is called, says of itself, and how one comes in."""

    name = forms.CharField(label=_("What it is called"), max_length=80)
    about = forms.CharField(
        label=_("What this room is"),
        help_text=_("For whom it is, and what happens in it, in a few plain sentences."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("A sentence or two, please: people decide by them.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of room?"), choices=Group.Kind.choices, widget=RadioCards(descriptions=WORDS)
    )
    entry = forms.ChoiceField(
        label=_("Who may come in?"), choices=Group.Entry.choices, widget=RadioCards(descriptions=ENTRY_WORDS)
    )
    focus = forms.MultipleChoiceField(
        label=_("What it is about, or for whom"),
        help_text=_("People look for rooms by these words. A few at most, or none."),
        choices=Group.Focus.choices,
        required=False,
        widget=ChipCheckboxes(attrs={"class": "chip-choices--pine"}),
    )
    language = forms.ChoiceField(label=_("Which language is spoken most?"), choices=list(LANGUAGES.items()))
    zone = forms.ChoiceField(
        label=_("By which clock does it go?"),
        help_text=_("Its meetings and its day begin by this clock. Each member sees times by their own."),
        choices=zone_choices,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # "Open: anyone may join" says in one line what the card says in two.
        short = {value: str(label).partition(":")[0] for value, label in Group.Entry.choices}
        self.fields["entry"].choices = list(short.items())  # type: ignore[attr-defined]


class SettingsForm(_GroupForm):
    """A group's settings. ``read`` is the mark of those that were read."""

    read = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [
            (value, label) for value, label in Group.Kind.choices if (value == Group.Kind.FAMILY) == _is_family(group)
        ]
        if group.facility_id is None:
            kinds = [one for one in kinds if one[0] != Group.Kind.AFTERCARE]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class FoundForm(_GroupForm):
    """A group to be: for a facility, where one is of its staff, and under which name one leads it."""

    facility = forms.ModelChoiceField(
        label=_("For which facility?"),
        queryset=Facility.objects.none(),
        required=False,
        empty_label=_("For none: it is its members' own"),
    )
    agreement = forms.CharField(
        label=_("What do people agree on?"),
        help_text=_("A sentence a line; a few are enough. Everyone reads them before they come in."),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    known_as = forms.CharField(
        label=_("The name you go by in this group"),
        max_length=40,
        help_text=_("It may differ from your name elsewhere. Nothing here links the two."),
    )

    field_order = (
        "name", "about", "kind", "facility", "entry", "agreement", "focus", "language", "zone", "known_as", "hue",
    )  # fmt: skip

    def __init__(self, *args: Any, member: Member, facilities: list[Facility], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hue"] = hue_field(member.name)
        self.fields["hue"].help_text = _("Your initial stands on it, in this group.")
        if facilities:
            houses = Facility.objects.filter(pk__in=[one.pk for one in facilities])
            self.fields["facility"].queryset = houses  # type: ignore[attr-defined]
        else:
            del self.fields["facility"]
            kinds = [one for one in Group.Kind.choices if one[0] != Group.Kind.AFTERCARE]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.order_fields(self.field_order)


def _is_family(group: Group) -> bool:
    return group.kind == Group.Kind.FAMILY


class InviteForm(forms.Form):
    """A link for one person."""

    note = forms.CharField(
        label=_("For whom is it?"),
        help_text=_("Your own word, so that you know the link again. Only those who keep the group see it."),
        max_length=60,
        required=False,
    )
    greeting = forms.CharField(
        label=_("A few words they read with it"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    email = forms.EmailField(
        label=_("Send it to an e-mail address"),
        help_text=_("The mail names neither the group nor this place, and we forget the address. Or leave it empty."),
        required=False,
        error_messages={"invalid": _("This does not look like an e-mail address.")},
    )
    days_valid = forms.TypedChoiceField(
        label=_("How long it opens"),
        choices=[(DAYS[0], _("A week")), (DAYS[1], _("Two weeks")), (DAYS[2], _("A month"))],
        coerce=int,
        initial=DAYS[1],
        widget=ChipRadios(attrs={"class": "chip-choices--pine"}),
    )


class HandOverForm(forms.Form):
    """Asking somebody else to lead a group."""

    afterwards = forms.ChoiceField(
        label=_("What you are afterwards"),
        choices=[(role.value, role.label) for role in AFTERWARDS],
        initial=Membership.Role.MEMBER,
    )
    reason = forms.CharField(
        label=_("Why, in a line"),
        help_text=_("They read it, and it stays in the log."),
        max_length=200,
        error_messages={"required": _("Please say why, in a few words. They will read it.")},
    )


class PutAwayForm(forms.Form):
    """Why a group is put away."""

    reason = forms.CharField(
        label=_("A word to everyone in it"),
        help_text=_("They read it with the news that the room is put away."),
        max_length=200,
        error_messages={"required": _("Please say why, in a few words. They will read it.")},
    )


class StayingForm(forms.Form):
    """The last day of one's right to a facility's aftercare."""

    until = forms.DateField(
        label=_("Its last day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose a day, or let it last for as long as you like."),
            "invalid": _("Write the day like 2027-03-21."),
        },
    )
