"""The coordinator's list: decided with a reason and a trace, by the right people of the right facility."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.audit.models import Entry
from community.facilities.models import Facility, StaffRole
from community.members.models import Member
from community.notifications.models import Notification
from mentorship.profiles.actions import approve
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.policies import can_decide

ADDRESS = "/desk/mentors/"


@pytest.fixture
def offered(bruno: Member, mentor: Callable[..., MentorOffer]) -> MentorOffer:
    """Bruno has offered; nobody has read it."""
    return mentor(bruno, approved=False)


def decide(client: Client, offer: MentorOffer, act: str, reason: str = "We have talked.") -> Any:
    return client.post(reverse("mentor_desk:decide", args=[offer.pk, act]), {f"{act}-{offer.pk}-reason": reason})


def test_faye_reads_and_approves(client: Client, faye: Member, bruno: Member, offered: MentorOffer) -> None:
    client.force_login(faye)
    page = client.get(ADDRESS).content.decode()
    assert "I came back." in page
    assert decide(client, offered, "approve").status_code == 302
    offered.refresh_from_db()
    assert offered.is_welcoming
    assert offered.approved_by == faye
    assert offered.review_due == (timezone.now() + timedelta(days=365)).date()
    entry = Entry.objects.get(act="approve_mentor")
    assert (entry.by, entry.about, entry.reason, entry.facility) == (faye, bruno, "We have talked.", offered.facility)
    assert Notification.objects.get(member=bruno).kind == "mentor_offer_answered"
    assert "1 of" not in client.get(ADDRESS).content.decode()


def test_not_without_a_reason(client: Client, faye: Member, offered: MentorOffer) -> None:
    client.force_login(faye)
    for act in ("approve", "decline"):
        assert decide(client, offered, act, " ").status_code == 422
    offered.refresh_from_db()
    assert offered.is_waiting
    assert not Entry.objects.filter(act__endswith="_mentor").exists()


def test_declining_tells_them(client: Client, faye: Member, bruno: Member, offered: MentorOffer) -> None:
    client.force_login(faye)
    decide(client, offered, "decline", "After the summer.")
    offered.refresh_from_db()
    assert (offered.declined_by, offered.is_waiting) == (faye, False)
    assert "After the summer." in Notification.objects.get(member=bruno).text
    assert Entry.objects.get(act="decline_mentor").reason == "After the summer."


def test_deciding_twice_says_so(client: Client, faye: Member, offered: MentorOffer) -> None:
    approve(offered, by=faye, reason="Yes.")
    client.force_login(faye)
    page = client.post(
        reverse("mentor_desk:decide", args=[offered.pk, "decline"]),
        {f"decline-{offered.pk}-reason": "No."},
        follow=True,
    ).content.decode()
    assert "Someone has decided on this offer already." in page
    offered.refresh_from_db()
    assert offered.is_standing


@pytest.mark.parametrize("role", ["moderator", "counsellor", None])
def test_other_roles_and_members_have_no_part(
    client: Client, carmen: Member, harbor: Facility, offered: MentorOffer, role: str | None
) -> None:
    if role:
        StaffRole.objects.create(facility=harbor, member=carmen, role=role)
    client.force_login(carmen)
    assert client.get(ADDRESS).status_code == 403
    assert decide(client, offered, "approve").status_code == 403
    offered.refresh_from_db()
    assert offered.is_waiting


def test_a_role_that_has_ended_opens_nothing(client: Client, faye: Member, offered: MentorOffer) -> None:
    StaffRole.objects.update(ended_at=timezone.now())
    client.force_login(faye)
    assert client.get(ADDRESS).status_code == 403
    assert not can_decide(faye, offered)


def test_another_facilitys_offers_are_not_there(client: Client, carmen: Member, offered: MentorOffer) -> None:
    other = Facility.objects.create(name="Elsewhere", slug="elsewhere")
    StaffRole.objects.create(facility=other, member=carmen, role="owner")
    client.force_login(carmen)
    page = client.get(ADDRESS).content.decode()
    assert "Bruno" not in page
    assert decide(client, offered, "approve").status_code == 404


def test_nobody_decides_on_themselves(client: Client, faye: Member, mentor: Callable[..., MentorOffer]) -> None:
    own = mentor(faye, approved=False)
    client.force_login(faye)
    assert "This is your own offer." in client.get(ADDRESS).content.decode()
    assert decide(client, own, "approve").status_code == 403


def test_strangers_sign_in_first(client: Client, offered: MentorOffer) -> None:
    assert client.get(ADDRESS)["Location"].startswith("/accounts/login/")
    assert decide(client, offered, "approve")["Location"].startswith("/accounts/login/")


def test_queries_are_constant(
    client: Client,
    faye: Member,
    mentor: Callable[..., MentorOffer],
    someone: Callable[[str], Member],
    offered: MentorOffer,
    django_assert_num_queries: Any,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(faye)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS)
    for number in range(8):
        mentor(someone(f"Waiting{number}"), approved=False)
        mentor(someone(f"Standing{number}"))
    MentorOffer.objects.filter(approved_at__isnull=False).update(review_due=timezone.now().date())
    with django_assert_num_queries(len(few)):
        assert client.get(ADDRESS).status_code == 200
