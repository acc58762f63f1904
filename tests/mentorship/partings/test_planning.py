"""A last day: proposed, agreed, changed, taken back; and the pair that ends by it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.kit.clock import zone
from community.kit.gate import Refused
from community.members.actions import block
from community.members.models import Member
from community.notifications.models import Notification
from mentorship.oversight.actions import raise_concern
from mentorship.pairs.actions import end, let_rest, part
from mentorship.pairs.models import Pair
from mentorship.partings.actions import agree_to_day, let_days_come, propose_day, take_back_day
from mentorship.partings.models import Parting
from mentorship.partings.queries import last_day

pytestmark = pytest.mark.django_db


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def test_it_is_over_when_the_day_is_over_for_both(talking: Pair, gil: Member, bruno: Member) -> None:
    Member.objects.filter(pk=gil.pk).update(time_zone="Pacific/Auckland")
    Member.objects.filter(pk=bruno.pk).update(time_zone="America/Los_Angeles")
    day = in_days(10).date()
    parting = propose_day(talking, by=bruno, day=day, kind="life")
    assert parting.ends_at == datetime.combine(
        day + timedelta(days=1), datetime.min.time(), zone("America/Los_Angeles")
    )
    assert agree_to_day(parting, by=gil).ends_at == parting.ends_at


def test_without_an_answer_it_stands_after_three_days(talking: Pair, gil: Member, bruno: Member) -> None:
    parting = propose_day(talking, by=gil, day=in_days(1).date() + timedelta(days=1))
    assert parting.ends_at > in_days(3) - timedelta(minutes=5)
    assert let_days_come(in_days(2)) == 0
    last = last_day(talking, bruno)
    assert last
    assert not last.is_agreed
    assert let_days_come(in_days(4)) == 1
    assert not Pair.objects.open().exists()


@pytest.mark.parametrize("days", [-3, 0, 90])
def test_a_day_soon_enough_and_ahead(talking: Pair, gil: Member, days: int) -> None:
    with pytest.raises(Refused) as refused:
        propose_day(talking, by=gil, day=in_days(days).date())
    assert refused.value.field == "day"


def test_another_day_takes_its_place_and_wants_an_answer_again(agreed: Parting, gil: Member, bruno: Member) -> None:
    other = propose_day(agreed.pair, by=bruno, day=in_days(20).date())
    assert Parting.objects.standing().get() == other
    assert other.agreed_at is None
    for deed in (agree_to_day, take_back_day):
        with pytest.raises(Refused):
            deed(agreed, by=gil)
    assert agree_to_day(other, by=gil).agreed_at


def test_whose_it_is_to_agree_and_to_take_back(talking: Pair, gil: Member, bruno: Member, hana: Member) -> None:
    parting = propose_day(talking, by=gil, day=in_days(9).date())
    for deed, by in ((agree_to_day, gil), (take_back_day, bruno), (agree_to_day, hana), (take_back_day, hana)):
        with pytest.raises(PermissionDenied):
            deed(parting, by=by)
    with pytest.raises(PermissionDenied):
        propose_day(talking, by=hana, day=in_days(9).date())
    take_back_day(parting, by=gil)
    assert last_day(talking, gil) is None
    assert let_days_come(in_days(30)) == 0


def test_while_the_talk_rests_nothing_is_said_by_it(agreed: Parting, gil: Member, bruno: Member) -> None:
    raise_concern(agreed.pair, by=gil, topic="worry", words="It is too much.")
    for deed in (
        lambda: propose_day(agreed.pair, by=bruno, day=in_days(9).date(), words="Why?"),
        lambda: agree_to_day(agreed, by=bruno),
        lambda: take_back_day(agreed, by=gil),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code == "at_rest"


def test_the_day_ends_it_once_and_tells_both_in_the_usual_words(
    agreed: Parting, comes: Callable[[Parting], None], gil: Member, bruno: Member
) -> None:
    comes(agreed)
    assert let_days_come() == 1
    assert let_days_come() == 0
    pair = Pair.objects.get()
    assert pair.ended_at
    assert pair.ended_by is None
    for member in (gil, bruno):
        assert Notification.objects.filter(member=member, kind="pair_ended").count() == 1


def test_a_rest_keeps_nobody(agreed: Parting, comes: Callable[[Parting], None], gil: Member) -> None:
    let_rest(agreed.pair, by=gil, days=0)
    comes(agreed)
    assert let_days_come() == 1


def test_ending_at_once_leaves_nothing_of_the_plan(
    agreed: Parting, comes: Callable[[Parting], None], bruno: Member
) -> None:
    end(agreed.pair, by=bruno)
    before = Pair.objects.get().ended_at
    comes(agreed)
    assert let_days_come() == 0
    assert Pair.objects.get().ended_at == before


def test_a_block_ends_it_as_ever(agreed: Parting, comes: Callable[[Parting], None], gil: Member, bruno: Member) -> None:
    block(gil, bruno, known_as="Bruno")
    comes(agreed)
    assert let_days_come() == 0
    assert part() == 1
    assert not Notification.objects.filter(member=gil, kind="pair_ended").exists()
