"""What an address or a form names, read without trusting it."""


def number(text: str | None) -> int | None:
    """The number it is, if it could be a row's; None for everything else."""
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
