"""One row of a list, as a meeting."""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.members.zones import is_zone
from groups.directory.guide.times import is_nothing, minutes_between, read_days, read_slot_lines, read_time
from groups.directory.guide.types import CLOSED_FOR_NOW, LANGUAGE_NAMES, LANGUAGES, ONLINE, code_of
from groups.directory.guide.values import is_provider, read_address, read_flag, read_phone, read_point, read_text
from groups.directory.guide.why import NotRead, Trouble, Why, shown


class Attendance(models.TextChoices):
    """How one takes part; found out from what the row holds."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")
    #: Its place is closed for a time, and it is not online: it comes back.
    CLOSED = "closed", _("Closed for now")
    #: Neither a place one could go to nor a way to take part online.
    INACTIVE = "inactive", _("Not meeting")


@dataclass(frozen=True)
class Row:
    """A meeting as a list has it. ``slots`` are days (0 = Sunday) and times in ``zone``; none: by appointment."""

    slug: str
    name: str
    slots: tuple[tuple[int, time], ...] = ()
    minutes: int = 60
    zone: str = ""
    notes: str = ""
    group: str = ""
    location: str = ""
    address: str = ""
    regions: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    approximate: bool = False
    attendance: Attendance = Attendance.INACTIVE
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    conference_url: str = ""
    conference_phone: str = ""
    url: str = ""
    updated: datetime | None = None
    #: What was read otherwise than it is written.
    troubles: tuple[Trouble, ...] = field(default=(), compare=False)

    def told_apart(self, troubles: tuple[Trouble, ...]) -> "Row":
        """The same under a slug that its days and times make its own."""
        mark = sha256(repr((self.slots, self.name, self.address, self.location)).encode()).hexdigest()[:8]
        return replace(self, slug=f"{self.slug[:55]}-{mark}", troubles=(*self.troubles, *troubles))


def read_row(row: Any, *, zone: str = "UTC", language: str = "") -> Row:
    """Read one row; ``zone`` and ``language`` are the list's own, for rows that name none.

    Raises NotRead with the field and the reason where nobody could know when the meeting is, or what it is.
    """
    if not isinstance(row, dict):
        raise NotRead("", Why.NOT_A_MEETING, row)
    troubles: list[Trouble] = []
    name = read_text(row.get("name"), "name", 255, troubles)
    if not name:
        raise NotRead("name", Why.MISSING, row.get("name") or "")
    slots, minutes = _when(row, troubles)
    codes, languages = _kinds(row, troubles)
    link, phone = _online(row, troubles)
    point = read_point(row, troubles)
    address, exact = _place(row, troubles)
    location = read_text(row.get("location"), "location", 255, troubles)
    flag = read_flag(row.get("approximate"))
    approximate = not exact and not (point and location) if flag is None else flag
    somewhere = bool(address or (point and location))
    return Row(
        slug=_slug(row, name, slots, troubles),
        name=name,
        slots=tuple(slots),
        minutes=minutes,
        zone=_zone(row, zone, troubles),
        notes=_notes(row, troubles),
        group=read_text(row.get("group"), "group", 255, troubles),
        location=location,
        address=address,
        regions=_regions(row, troubles),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        approximate=approximate,
        attendance=_attendance(
            somewhere and not approximate, link, phone, codes, str(row.get("attendance_option") or "").lower()
        ),
        types=tuple(code for code in codes if code != ONLINE),
        languages=tuple(languages or ([language] if language else [])),
        conference_url=link,
        conference_phone=phone,
        url=read_address("" if _has_own_form(row) else row.get("url"), "url", troubles),
        updated=_updated(row.get("updated")),
        troubles=tuple(troubles),
    )


def _when(row: dict[str, Any], troubles: list[Trouble]) -> tuple[list[tuple[int, time]], int]:
    if "times" in row and is_nothing(row.get("time")) and is_nothing(row.get("day")):
        return read_slot_lines(row["times"]), 60
    days, at = read_days(row.get("day"), troubles), read_time(row.get("time"), "time")
    if at is None and days:
        raise NotRead("time", Why.NO_TIME, row.get("day"))
    if at is not None and not days:
        raise NotRead("day", Why.NO_DAY, row.get("time"))
    if at is None:
        return [], 60
    try:
        end = read_time(row.get("end_time"), "end_time")
    except NotRead as unread:
        troubles.append(unread.trouble)
        end = None
    return [(day, at) for day in days], minutes_between(at, end, troubles)


def _slug(row: dict[str, Any], name: str, slots: list[tuple[int, time]], troubles: list[Trouble]) -> str:
    slug = slug_of(row.get("slug"))
    if not slug:
        own = row.get("id") or row.get("meetingId")
        mark = f"{own}" if isinstance(own, (int, str)) else sha256(repr((name, slots)).encode()).hexdigest()[:8]
        slug = slug_of(f"{_slugged(name)[:40]}-{mark}") or sha256(name.encode()).hexdigest()[:16]
        troubles.append(Trouble("slug", Why.MADE, slug))
    elif len(_slugged(str(row["slug"]))) > 64:
        troubles.append(Trouble("slug", Why.TOO_LONG, shown(row["slug"])))
    return slug


def slug_of(value: Any) -> str:
    """The slug as it is kept: at most 64 letters, digits and dashes, a longer one cut and marked. Empty: none."""
    slug = _slugged(str(value)) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    return slug if len(slug) <= 64 else f"{slug[:55]}-{sha256(slug.encode()).hexdigest()[:8]}"


def _slugged(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", ascii_only).strip("-")


def _zone(row: dict[str, Any], standard: str, troubles: list[Trouble]) -> str:
    value = row.get("timezone")
    if is_nothing(value):
        return standard
    text = value.strip().replace(" ", "_") if isinstance(value, str) else ""
    if is_zone(text):
        return text
    troubles.append(Trouble("timezone", Why.UNKNOWN_ZONE, shown(value)))
    return standard


def _kinds(row: dict[str, Any], troubles: list[Trouble]) -> tuple[list[str], list[str]]:
    """Codes of types, and tags of languages; what is not known is told of."""
    codes: dict[str, None] = {}
    languages: dict[str, None] = {}
    for word in _listed(row.get("types")):
        code = code_of(word) if isinstance(word, str) else None
        if code is None:
            troubles.append(Trouble("types", Why.UNKNOWN_TYPE, shown(word)))
        elif code in LANGUAGES:
            languages[LANGUAGES[code][0]] = None
        else:
            codes[code] = None
    for word in _listed(row.get("languages")):
        code = code_of(word) if isinstance(word, str) else None
        if isinstance(word, str) and word.strip().lower() in LANGUAGE_NAMES:
            languages[word.strip().lower()] = None
        elif code in LANGUAGES:
            languages[LANGUAGES[code][0]] = None
        else:
            troubles.append(Trouble("languages", Why.UNKNOWN_LANGUAGE, shown(word)))
    return list(codes), list(languages)


def _listed(value: Any) -> list[Any]:
    """What is meant as a list, also where it is one string."""
    if is_nothing(value):
        return []
    words = value if isinstance(value, list) else [value]
    flat: list[Any] = []
    for word in words:
        if isinstance(word, (str, int)) and not isinstance(word, bool):
            flat += [part.strip() for part in re.split(r"[,;|]", str(word).strip().strip("[]")) if part.strip()]
        elif not is_nothing(word):
            flat.append(word)
    return flat


def _online(row: dict[str, Any], troubles: list[Trouble]) -> tuple[str, str]:
    if _has_own_form(row):
        link = "" if str(row.get("url")).rstrip("/") in ("https:", "http:") else row.get("url")
        return read_address(link, "url", troubles), read_phone(row.get("phone"), "phone", troubles)
    link = read_address(row.get("conference_url"), "conference_url", troubles)
    return link, read_phone(row.get("conference_phone"), "conference_phone", troubles)


def _has_own_form(row: dict[str, Any]) -> bool:
    """Whether it is a row of the online intergroup's list: days and times in lines, the link in "url", cut or whole."""
    return "conference_url" not in row and ("times" in row or "meetingId" in row)


