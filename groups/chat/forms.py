from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.kit.forms.widgets import ChipCheckboxes, ChipRadios
from community.kit.weekdays import Weekday
from community.members.models import Profile
from community.members.zones import zone_choices
from groups.chat.rules import MOST_SHIFTS, PACES, Duty, Rules, in_order
from groups.roster.models import Group, Membership

STAFF = "staff"
_PACE_WORDS = {
    0: gettext_lazy("As they like"),
    10: gettext_lazy("Every 10 seconds"),
    30: gettext_lazy("Every 30 seconds"),
    60: gettext_lazy("Every minute"),
    300: gettext_lazy("Every 5 minutes"),
}


class ClockInput(forms.TimeInput):
    """An hour of the day, as the browser asks for it."""

    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


def _time(label: Any, **more: Any) -> forms.TimeField:
    words = {"invalid": gettext_lazy("Write it like 18:30."), "required": gettext_lazy("Write a time, like 18:30.")}
    return forms.TimeField(label=label, widget=ClockInput, error_messages=words, **more)


class RoomForm(forms.Form):
    """The pace and the hours of a room, and for whom it is. ``read`` is the mark of the rules that were read."""

    slow_seconds = forms.TypedChoiceField(
        label=gettext_lazy("How often may each person write?"),
        help_text=gettext_lazy("A slower room leaves space for those who need longer."),
        choices=[(pace, _PACE_WORDS[pace]) for pace in PACES],
        coerce=int,
        widget=ChipRadios(attrs={"class": "chip-choices--pine"}),
    )
    opens_at = _time(gettext_lazy("Opens"), required=False)
    rests_at = _time(gettext_lazy("Rests"), required=False)
    zone = forms.ChoiceField(
        label=gettext_lazy("The room's time zone"),
        help_text=gettext_lazy("All times on this page are by its clock. Each member sees them by their own."),
        choices=zone_choices,
    )
    stages = forms.MultipleChoiceField(
        label=gettext_lazy("For people who are"),
        help_text=gettext_lazy(
            "Choose none, and it is for every member. You and others who keep the room always come in."
        ),
        choices=Profile.Road,
        required=False,
        widget=ChipCheckboxes(attrs={"class": "chip-choices--pine"}),
    )
    read = forms.CharField(max_length=32, widget=forms.HiddenInput)


class ShiftForm(forms.Form):
    """One line of the rota."""

    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days"),
        choices=Weekday,
        coerce=int,
        widget=ChipCheckboxes(attrs={"class": "chip-choices--pine"}),
        error_messages={"required": gettext_lazy("Choose at least one day.")},
    )
    starts = _time(gettext_lazy("From"))
    ends = _time(gettext_lazy("To"))
    who = forms.ChoiceField(label=gettext_lazy("Who listens"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = people  # type: ignore[attr-defined]

    @property
    def number(self) -> str:
        """The line's own number, in the names of its fields."""
        return str(self.prefix).rpartition("-")[2]

    @property
    def duty(self) -> Duty:
        """The line as a value; only after ``is_valid()``."""
        said = self.cleaned_data
        who = None if said["who"] == STAFF else int(said["who"])
        return Duty(who, tuple(sorted(said["days"])), said["starts"], said["ends"])


class RulesForms:
    """The whole page of rules: one form for the room, and one for each line of the rota."""

    def __init__(self, room: RoomForm, shifts: list[ShiftForm]) -> None:
        self.room, self.shifts = room, shifts

    @classmethod
    def of(cls, group: Group, rules: Rules, keepers: Iterable[Membership], zone: str) -> "RulesForms":
        """As the rules stand, less the hours of people who keep the room no more. ``zone``: where none was chosen."""
        plain = rules == Rules()
        room = RoomForm(
            initial={
                "slow_seconds": rules.slow_seconds,
                "opens_at": rules.opens_at,
                "rests_at": rules.rests_at,
                "zone": zone if plain else rules.zone,
                "stages": rules.stages,
                "read": rules.mark,
            }
        )
        people = people_of(group, keepers)
        known = {key for key, _name in people}
        standing = [duty for duty in rules.rota if _key(duty) in known]
        shifts = [
            ShiftForm(
                prefix=f"shift-{number}",
                people=people,
                initial={
                    "who": _key(duty),
                    "days": duty.days,
                    "starts": duty.starts,
                    "ends": duty.ends,
                },
            )
            for number, duty in enumerate(standing)
        ]
        return cls(room, shifts)

    @classmethod
    def given(cls, data: QueryDict, group: Group, keepers: Iterable[Membership]) -> "RulesForms":
        """As it was sent, to be checked."""
        people = people_of(group, keepers)
        shifts = [ShiftForm(data, prefix=f"shift-{number}", people=people) for number in _numbers(data)]
        return cls(RoomForm(data), shifts)

    @classmethod
    def rearranged(cls, data: QueryDict, group: Group, keepers: Iterable[Membership], act: str) -> "RulesForms":
        """As it was sent, with a line more (``add``) or less (``drop-3``): all that was typed is kept, unchecked."""
        people, numbers = people_of(group, keepers), _numbers(data)
        if act == "add" and len(numbers) < MOST_SHIFTS:
            numbers.append(_next(numbers))
        elif act.startswith("drop-"):
            numbers = [number for number in numbers if number != act.removeprefix("drop-")]
        room = RoomForm(initial={name: _typed(data, name, name == "stages") for name in RoomForm.base_fields})
        shifts = [
            ShiftForm(
                prefix=f"shift-{number}",
                people=people,
                initial={
                    name: _typed(data, f"shift-{number}-{name}", name == "days") for name in ShiftForm.base_fields
                },
            )
            for number in numbers
        ]
        return cls(room, shifts)

    @property
    def next_number(self) -> str:
        """The number a further line would have."""
        return _next([form.number for form in self.shifts])

    @property
    def wrong(self) -> bool:
        """Whether a field could not be read."""
        return any(form.is_bound and form.errors for form in (self.room, *self.shifts))

    def is_valid(self) -> bool:
        """Whether every line can be read."""
        fine = [form.is_valid() for form in (self.room, *self.shifts)]
        return all(fine)

    @property
    def rules(self) -> Rules:
        """What they say; only after ``is_valid()``."""
        said = self.room.cleaned_data
        return Rules(
            slow_seconds=said["slow_seconds"],
            opens_at=said["opens_at"],
            rests_at=said["rests_at"],
            zone=said["zone"],
            stages=in_order(said["stages"]),
            rota=tuple(form.duty for form in self.shifts),
        )


def people_of(group: Group, keepers: Iterable[Membership]) -> list[tuple[str, str]]:
    """Who can be on the rota: keepers by the name they bear in the group, and the facility's staff."""
    people = [(str(keeper.pk), keeper.name) for keeper in keepers]
    if group.facility:
        people.append((STAFF, _("The staff of %(house)s") % {"house": group.facility.name}))
    return people


def _key(duty: Duty) -> str:
    return STAFF if duty.membership is None else str(duty.membership)


def _numbers(data: QueryDict) -> list[str]:
    """The numbers of the lines that were sent."""
    numbers = [number for number in data.getlist("line") if number.isdecimal() and len(number) < 4]
    return list(dict.fromkeys(numbers))[:MOST_SHIFTS]


def _next(numbers: list[str]) -> str:
    return str(max([int(number) for number in numbers], default=-1) + 1)


def _typed(data: QueryDict, name: str, several: bool) -> Any:
    return data.getlist(name) if several else data.get(name, "")
