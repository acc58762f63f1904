"""Contents page: Django finds the rooms' admins here, and only here."""

from community.audit.admin import EntryAdmin

__all__ = ["EntryAdmin"]
