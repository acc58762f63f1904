import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from community.facilities.gate import open_desk
from community.facilities.models import Facility, StaffRole
from community.facilities.policies import is_staff_of
from community.members.actions import end_account
from community.members.models import Member

pytestmark = pytest.mark.django_db
DESK = "/desk/invitations/"


def test_a_stranger_signs_in_first_and_a_member_is_not_let_in(client: Client, alba: Member) -> None:
    assert client.get(DESK)["Location"].startswith("/accounts/login/")
    client.force_login(alba)
    assert client.get(DESK).status_code == 403


def test_staff_come_in_and_the_page_is_kept_by_no_cache(client: Client, coordinator: Member) -> None:
    client.force_login(coordinator)
    answer = client.get(DESK)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "without a second factor" in answer.content.decode()


def test_without_a_second_factor_the_desk_stays_shut_where_the_house_asks_for_one(
    client: Client, coordinator: Member, settings: object
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    client.force_login(coordinator)
    answer = client.get(DESK)
    assert answer.status_code == 403
    assert "/accounts/2fa/totp/activate/" in answer.content.decode()
    totp = TOTP.activate(coordinator, "A" * 32)
    assert client.get(DESK).status_code == 200
    assert "without a second factor" not in client.get(DESK).content.decode()
    RecoveryCodes.activate(coordinator)
    totp.instance.delete()
    assert Authenticator.objects.filter(user=coordinator).exists()
    assert client.get(DESK).status_code == 403  # spare codes alone are none


def test_a_role_that_ended_and_an_account_that_ended_open_no_desk(
    client: Client, harbor: Facility, coordinator: Member
) -> None:
    client.force_login(coordinator)
    StaffRole.objects.update(ended_at=timezone.now())
    assert client.get(DESK).status_code == 403
    StaffRole.objects.update(ended_at=None)
    assert is_staff_of(coordinator, harbor)
    end_account(coordinator)
    assert not is_staff_of(coordinator, harbor)
    assert client.get(DESK).status_code == 302


def test_who_works_at_two_houses_chooses_and_sees_one_at_a_time(
    client: Client, harbor: Facility, elsewhere: Facility, coordinator: Member, dara: Member
) -> None:
    StaffRole.objects.create(facility=elsewhere, member=coordinator, role="moderator")
    client.force_login(coordinator)
    assert open_desk(coordinator).facility == elsewhere  # by name
    assert client.get(DESK).status_code == 403  # a moderator there, who invites nobody
    assert client.post(f"/desk/at/{harbor.pk}/").status_code == 302
    assert client.get(DESK).context["desk"].facility == harbor
    other = Facility.objects.create(name="Third", slug="third")
    assert client.post(f"/desk/at/{other.pk}/").status_code == 403
    assert client.get(f"/desk/at/{elsewhere.pk}/").status_code == 405


def test_the_desk_of_no_staff_is_none(alba: Member, harbor: Facility) -> None:
    assert open_desk(alba) is None


@pytest.mark.parametrize("role", StaffRole.Role.values)
def test_roles(role: str, harbor: Facility, elsewhere: Facility, eli: Member) -> None:
    StaffRole.objects.create(facility=harbor, member=eli, role=role)
    assert is_staff_of(eli, harbor)
    assert is_staff_of(eli, harbor, role)
    assert not is_staff_of(eli, harbor, *(other for other in StaffRole.Role.values if other != role))
    assert not is_staff_of(eli, elsewhere)
