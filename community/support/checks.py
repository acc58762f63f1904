"""``manage.py check`` reads the lines too."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution

from community.support.lines import COUNTRIES, lines, unreviewed


@register("support")
def lines_are_good(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every country has an emergency number, in every language; and each line has been looked at lately."""
    found: list[CheckMessage] = []
    for country in COUNTRIES:
        emergency = [line for line in lines() if line.country == country and line.kind == "emergency"]
        if not emergency:
            found.append(Error(f"lines.json has no emergency number for {country}", id="support.E001"))
        found += [
            Error(f"lines.json: {line.name} ({country}) has no words in {language}", id="support.E002")
            for line in emergency
            for language, _name in settings.LANGUAGES
            if language not in line.words
        ]
    stale = unreviewed(datetime.now(UTC).date())
    if stale:
        names = ", ".join(f"{line.name} ({line.country})" for line in stale)
        found.append(
            Caution(
                f"{len(stale)} lines to call have not been looked at for 180 days: {names}",
                hint="Try them, then set reviewed_on in community/support/lines.json.",
                id="support.W001",
            )
        )
    return found
