"""Codes of proofs: half of it names the proof, half of it signs what the proof says."""

import secrets
from datetime import date

from django.utils.crypto import constant_time_compare, salted_hmac

#: Crockford's base 32: no I, L, O or U, so that a code can be read out and typed.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HALF = 10
_MEANT = str.maketrans("OIL", "011")


def new_key() -> str:
    """The half that names a proof: fifty bits that nobody guesses."""
    return "".join(secrets.choice(SIGNS) for _sign in range(HALF))


def code_of(key: str, day: date, minutes: int) -> str:
    """The code, in four groups of five: ``key``, and fifty bits of an HMAC-SHA-256 over key, date and minutes."""
    code = key + _signature(key, day, minutes)
    return "-".join(code[at : at + 5] for at in range(0, 2 * HALF, 5))


def halves(code: str) -> tuple[str, str] | None:
    """The key and the signature of a code however it was typed; None where it cannot be one."""
    text = "".join(sign for sign in code.upper() if sign.isalnum()).translate(_MEANT)
    if len(text) != 2 * HALF or set(text) - set(SIGNS):
        return None
    return text[:HALF], text[HALF:]


def is_signed(key: str, signature: str, day: date, minutes: int) -> bool:
    """Whether this house signed that this code says this."""
    return constant_time_compare(signature, _signature(key, day, minutes))


def _signature(key: str, day: date, minutes: int) -> str:
    said = salted_hmac("groups.attendance.proof", f"{key}|{day.isoformat()}|{minutes}", algorithm="sha256").digest()
    number = int.from_bytes(said[:8]) >> 14
    return "".join(SIGNS[number >> 5 * place & 31] for place in reversed(range(HALF)))
