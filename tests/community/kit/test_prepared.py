"""A prepared question gives what the queryset gives, to each asker their own."""

from typing import Any

import pytest
from django.db.models import Count, Exists, OuterRef
from pytest_django import DjangoAssertNumQueries

from community.kit.prepared import Prepared
from community.members.models import Block, Member
from config.shell import waiting_for, what_waits

pytestmark = pytest.mark.django_db


def blocks_of(pk: int) -> Any:
    blocked = Block.objects.filter(blocked=OuterRef("pk"), blocker__gt=0)
    return Member.objects.filter(pk=pk).values("name", how_many=Count("blocks"), is_blocked=Exists(blocked))


def test_each_asker_gets_their_own_row(
    alba: Member, dara: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Block.objects.create(blocker=alba, blocked=dara, known_as="Dara")
    ask = Prepared(blocks_of)
    for member in (alba, dara, alba):
        with django_assert_num_queries(1):
            row = ask(member.pk)
        assert row == blocks_of(member.pk).get()
    assert ask(alba.pk) == {"name": alba.name, "how_many": 1, "is_blocked": False}


def test_nobody_is_a_lookup_error(alba: Member) -> None:
    with pytest.raises(LookupError):
        Prepared(blocks_of)(alba.pk + 1000)


def test_the_frame_asks_what_its_queryset_asks(alba: Member, faye: Member) -> None:
    """Also for those to whom it was not put together."""
    for member in (alba, faye):
        assert what_waits(member.pk) == waiting_for(member.pk).get()
