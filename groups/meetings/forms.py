from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from community.kit.clock import moment_of
from community.kit.forms.widgets import ChipCheckboxes, ChipRadios, RadioCards
from community.members.zones import zone_choices
from groups.meetings.actions import ThisOnce
from groups.meetings.models import Meeting, Occurrence
from groups.meetings.plan import EARLIEST, LATEST, Plan, wall
from groups.meetings.repeating import How, Repeats
from groups.meetings.wording import NTH

CHIPS = {"class": "chip-choices--pine"}
HOW_OFTEN = [
    (How.ONCE, _("Once")),
    (How.DAILY, _("Every day")),
    (How.WEEKLY, _("Every week")),
    (How.MONTHLY, _("Every month, the same date")),
    (How.MONTHLY_WEEKDAY, _("Every month, a weekday")),
    (How.YEARLY, _("Every year")),
]
NEVER, UNTIL, TIMES = "never", "until", "times"
_DAY = {"invalid": _("Write it like 2026-12-24."), "required": _("Which day?")}
_YEAR = _("Please look at the year.")
_TIME = {"invalid": _("Write it like 18:30."), "required": _("Write a time, like 18:30.")}
_NUMBER = {"invalid": _("A number, please."), "min_value": _("At least one, please.")}


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, as the browser asks for it."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    near = [MinValueValidator(EARLIEST, _YEAR), MaxValueValidator(LATEST, _YEAR)]
    return forms.DateField(label=label, widget=widget, error_messages=_DAY, validators=near, **more)


