"""Whose names a facility's desk may read: those who stay or stayed there, and its mentors."""

from django.db.models import Exists, OuterRef

from community.facilities.models import Facility


def stays_at(facility: Facility, column: str) -> Exists:
    """Whether the member named by the column stays, or stayed, at the facility."""
    return Exists(facility.stays.filter(member=OuterRef(column)))


def tidy(words: str) -> str:
    """What is looked for, without the spaces around and between that nobody meant."""
    return " ".join(words.split())[:60]
