"""The demo's cast as fixtures: `alba`, `bruno` … are members, each in the role the README gives them."""

from typing import Any

import pytest

from config.seeds.people import CAST


def _member(key: str) -> Any:
    @pytest.fixture(name=key)
    def member(db: None) -> Any:
        from community.members.models import Member

        person = next(person for person in CAST if person.key == key)
        found = Member.objects.filter(email=person.email).first()
        return found or Member.objects.create_user(person.email, "walk-beside-me", name=person.name)

    return member


alba, bruno, carmen, dara, eli, faye, gil, hana = (
    _member(key) for key in ("alba", "bruno", "carmen", "dara", "eli", "faye", "gil", "hana")
)