def time_field(label: Any, **more: Any) -> forms.TimeField:
    """An hour of the day, as the browser asks for it."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, error_messages=_TIME, **more)


class MeetingForm(forms.Form):
    """A meeting in plain words. ``plan`` is what it says; ``read`` marks the version that was read."""

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        error_messages={"required": _("A name helps people to find it. A few words are enough.")},
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=Meeting.Kind, widget=ChipRadios(attrs=CHIPS))
    about = forms.CharField(
        label=_("What happens there?"),
        help_text=_("What to bring, what to expect, whether one may just listen."),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    starts_on = day_field(_("Day"))
    starts_at = time_field(_("From"))
    ends_at = time_field(_("To"))
    zone = forms.ChoiceField(
        label=_("By the clock of"),
        help_text=_("Everyone sees it by their own clock, and by this one where it differs."),
        choices=zone_choices,
    )
    how = forms.ChoiceField(label=_("How often?"), choices=HOW_OFTEN, widget=ChipRadios(attrs=CHIPS))
    every = forms.IntegerField(
        label=_("Every how many?"),
        help_text=_("1 is each one, 2 every other one."),
        min_value=1,
        max_value=30,
        error_messages=_NUMBER,
        required=False,
    )
    days = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=ChipCheckboxes(attrs=CHIPS),
    )
    nth = forms.TypedChoiceField(
        label=_("Which one in the month?"), choices=list(NTH.items()), coerce=int, required=False
    )
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=list(WEEKDAYS.items()), coerce=int, required=False)
    ending = forms.ChoiceField(
        label=_("Until when?"),
        choices=[(NEVER, _("No end")), (UNTIL, _("Until a day")), (TIMES, _("So many times"))],
        widget=ChipRadios(attrs=CHIPS),
    )
    until = day_field(_("The last day"), required=False)
    times = forms.IntegerField(
        label=_("How many times in all?"), min_value=1, max_value=500, error_messages=_NUMBER, required=False
    )
    place = forms.CharField(
        label=_("Place"), help_text=_("As people call it: The old mill hall."), max_length=120, required=False
    )
    address = forms.CharField(label=_("Address"), max_length=255, required=False)
    online_url = forms.URLField(
        label=_("Link, where it is online"),
        help_text=_("People see it from 15 minutes before, on this site alone. It is in no mail and no calendar."),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, beginning with https://.")},
    )
    online_phone = forms.CharField(label=_("Number to ring, if there is one"), max_length=60, required=False)
    places = forms.IntegerField(
        label=_("How many people fit?"),
        help_text=_("Leave it empty where everyone does. Otherwise there is a waiting list that moves up by itself."),
        min_value=1,
        max_value=10_000,
        required=False,
        error_messages=_NUMBER,
    )
    open_to = forms.ChoiceField(
        label=_("For whom?"),
        choices=Meeting.OpenTo,
        widget=RadioCards(
            descriptions={
                Meeting.OpenTo.GROUP: _("Nobody else sees that it is there."),
                Meeting.OpenTo.EVERYONE: _("Guests find it too. They do not see who else comes."),
            }
        ),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    read = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9)

    def __init__(self, *args: Any, may_hold: bool, hidden: bool, **kwargs: Any) -> None:
        """``may_hold``: whether they may make more than something to do together. ``hidden``: the group is."""
        super().__init__(*args, **kwargs)
        if not may_hold:
            del self.fields["kind"]
        if hidden or not may_hold:
            del self.fields["open_to"]

    @property
    def plan(self) -> Plan:
        """What it says; only after ``is_valid()``."""
        said = self.cleaned_data
        return Plan(
            title=said["title"],
            starts_on=said["starts_on"],
            starts_at=said["starts_at"],
            zone=said["zone"],
            minutes=minutes_between(said["starts_at"], said["ends_at"]),
            repeats=self._repeats,
            kind=said.get("kind", Meeting.Kind.ACTIVITY),
            open_to=said.get("open_to", Meeting.OpenTo.GROUP),
            about=said["about"],
            place=said["place"].strip(),
            address=said["address"].strip(),
            online_url=said["online_url"],
            online_phone=said["online_phone"].strip(),
            places=said["places"],
        )

    @property
    def _repeats(self) -> Repeats:
        said = self.cleaned_data
        how = How(said["how"])
        days: tuple[int, ...] = ()
        if how == How.WEEKLY:
            days = tuple(sorted(said["days"]))
        elif how == How.MONTHLY_WEEKDAY:
            days = (said["weekday"] if said["weekday"] != "" else said["starts_on"].weekday(),)
        return Repeats(
            how=how,
            every=said["every"] or 1,
            days=days,
            nth=said["nth"] or 1,
            until=said["until"] if said["ending"] == UNTIL else None,
            times=said["times"] if said["ending"] == TIMES else None,
        )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("how") != How.ONCE:
            if said.get("ending") == UNTIL and not said.get("until") and "until" not in self.errors:
                self.add_error("until", _("Which day is the last?"))
            if said.get("ending") == TIMES and not said.get("times") and "times" not in self.errors:
                self.add_error("times", _("How many times?"))
        return said


def first_words(plan: Plan) -> dict[str, Any]:
    """What the form shows of a plan."""
    said = plan.repeats
    ending = UNTIL if said.until else TIMES if said.times else NEVER
    weekday = said.days[0] if said.days else plan.starts_on.weekday()
    names = ("title", "kind", "about", "starts_on", "starts_at", "zone", "place", "address")
    more = ("online_url", "online_phone", "places", "open_to")
    return {name: getattr(plan, name) for name in (*names, *more)} | {
        "ends_at": (datetime.combine(plan.starts_on, plan.starts_at) + timedelta(minutes=plan.minutes)).time(),
        "how": said.how,
        "every": said.every,
        "days": list(said.days) if said.how == How.WEEKLY else [plan.starts_on.weekday()],
        "nth": said.nth if said.how == How.MONTHLY_WEEKDAY else min((plan.starts_on.day - 1) // 7 + 1, 4),
        "weekday": weekday,
        "ending": ending,
        "until": said.until,
        "times": said.times,
    }


def minutes_between(begins: time, ends: time) -> int:
    """How long from one time on the wall to the next such other; the same twice is a whole day."""
    day = date(2000, 1, 1)
    length = datetime.combine(day, ends) - datetime.combine(day, begins)
    return int((length if length > timedelta(0) else length + timedelta(days=1)).total_seconds() // 60)


class OnceForm(forms.Form):
    """One time of a meeting, by the clock where it is."""

    day = day_field(_("Day"))
    starts_at = time_field(_("From"))
    ends_at = time_field(_("To"))
    place = forms.CharField(label=_("Another place"), max_length=120, required=False)
    address = forms.CharField(label=_("Its address"), max_length=255, required=False)
    places = forms.IntegerField(
        label=_("How many people fit this time?"),
        help_text=_("Whoever has a place keeps it."),
        min_value=1,
        max_value=10_000,
        required=False,
        error_messages=_NUMBER,
    )
    note = forms.CharField(
        label=_("A word to those who come"),
        help_text=_("Why it is different this time, or what to bring."),
        max_length=300,
        required=False,
    )

    @staticmethod
    def first_words(occurrence: Occurrence) -> dict[str, Any]:
        begins = wall(occurrence.starts_at, occurrence.meeting)
        return {
            "day": begins.date(),
            "starts_at": begins.time(),
            "ends_at": wall(occurrence.ends_at, occurrence.meeting).time(),
            "place": occurrence.place,
            "address": occurrence.address,
            "places": occurrence.places,
            "note": occurrence.note,
        }

    def this(self, zone_name: str) -> ThisOnce:
        """What it says; only after ``is_valid()``."""
        said = self.cleaned_data
        begins = moment_of(said["day"], said["starts_at"], zone_name)
        return ThisOnce(
            starts_at=begins,
            ends_at=begins + timedelta(minutes=minutes_between(said["starts_at"], said["ends_at"])),
            place=said["place"].strip(),
            address=said["address"].strip(),
            places=said["places"],
            note=said["note"].strip(),
        )


class CallOffForm(forms.Form):
    note = forms.CharField(
        label=_("A word to those who come"),
        help_text=_("They read it, and it stays in the log."),
        max_length=300,
        required=False,
    )


class PauseForm(forms.Form):
    first_day = day_field(_("From"))
    last_day = day_field(_("To, this day too"))
    because = forms.CharField(
        label=_("Why"), help_text=_("Winter holidays, for example."), max_length=120, required=False
    )


class CloseForm(forms.Form):
    because = forms.CharField(label=_("Why"), help_text=_("Everyone who sees the meeting reads it."), max_length=200)


class EndForm(forms.Form):
    because = forms.CharField(
        label=_("Why"),
        help_text=_("It stays in the log."),
        max_length=200,
        error_messages={"required": _("Please say why, in a few words. It stays in the log.")},
    )
