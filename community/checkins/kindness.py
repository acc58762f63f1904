"""What the page says back. No score, no forecast: what was named is heard, and someone is offered."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from community.checkins.models import CheckIn
from community.members.models import Member

Halt = CheckIn.Halt
#: From here on help is offered first: three in four of the way to "all I think of".
HARD_CRAVING = 7


@dataclass(frozen=True)
class Company:
    """A place to go or a person to write to, composed by the roof from the rooms above."""

    label: str
    url: str
    sentence: str = ""


@dataclass(frozen=True)
class Answer:
    """A few words for one check-in. ``hard`` puts "I need support now" first."""

    text: str
    hard: bool
    company: list[Company]


def answer(check_in: CheckIn) -> Answer:
    """The words for this day, and who is there."""
    hard = is_hard(check_in)
    reaching_out = hard or Halt.LONELY in check_in.halt or check_in.mood <= CheckIn.Mood.LOW
    company = company_of(check_in.member) if reaching_out else []
    return Answer(
        text=" ".join([_words(check_in), *[one.sentence for one in company if one.sentence]]),
        hard=hard,
        company=company,
    )


def is_hard(check_in: CheckIn) -> bool:
    """A heavy mood or a strong craving. It shows help to the one who wrote it and tells nobody."""
    return check_in.mood == CheckIn.Mood.HEAVY or check_in.craving >= HARD_CRAVING


def company_of(member: Member) -> list[Company]:
    """Groups to sit with and people to write to, from ``settings.CHECK_IN_COMPANY``; none where it is not set."""
    path = getattr(settings, "CHECK_IN_COMPANY", "")
    compose: Callable[[Member], list[Company]] | None = import_string(path) if path else None
    return compose(member) if compose else []


def _words(check_in: CheckIn) -> str:
    halt = set(check_in.halt)
    if is_hard(check_in):
        return _("That is a lot to carry today. You do not have to carry it alone.")
    if {Halt.LONELY, Halt.TIRED} <= halt:
        return _("Lonely and tired. Either one is heavy; you named both.")
    if Halt.LONELY in halt:
        return _("Lonely is a hard place to be by yourself.")
    if {Halt.HUNGRY, Halt.TIRED} <= halt:
        return _("Hungry and tired. Something warm and an early night count for a lot.")
    if Halt.ANGRY in halt:
        return _("Anger passes quicker when it is said. You have said it here.")
    if Halt.HUNGRY in halt:
        return _("Something to eat first. The rest can wait twenty minutes.")
    if Halt.TIRED in halt:
        return _("Tired is allowed. Rest is part of it.")
    if check_in.mood <= CheckIn.Mood.LOW:
        return _("A low day is a day, and you are in it. Thank you for saying so.")
    if check_in.mood >= CheckIn.Mood.STEADY:
        return _("Good to hear. This day is kept.")
    return _("So-so is fine. This day is kept.")
