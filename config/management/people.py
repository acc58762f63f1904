"""Whom a command names: members by their address, facilities by the last part of theirs."""

from django.core.management import CommandError

from community.facilities.models import Facility
from community.members.models import Member


def member_at(email: str) -> Member:
    """The member with this address. Raises ``CommandError`` where there is none."""
    found = Member.objects.present().filter(email__iexact=email).first()
    if found is None:
        raise CommandError(f"Nobody here has the address {email}. They sign up first.")
    return found


def facility_named(slug: str) -> Facility:
    """The facility. Raises ``CommandError``, with those there are, where there is none of that name."""
    found = Facility.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"No facility is called {slug}; there are: {', '.join(_slugs()) or 'none yet'}.")
    return found


def _slugs() -> list[str]:
    return list(Facility.objects.order_by("slug").values_list("slug", flat=True))
