"""The secret of an invitation, such that it can be mailed, printed, read aloud and typed in by hand."""

import secrets

#: Crockford's base 32: no I, L, O or U, so that nothing is mistaken for something else.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LENGTH = 16


def new_code() -> str:
    """Sixteen letters in groups of four (80 bits): ``7K2M-9QXA-…``."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return "-".join(letters[n : n + 4] for n in range(0, _LENGTH, 4))


def read_code(typed: str) -> str:
    """A code as it was made, however it was typed: small letters, no hyphens, O for 0."""
    letters = "".join(c for c in typed.upper().translate(_MISREAD) if c in _LETTERS)[: _LENGTH * 2]
    return "-".join(letters[n : n + 4] for n in range(0, len(letters), 4))
