"""Contents page: Django finds the rooms' models here, and only here."""

from groups.roster.models import Group, Membership, Sanction

__all__ = ["Group", "Membership", "Sanction"]
