"""What someone typed, made fit to be stored, or a kind reason why not."""

import unicodedata
from uuid import UUID

from django.utils.translation import gettext as _

from community.kit.gate import Refused

LONGEST = 10_000


def fit(body: object, *, needed: bool = True) -> str:
    """Return the words with one kind of line end and no empty rim; beside a picture none are ``needed``.

    Raises Refused: ``empty``, ``too_long`` (over 10,000 characters) or ``unreadable`` (no text, or signs that cannot
    be stored).
    """
    if not isinstance(body, str):
        raise Refused("unreadable", _("That could not be read as text."), field="body")
    words = body.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not words or all(unicodedata.category(sign) in {"Cf", "Zs", "Cc"} for sign in words[:200]):
        if not needed:
            return ""
        raise Refused("empty", _("There is nothing written yet."), field="body")
    if len(words) > LONGEST:
        raise Refused(
            "too_long",
            _("That is longer than 10,000 characters. Could you say it in two messages?"),
            field="body",
        )
    if "\0" in words or not _encodes(words):
        raise Refused("unreadable", _("Some signs in there cannot be kept. Please take them out."), field="body")
    return words


def client_id(value: object) -> UUID:
    """Return the sender's own id for a message. Raises Refused where it is no UUID."""
    if isinstance(value, UUID):
        return value
    try:
        if isinstance(value, str) and 32 <= len(value) <= 36:
            return UUID(value)
    except ValueError:
        pass
    raise Refused("client_id", _("This message came without its mark. Please try again."))


def _encodes(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
