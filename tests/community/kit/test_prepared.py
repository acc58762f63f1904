"""A prepared question gives what the queryset gives, to each asker their own."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from community.kit.prepared import Prepared, PreparedRows
from community.members.models import Block, Member
from community.notifications.models import Preference
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


def people(pk: int, name: str, since: datetime) -> QuerySet[Block]:
    return (
        Block.objects.filter(blocker=pk, created_at__gte=since)
        .select_related("blocked")
        .only("known_as", "blocked__name")
        .annotate(is_like=Exists(Member.objects.filter(pk=OuterRef("blocked"), name=name)))
        .order_by("known_as")
    )


def test_rows_of_a_model_are_those_of_the_queryset(
    alba: Member, bruno: Member, dara: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """With what was asked for beside them, and nothing else."""
    for blocker, blocked in ((alba, dara), (alba, bruno), (bruno, dara)):
        Block.objects.create(blocker=blocker, blocked=blocked, known_as=blocked.name)
    ask, long_ago = PreparedRows(people, int, str, datetime), timezone.now() - timedelta(days=1)
    for blocker, name in ((alba, "Dara"), (bruno, "Dara"), (alba, "Bruno")):
        with django_assert_num_queries(1):
            found = ask(blocker.pk, name, long_ago)
            shown = [(one.known_as, one.blocked.name, one.is_like) for one in found]  # type: ignore[attr-defined]
        asked = list(people(blocker.pk, name, long_ago))
        assert found == asked
        assert shown == [(one.known_as, one.blocked.name, one.is_like) for one in asked]  # type: ignore[attr-defined]
        assert found[0].get_deferred_fields() == asked[0].get_deferred_fields()
    assert ask.first(alba.pk, "Dara", timezone.now() + timedelta(days=1)) is None


def test_json_and_arrays_are_read_as_ever(alba: Member) -> None:
    def everything(pk: int) -> QuerySet[Preference]:
        return Preference.objects.filter(member=pk)

    Preference.objects.get_or_create(member=alba)
    found, asked = PreparedRows(everything, int)(alba.pk)[0], everything(alba.pk)[0]
    for field in Preference._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(asked, field.attname), field


def test_a_value_that_is_not_in_the_statement_is_an_error(alba: Member) -> None:
    with pytest.raises(ValueError, match="not in the statement"):
        PreparedRows(lambda pk, other: Member.objects.filter(pk=pk), int, int)(alba.pk, 1)
