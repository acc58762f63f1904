"""Offering to be a mentor, resting, ending; and one's own offer page."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from community.facilities.models import Facility, Stay
from community.kit.gate import Refused
from community.members.models import Member
from community.notifications.models import Notification
from mentorship.profiles.actions import approve, change_offer, decline, end_offer, offer, resume, take_rest
from mentorship.profiles.agreement import AGREEMENT
from mentorship.profiles.models import Matters, MentorOffer
from tests.mentorship.pairs.test_answering import at_once

ADDRESS = "/mentoring/offer/"


@pytest.fixture
def told(harbor: Facility) -> dict[str, Any]:
    return {"story": "I came back.", "years": 9, "places": 2, "facility": harbor, "agreed_to": AGREEMENT}


def test_an_offer_waits_for_someone_who_reads_it(bruno: Member, faye: Member, told: dict[str, Any]) -> None:
    made = offer(bruno, **told)
    assert made.is_waiting
    assert not made.is_welcoming
    assert made.agreement == AGREEMENT
    assert Notification.objects.get(member=faye).kind == "mentor_offer_waits"


def test_a_story_is_sealed(bruno: Member, told: dict[str, Any]) -> None:
    made = offer(bruno, **told)
    with connection.cursor() as cursor:
        cursor.execute("SELECT story FROM mentorship_mentoroffer WHERE id = %s", [made.pk])
        assert "came back" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"agreed_to": "2001-01"}, "agreed"),
        ({"story": "  "}, "story"),
        ({"places": 0}, "places"),
        ({"places": 6}, "places"),
    ],
)
def test_what_an_offer_needs(bruno: Member, told: dict[str, Any], changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        offer(bruno, **told | changed)
    assert refused.value.field == field


def test_who_is_known_somewhere_asks_there(bruno: Member, harbor: Facility, told: dict[str, Any]) -> None:
    other = Facility.objects.create(name="Elsewhere", slug="elsewhere")
    offer(bruno, **told | {"facility": other})
    MentorOffer.objects.all().delete()
    Stay.objects.create(facility=harbor, member=bruno, admitted_on=date(2018, 1, 1))
    with pytest.raises(Refused):
        offer(bruno, **told | {"facility": other})


@pytest.mark.django_db(transaction=True)
def test_offering_in_two_tabs_is_one_offer(bruno: Member, told: dict[str, Any]) -> None:
    results = at_once(*(lambda: offer(bruno, **told) for _tab in range(3)))
    assert len({getattr(one, "pk", one) for one in results}) == 1, results


def test_resting_and_coming_back(brunos: MentorOffer, bruno: Member) -> None:
    first = take_rest(brunos, by=bruno).paused_at
    assert take_rest(brunos, by=bruno).paused_at == first
    assert Matters.objects.get(pk=bruno.pk).welcomes_until is None
    resume(brunos, by=bruno)
    assert Matters.objects.get(pk=bruno.pk).welcomes_until == brunos.review_due


def test_nobody_is_left_behind(brunos: MentorOffer, bruno: Member) -> None:
    MentorOffer.objects.update(places_taken=2)
    with pytest.raises(Refused) as refused:
        change_offer(brunos, by=bruno, story="Shorter.", years=9, places=1)
    assert refused.value.field == "places"
    assert change_offer(brunos, by=bruno, story="Shorter.", years=10, places=3).room == 1


def test_ones_offer_is_ones_own(brunos: MentorOffer, dara: Member) -> None:
    for deed in (take_rest, resume, end_offer):
        with pytest.raises(PermissionDenied):
            deed(brunos, by=dara)
    with pytest.raises(PermissionDenied):
        change_offer(brunos, by=dara, story="Mine", years=1, places=1)


def test_after_the_end_one_can_offer_again(brunos: MentorOffer, bruno: Member, told: dict[str, Any]) -> None:
    end_offer(brunos, by=bruno)
    with pytest.raises(Refused):
        take_rest(brunos, by=bruno)
    assert offer(bruno, **told).pk != brunos.pk


def sent(harbor: Facility, **changed: Any) -> dict[str, Any]:
    return {"story": "I came back.", "years": "9", "places": "2", "facility": harbor.pk, "agreed": "on"} | changed


def test_offering_in_the_browser(client: Client, bruno: Member, harbor: Facility) -> None:
    client.force_login(bruno)
    page = client.get(ADDRESS).content.decode()
    for held in ("Boundaries.", "Money.", "Medication.", "What cannot stay between you."):
        assert held in page
    assert client.post(ADDRESS, sent(harbor))["Location"] == reverse("mentorship:matters")
    assert "Someone at Harbor House is reading it." in client.get(ADDRESS).content.decode()
    assert "Your offer is being read" in client.get(reverse("mentorship:mine")).content.decode()


def test_without_the_agreement_there_is_no_offer(client: Client, bruno: Member, harbor: Facility) -> None:
    client.force_login(bruno)
    words = sent(harbor, story="My own words.")
    del words["agreed"]
    response = client.post(ADDRESS, words)
    assert response.status_code == 422
    assert "My own words." in response.content.decode()
    assert not MentorOffer.objects.exists()


def test_changing_resting_and_ending_in_the_browser(client: Client, brunos: MentorOffer, bruno: Member) -> None:
    client.force_login(bruno)
    assert client.post(ADDRESS, {"story": "New.", "years": "10", "places": "3"})["Location"] == ADDRESS
    assert client.post(ADDRESS, {"story": "", "years": "10", "places": "3"}).status_code == 422
    client.post(reverse("mentorship:rest"))
    assert "You are resting" in client.get(ADDRESS).content.decode()
    client.post(reverse("mentorship:resume"))
    brunos.refresh_from_db()
    assert (brunos.story, brunos.places, brunos.paused_at) == ("New.", 3, None)
    assert client.get(reverse("mentorship:end_offer")).status_code == 200
    client.post(reverse("mentorship:end_offer"))
    brunos.refresh_from_db()
    assert brunos.ended_at is not None
    assert client.post(reverse("mentorship:rest")).status_code == 404


def test_where_no_facility_is(client: Client, bruno: Member) -> None:
    client.force_login(bruno)
    assert "Nobody can read your offer yet" in client.get(ADDRESS).content.decode()


def test_a_no_is_told_with_its_reason(
    client: Client, bruno: Member, faye: Member, mentor: Callable[..., MentorOffer]
) -> None:
    made = mentor(bruno, approved=False)
    decline(made, by=faye, reason="Let us talk after the summer.")
    assert "Let us talk after the summer." in Notification.objects.get(member=bruno).text
    client.force_login(bruno)
    assert "You are welcome to offer again." in client.get(ADDRESS).content.decode()


def test_a_reported_story_goes_to_the_facility(client: Client, brunos: MentorOffer, gil: Member, bruno: Member) -> None:
    client.force_login(gil)
    assert client.get(reverse("report", args=["mentor", brunos.pk])).status_code == 200
    assert (brunos.author_member, brunos.moderation_facility) == (bruno, brunos.facility)
    assert brunos.excerpt() == "I came back."


def test_approving_twice_is_refused(bruno: Member, faye: Member, mentor: Callable[..., MentorOffer]) -> None:
    made = mentor(bruno, approved=False)
    approve(made, by=faye, reason="Yes.")
    with pytest.raises(Refused):
        approve(made, by=faye, reason="Yes.")
