"""Time zones one can live in."""

from functools import lru_cache
from zoneinfo import available_timezones

_REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@lru_cache(maxsize=1)
def _all() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Whether this is an IANA time zone known here."""
    return name in _all()


@lru_cache(maxsize=1)
def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Zones by region, as a select shows them: ``[("Europe", [("Europe/Madrid", "Madrid"), …]), …]``."""
    named = sorted(name for name in _all() if name.split("/", 1)[0] in _REGIONS and "/" in name)
    grouped = [
        (region, [(name, name.split("/", 1)[1].replace("_", " ")) for name in named if name.startswith(f"{region}/")])
        for region in _REGIONS
    ]
    return [("UTC", [("UTC", "UTC")]), *grouped]
