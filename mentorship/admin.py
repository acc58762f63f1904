"""Contents page: Django finds the rooms' admins here, and only here."""

from mentorship.oversight.admin import ConcernAdmin

__all__ = ["ConcernAdmin"]
