"""The demo week in the test database, and its people by name."""

from types import SimpleNamespace
from typing import Any

from community.members.models import Member
from config.seeds.people import EVERYONE
from config.seeds.play import play


def tell_the_week() -> Any:
    """Play the week and return its people: ``week.alba`` and the others."""
    play()
    by_email = {member.email: member for member in Member.objects.all()}
    return SimpleNamespace(**{person.key: by_email[person.email] for person in EVERYONE})