def _place(row: dict[str, Any], troubles: list[Trouble]) -> tuple[str, bool]:
    """The address on one line, and whether it names a spot and not only a town."""
    whole = read_text(row.get("formatted_address"), "formatted_address", 255, troubles)
    street = read_text(row.get("address"), "address", 255, troubles)
    if not whole:
        whole = read_text(row.get("physicalLocation"), "physicalLocation", 255, troubles)
    if whole:
        return whole, bool(street) or len(whole.split(",")) >= 4 or any(sign.isdigit() for sign in whole.split(",")[0])
    names = ("city", "state", "postal_code", "country")
    parts = [street, *(read_text(row.get(name), name, 120, troubles) for name in names)]
    return ", ".join(part for part in parts if part)[:255], bool(street)


def _regions(row: dict[str, Any], troubles: list[Trouble]) -> tuple[str, ...]:
    """From general to specific; made of city and state, or of the address, where no region is named."""
    value = row.get("regions")
    words = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    if not words:
        words = [row.get("region"), row.get("sub_region")]
    if all(is_nothing(word) for word in words):
        words = [row.get("state"), row.get("city")]
    named = [read_text(word, "regions", 80, troubles) for word in words[:6]]
    if not any(named):
        parts = [part.strip() for part in str(row.get("formatted_address") or "").split(",")]
        named = [read_text(parts[-3], "regions", 80, [])] if len(parts) >= 4 else []
    return tuple(dict.fromkeys(name for name in named if name))


def _notes(row: dict[str, Any], troubles: list[Trouble]) -> str:
    """All that is written in words about the meeting and its place; never who to contact."""
    names = ("notes", "location_notes", "group_notes", "conference_url_notes", "conference_phone_notes")
    parts = [read_text(row.get(name), name, 3000, troubles, lines=True) for name in names]
    return "\n\n".join(dict.fromkeys(part for part in parts if part))[:6000]


def _attendance(place: bool, link: str, phone: str, codes: list[str], plugin: str) -> Attendance:
    """Online by a known provider, a phone, or a word of the plugin's; in person by an exact place that is not closed.

    A link to somewhere unknown counts where there is no other way to take part.
    """
    closed = CLOSED_FOR_NOW in codes
    said = ONLINE in codes or plugin in ("online", "hybrid")
    online = bool(phone) or bool(link and (is_provider(link) or said or not place)) or (said and not place)
    if place and not closed:
        return Attendance.HYBRID if online else Attendance.IN_PERSON
    if online:
        return Attendance.ONLINE
    return Attendance.CLOSED if closed else Attendance.INACTIVE


def _updated(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    if not 1990 <= found.year <= 2200:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
