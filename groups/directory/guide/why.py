"""Why something in a list could not be read, or was read otherwise than it is written."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Why(models.TextChoices):
    """The reasons, as they stand in reports."""

    NOT_A_MEETING = "not_meeting", _("this is not a meeting but something else")
    MISSING = "missing", _("nothing is written here")
    NOT_A_DAY = "not_day", _("this is no day of the week")
    NOT_A_TIME = "not_time", _("this is no time of the day")
    NO_DAY = "no_day", _("there is a time but no day")
    NO_TIME = "no_time", _("there is a day but no time")
    DAY_SEVEN = "day_seven", _("days go from 0 to 6; 7 was read as Sunday")
    NO_LENGTH = "no_length", _("it ends when it begins; an hour was taken")
    UNKNOWN_ZONE = "zone", _("this time zone is not known; the list's own was taken")
    UNKNOWN_TYPE = "type", _("this type is not known and was left out")
    UNKNOWN_LANGUAGE = "language", _("this language is not known and was left out")
    NOT_AN_ADDRESS = "address", _("this is no web address and was left out")
    NOT_A_PHONE = "phone", _("this is no phone number and was left out")
    NOT_A_PLACE = "place", _("this is no point on the map and was left out")
    TOO_LONG = "long", _("this is too long and was cut")
    MADE = "made", _("there was none, so one was made from the name and the time")
    TWICE = "twice", _("another row has the same; this one was told apart by its time")
    SAME = "same", _("another row says the same; it was taken once")
    NOT_TEXT = "not_text", _("this is not text and was left out")


@dataclass(frozen=True)
class Trouble:
    """One field of one row that could not be read as it stands; ``said`` is what stood there, shortened."""

    field: str
    why: Why
    said: str = ""


class NotRead(Exception):
    """A row that nobody could understand: ``trouble`` says which field, and why."""

    def __init__(self, field: str, why: Why, said: object = "") -> None:
        super().__init__(f"{field}: {why.value}")
        self.trouble = Trouble(field, why, shown(said))


class Unreadable(Exception):
    """A list that cannot be read at all; ``reason`` is one of ``Unread``."""

    def __init__(self, reason: "Unread") -> None:
        super().__init__(reason.value)
        self.reason = reason


class Unread(models.TextChoices):
    """Why a list as a whole was left alone."""

    NOT_JSON = "not_json", _("This is not JSON, so nothing in it could be read.")
    NOT_A_LIST = "not_list", _("This is not a list of meetings.")
    EMPTY = "empty", _("The list holds no meeting. So that nothing is lost by mistake, it was left alone.")
    BMLT = "bmlt", _("This is a list in BMLT's own format. Ask whoever runs it for a Meeting Guide JSON address.")
    NO_ROW = "no_row", _("Not one row of it could be read.")
    TOO_MANY = "too_many", _("The list is longer than 50,000 rows.")
    TOO_LARGE = "too_large", _("The list is larger than 20 MB.")
    NOT_ALLOWED = "not_allowed", _("This address is not among those the operators allow.")
    NOT_PUBLIC = "not_public", _("This address leads into a private network.")
    NO_ANSWER = "no_answer", _("Nobody answered at this address.")
    TOO_SLOW = "too_slow", _("The answer took too long.")
    REDIRECTED = "redirected", _("The address leads on to others too often.")
    REFUSED = "refused", _("The other side said no.")
    BROKEN = "broken", _("Something went wrong here while it was read.")


def shown(value: object, most: int = 80) -> str:
    """What stood there, on one line, shortened."""
    line = " ".join((value if isinstance(value, str) else repr(value)).replace("\0", "").split())
    return line if len(line) <= most else line[: most - 1] + "…"
