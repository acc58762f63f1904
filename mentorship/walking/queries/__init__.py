"""What the pages of two people ask."""

from mentorship.walking.queries.notes import Notes, notes_of
from mentorship.walking.queries.together import Asked, Together, together

__all__ = ["Asked", "Notes", "Together", "notes_of", "together"]
