"""Single values as lists write them: text with HTML in it, addresses, phones, points on the map."""

import html
import re
from typing import Any
from urllib.parse import urlsplit

from groups.directory.guide.times import is_nothing
from groups.directory.guide.why import Trouble, Why, shown

_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/tr|/h\d)\b[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINES = re.compile(r"[ \t\r\f\v\u00a0]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u2060\ufeff\ud800-\udfff]")

_PHONE_MARKS = re.compile(r"[\s().\-/\u2010-\u2015]+")
_EXTENSION = re.compile(r"(?:extension|ext|x)[.:]?", re.IGNORECASE)
_PHONE = re.compile(r"[0-9+,*#]{3,}")

#: Where meetings are held online, by the end of the host's name.
PROVIDERS = (
    "zoom.us", "zoom.com", "zoomgov.com", "meet.google.com", "hangouts.google.com", "teams.microsoft.com",
    "teams.live.com", "gotomeeting.com", "gotomeet.me", "goto.com", "webex.com", "skype.com", "bluejeans.com",
    "freeconferencecall.com", "freeconference.com", "fccdl.in", "jitsi.org", "jit.si", "whereby.com", "discord.gg",
    "discord.com", "facetime.apple.com", "ringcentral.com", "signal.org", "signal.group", "8x8.vc",
    "uberconference.com", "dialpad.com", "bigbluebutton.org", "chime.aws", "evmux.com", "paltalk.com",
)  # fmt: skip


def read_text(value: Any, field: str, most: int, troubles: list[Trouble], *, lines: bool = False) -> str:
    """Plain text without tags and entities, at most so many characters; ``lines`` keeps its line breaks."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if is_nothing(value):
        return ""
    if not isinstance(value, str):
        troubles.append(Trouble(field, Why.NOT_TEXT, shown(value)))
        return ""
    text = plain(value) if lines else " ".join(plain(value).split())
    if len(text) > most:
        troubles.append(Trouble(field, Why.TOO_LONG, shown(text)))
        text = text[: most - 1].rstrip() + "…"
    return text


def plain(text: str) -> str:
    """The words of a text that may hold HTML, each line on its own. Entities are opened, also those opened twice."""
    for _turn in range(2):
        if "<" in text:
            text = _TAGS.sub("", _BREAKS.sub("\n", _HIDDEN.sub("", text)))
        if "&" not in text:
            break
        text = html.unescape(text)
    if "<" in text:
        text = _TAGS.sub("", text)
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = [_LINES.sub(" ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def read_address(value: Any, field: str, troubles: list[Trouble]) -> str:
    """A web address that may be a link on a page: http or https, with a host. Empty where there is none."""
    if is_nothing(value):
        return ""
    text = html.unescape(value).strip().strip("<>") if isinstance(value, str) else ""
    if text and "://" not in text and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and parts.port is not False
    except ValueError:
        good = False
    if not good or len(text) > 500 or re.search(r"[\s\"'<>\\]", text) or _CONTROL.search(text):
        troubles.append(Trouble(field, Why.NOT_AN_ADDRESS, shown(value)))
        return ""
    return text


def is_provider(address: str) -> bool:
    """Whether meetings are known to be held at this address."""
    host = (urlsplit(address).hostname or "").lower()
    return any(host == one or host.endswith(f".{one}") for one in PROVIDERS)


def read_phone(value: Any, field: str, troubles: list[Trouble]) -> str:
    """A number that a telephone can dial: digits and + , * #. Dashes, brackets and dots are left out."""
    if is_nothing(value):
        return ""
    text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    text = _PHONE_MARKS.sub("", _EXTENSION.sub(",", text.removeprefix("tel:")))
    if not _PHONE.fullmatch(text) or len(text) > 100 or sum(sign.isdigit() for sign in text) < 3:
        troubles.append(Trouble(field, Why.NOT_A_PHONE, shown(value)))
        return ""
    return text


def read_point(row: dict[str, Any], troubles: list[Trouble]) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, also where they are written as words; None where there is no such point."""
    given = (row.get("latitude"), row.get("longitude"))
    if is_nothing(given[0]) and is_nothing(given[1]):
        return None
    latitude, longitude = (_degrees(value) for value in given)
    if (
        latitude is None
        or longitude is None
        or not (-90 <= latitude <= 90 and -180 <= longitude <= 180)
        or (latitude == 0 and longitude == 0)
    ):
        troubles.append(Trouble("latitude", Why.NOT_A_PLACE, shown(f"{given[0]}, {given[1]}")))
        return None
    return latitude, longitude


def _degrees(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        found = float(value.strip().replace(",", ".") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return found if abs(found) <= 180 else None


def read_flag(value: Any) -> bool | None:
    """A yes or no however it is written; None where it is neither."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower() if isinstance(value, (str, int)) else ""
    return {"yes": True, "true": True, "1": True, "y": True, "no": False, "false": False, "0": False, "n": False}.get(
        word
    )
