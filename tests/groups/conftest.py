"""Evening Circle of Harbor House, led by Tomas; everyone bears another name in it than elsewhere."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from community.conversations.actions import quiet_participant
from community.facilities.models import Facility, StaffRole
from community.members.models import Member
from groups.roster.actions import appoint, found_group, join, remove
from groups.roster.models import Group, Membership, Sanction
from groups.roster.queries import conversation_of
from tests.harness import waiting


@pytest.fixture
def harbor(db: None) -> Facility:
    return Facility.objects.create(name="Harbor House", slug="harbor-house")


@pytest.fixture
def leader(harbor: Facility) -> Member:
    """Tomas, of Harbor House; "Tomas here" in the group."""
    tomas = Member.objects.create_user("tomas@demo.example", "walk-beside-me", name="Tomas")
    StaffRole.objects.create(member=tomas, facility=harbor, role="coordinator")
    return tomas


@pytest.fixture
def group(harbor: Facility, leader: Member) -> Group:
    """Evening Circle, open to all."""
    return found_group(
        by=leader,
        slug="evening-circle",
        name="Evening Circle",
        kind="support",
        entry="open",
        facility=harbor,
        known_as="Tomas here",
    )


@pytest.fixture
def seat(group: Group, leader: Member) -> Callable[..., Membership]:
    """`seat(member, "moderator", name="Birch")` makes someone a member, otherwise as "<name> here"."""

    def give(member: Member, role: str = "member", *, name: str = "") -> Membership:
        membership = join(group, by=member, name=name or f"{member.name} here")
        return appoint(membership, by=leader, role=role) if role != "member" else membership

    return give


@pytest.fixture
def birch(seat: Callable[..., Membership], alba: Member) -> Membership:
    """Alba, who is Birch in this group."""
    return seat(alba, name="Birch")


@pytest.fixture
def heron(seat: Callable[..., Membership], carmen: Member) -> Membership:
    """Carmen, who is Heron in this group and moderates it."""
    return seat(carmen, "moderator", name="Heron")


@pytest.fixture
def finch(seat: Callable[..., Membership], eli: Member) -> Membership:
    """Eli, who is Finch in this group."""
    return seat(eli, name="Finch")


@pytest.fixture
def quieted(finch: Membership, leader: Member) -> Membership:
    """Eli again, asked to be quiet until tomorrow."""
    until = timezone.now() + timedelta(days=1)
    Sanction.objects.create(membership=finch, kind="quiet", by=leader, reason="A day of rest.", until=until)
    quiet_participant(conversation_of(finch.group), finch.member, until=until)
    return finch


@pytest.fixture
def removed(seat: Callable[..., Membership], gil: Member, leader: Member) -> Membership:
    """Gil, who was asked to leave."""
    membership = seat(gil, name="Wolf")
    remove(membership, by=leader, reason="Three times this week.")
    return membership


@pytest.fixture
def at_once(transactional_db: None) -> Callable[..., list[Any]]:
    """`at_once(first, second)` calls all of them in threads of their own; what each gave or raised, in order."""
    return waiting.at_once


@pytest.fixture
def balks(db: None) -> Callable[..., None]:
    """`balks(Daily, group_id=7)`: the database refuses to store such rows, until the test is over."""

    def refuse(model: type[Model], **where: int) -> None:
        [(column, value)] = where.items()
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE FUNCTION balk_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                " RAISE EXCEPTION 'not this one: %', NEW; END $$;"
                f"CREATE TRIGGER balk BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW"
                f" WHEN (NEW.{column} = {int(value)}) EXECUTE FUNCTION balk_{table}()"
            )

    return refuse
