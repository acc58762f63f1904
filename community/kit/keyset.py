from datetime import datetime
from typing import NamedTuple

from community.kit.clock import instant


class Place(NamedTuple):
    """Where a page of what stands in time ended: the key below which the next one begins."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place a link names; None where it names none."""
        moment, _, pk = text.partition("_")
        at = instant(moment)
        return cls(at, int(pk)) if at and pk.isascii() and pk.isdecimal() and len(pk) < 19 else None
