"""Gil and Bruno walk together, and both have read the note."""

from tests.mentorship.pairs.conftest import asked, pair, talking

__all__ = ["asked", "pair", "talking"]
