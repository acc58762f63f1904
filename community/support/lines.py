"""Lines to call, as data: by country, with their kind, hours, source, and the day someone last looked."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

FILE = Path(__file__).with_name("lines.json")
#: A line that nobody has looked at for longer is told to the operators.
REVIEW_AFTER = timedelta(days=180)
ELSEWHERE = "EU"

COUNTRIES = {
    "US": gettext_lazy("United States"),
    "CA": gettext_lazy("Canada"),
    "GB": gettext_lazy("United Kingdom"),
    "IE": gettext_lazy("Ireland"),
    "ES": gettext_lazy("Spain"),
    "DE": gettext_lazy("Germany"),
    "AU": gettext_lazy("Australia"),
    "NZ": gettext_lazy("New Zealand"),
    "EU": gettext_lazy("Elsewhere"),
}
#: Emergency first, then someone to talk to, then the way to treatment.
KINDS = ("emergency", "crisis", "referral")


@dataclass(frozen=True)
class Line:
    """One line. ``call`` and ``text`` are numbers as people write them, ``send`` the word to text first.

    ``kind`` is emergency, crisis (someone listens now) or referral (where to find treatment; not for a
    crisis). ``words`` are by language.
    """

    country: str
    kind: str
    name: str
    words: dict[str, str]
    hours: str
    reviewed_on: date
    source: str
    call: str = ""
    text: str = ""
    send: str = ""
    chat: str = ""

    @property
    def says(self) -> str:
        """What it is, in the reader's language, or in English where nobody has translated it."""
        language = (get_language() or "en").split("-")[0]
        return self.words.get(language) or self.words["en"]

    @property
    def open_hours(self) -> str:
        return _("Day and night, every day") if self.hours == "always" else self.hours

    @property
    def dial(self) -> str:
        """The number without what only the eye needs (RFC 3966)."""
        return "".join(sign for sign in self.call if sign.isdigit() or sign == "+")


@lru_cache(maxsize=1)
def lines() -> tuple[Line, ...]:
    """All of them, in order of kind. Raises where the file is broken: at the first look, and in the checks."""
    found = [
        Line(**{**row, "reviewed_on": date.fromisoformat(row["reviewed_on"])})
        for row in json.loads(FILE.read_text(encoding="utf-8"))
    ]
    return tuple(sorted(found, key=lambda line: KINDS.index(line.kind)))


def lines_of(country: str) -> list[Line]:
    """Those of a country; where we know none, the emergency number that works in most places."""
    found = [line for line in lines() if line.country == country]
    return found or [line for line in lines() if line.country == ELSEWHERE]


def country_of(asked_for: str) -> str:
    """The country asked for, if we know it; else the one this installation serves."""
    if asked_for in COUNTRIES:
        return asked_for
    return settings.COUNTRY if settings.COUNTRY in COUNTRIES else ELSEWHERE


def unreviewed(today: date) -> list[Line]:
    """Those that nobody has looked at for 180 days."""
    return [line for line in lines() if today - line.reviewed_on > REVIEW_AFTER]
