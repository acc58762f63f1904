"""Contents page: Django finds the rooms' admins here, and only here."""

from community.audit.admin import EntryAdmin
from community.safety.admin import CaseAdmin

__all__ = ["CaseAdmin", "EntryAdmin"]
