"""How is this going? Asked once each, never shown to the other; the desk reads sums nobody is known by."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.facilities.models import Facility
from community.members.models import Member
from community.notifications.models import Notification
from mentorship.pairs.actions import end, let_rest
from mentorship.pairs.models import Pair
from mentorship.walking.actions import answer_how, ask_how, ask_to_talk, note_heard
from mentorship.walking.models import Going
from mentorship.walking.queries.going import _cells
from tests.mentorship.pairs.test_answering import at_once


def url(name: str, *args: Any) -> str:
    return reverse(f"mentorship:{name}", args=args)


def weeks_on(n: int) -> Any:
    return timezone.now() + timedelta(weeks=n, minutes=1)


def test_asked_once_each_in_three_weeks(talking: Pair, gil: Member) -> None:
    assert ask_how() == 0
    for week in (1, 4, 12):
        assert ask_how(weeks_on(week)) == 2
        assert ask_how(weeks_on(week)) == 0
    assert ask_how(weeks_on(30)) == 0
    assert sorted(Going.objects.filter(member=gil).values_list("week", flat=True)) == [1, 4, 12]
    assert Notification.objects.filter(member=gil, kind="pair_how").count() == 3


@pytest.mark.parametrize("how", ["ended", "rests"])
def test_nobody_is_asked_where_it_is_over_or_rests(talking: Pair, gil: Member, how: str) -> None:
    if how == "ended":
        end(talking, by=gil)
    else:
        let_rest(talking, by=gil, days=0)
    assert ask_how(weeks_on(1)) == 0


def test_two_taps_and_the_other_never_sees(
    client: Client, talking: Pair, gil: Member, bruno: Member, faye: Member
) -> None:
    ask_how(weeks_on(1))
    going = Going.objects.get(member=gil)
    client.force_login(bruno)
    assert client.post(url("answer_how", talking.pk, going.pk), {"answer": "well"}).status_code == 404
    assert client.post(url("how", talking.pk, going.pk)).status_code == 404
    client.force_login(gil)
    assert "How is this going?" in client.get(talking.get_absolute_url()).content.decode()
    client.post(url("answer_how", talking.pk, going.pk), {"answer": "nonsense"})
    assert Going.objects.unanswered().filter(pk=going.pk).exists()
    second = client.post(url("answer_how", talking.pk, going.pk), {"answer": "hard"}, follow=True)
    assert "Would you like to talk with somebody" in second.content.decode()
    client.post(url("how", talking.pk, going.pk))
    client.post(url("how", talking.pk, going.pk))
    assert "How is this going?" not in client.get(talking.get_absolute_url()).content.decode()
    assert Notification.objects.filter(member=faye, kind="pair_wants_talk").get().count == 1
    client.force_login(faye)
    desk = client.get(reverse("mentor_desk:how")).content.decode()
    assert "Gil" in desk
    assert "Fewer than ten answers" in desk
    client.post(reverse("mentor_desk:how_heard", args=[going.pk]), follow=True)
    going.refresh_from_db()
    assert (going.heard_by, going.heard_at is not None) == (faye, True)
    assert "Gil" not in client.get(reverse("mentor_desk:how")).content.decode()


def test_only_oneself_answers_and_only_the_house_hears(
    client: Client, talking: Pair, gil: Member, bruno: Member, dara: Member
) -> None:
    ask_how(weeks_on(1))
    going = Going.objects.select_related("pair__offer__facility").get(member=gil)
    for deed in (
        lambda: answer_how(going, by=bruno, answer="well"),
        lambda: ask_to_talk(going, by=bruno),
        lambda: note_heard(going, by=bruno),
        lambda: note_heard(going, by=gil),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    ask_to_talk(going, by=gil)
    other = Facility.objects.create(name="Other House", slug="other-house")
    other.roles.create(member=dara, role="coordinator")
    client.force_login(dara)
    assert "Gil" not in client.get(reverse("mentor_desk:how")).content.decode()
    assert client.post(reverse("mentor_desk:how_heard", args=[going.pk])).status_code == 404


def test_a_mentor_who_looks_after_mentors_does_not_read_that_their_mentee_asks(
    client: Client, talking: Pair, gil: Member, bruno: Member, faye: Member, harbor: Facility
) -> None:
    """Where nobody else is there, the operators hear that somebody asks, and no name."""
    operator = Member.objects.create_superuser("operator@demo.example", "walk-beside-me", name="Op")
    harbor.roles.filter(member=faye).update(ended_at=timezone.now())
    harbor.roles.create(member=bruno, role="coordinator")
    ask_how(weeks_on(1))
    going = Going.objects.select_related("pair__offer__facility").get(member=gil)
    ask_to_talk(going, by=gil)
    assert "Gil" not in Notification.objects.get(member=operator).text
    assert not Notification.objects.filter(member=bruno, kind="pair_wants_talk").exists()
    client.force_login(bruno)
    assert "Gil" not in client.get(reverse("mentor_desk:how")).content.decode()
    assert client.post(reverse("mentor_desk:how_heard", args=[going.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        note_heard(going, by=bruno)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([4, 3, 2], []),
        ([20, 10, 7], [20, 10, 7]),
        ([20, 10, 0], [20, 10, 0]),
        ([20, 10, 3], [20, None, None]),
        ([20, 3, 0], [20, None, None]),
        ([20, 3, 2], [20, None, None]),
    ],
)
def test_nobody_is_known_by_a_number(counts: list[int], told: list[int | None]) -> None:
    assert [cell.count for cell in _cells(counts)] == told


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_ask_once(talking: Pair) -> None:
    moment = weeks_on(1)
    assert sorted(at_once(lambda: ask_how(moment), lambda: ask_how(moment))) == [0, 2]
    assert Going.objects.count() == 2
