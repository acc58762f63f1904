import threading
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from community.audit.models import Entry
from community.facilities.actions import accept, invite, withdraw
from community.facilities.codes import new_code, read_code
from community.facilities.models import Facility, Invitation, StaffRole, Stay
from community.kit.gate import Refused
from community.members.models import Member
from community.notifications.models import Notification

from ..members.test_mails import FORBIDDEN

pytestmark = pytest.mark.django_db


def test_an_invitation_lets_one_person_in_once(code: str, harbor: Facility, coordinator: Member, gil: Member) -> None:
    stay = accept(code, by=gil)
    assert (stay.facility, stay.member, stay.admitted_on) == (harbor, gil, date.today())
    used = Invitation.objects.get()
    assert used.used_by == gil
    assert used.used_at
    assert code not in str(Invitation.objects.values().get())
    assert list(Entry.objects.order_by("id").values_list("act", "by")) == [
        ("invite", coordinator.pk),
        ("accept_invitation", gil.pk),
    ]
    told = Notification.objects.get(member=coordinator)
    assert "Gil" in told.text
    with pytest.raises(Refused) as refused:
        accept(code, by=coordinator)
    assert refused.value.code == "closed"


@pytest.mark.parametrize("way", ["wrong", "used", "withdrawn", "over"])
def test_wrong_used_withdrawn_and_over_are_told_alike(
    way: str, code: str, coordinator: Member, gil: Member, dara: Member
) -> None:
    if way == "wrong":
        code = new_code()
    if way == "used":
        accept(code, by=dara)
    if way == "withdrawn":
        withdraw(Invitation.objects.get(), by=coordinator)
    if way == "over":
        Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(Refused) as refused:
        accept(code, by=gil)
    assert (refused.value.code, str(refused.value.reason).split(".")[0]) == (
        "closed",
        "This invitation is not open any more",
    )
    assert not Stay.objects.filter(member=gil).exists()


def test_who_is_here_already_keeps_the_invitation_open(
    code: str, harbor: Facility, coordinator: Member, gil: Member
) -> None:
    accept(code, by=gil)
    _second, again = invite(harbor, by=coordinator, admitted_on=date.today())
    with pytest.raises(Refused) as refused:
        accept(again, by=gil)
    assert refused.value.code == "here"
    assert Invitation.objects.open().count() == 1


def test_a_code_can_be_typed_as_it_is_read(code: str, gil: Member) -> None:
    assert accept(f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} ", by=gil)


def test_codes_are_long_and_plain() -> None:
    codes = {new_code() for _n in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 19 and read_code(code) == code for code in codes)
    assert not {"I", "L", "O", "U"} & set("".join(codes))


@pytest.mark.parametrize("role", ["moderator", "counsellor", None])
def test_only_owners_and_coordinators_invite(role: str | None, harbor: Facility, eli: Member) -> None:
    if role:
        StaffRole.objects.create(facility=harbor, member=eli, role=role)
    with pytest.raises(PermissionDenied):
        invite(harbor, by=eli, admitted_on=date.today())
    assert not Entry.objects.exists()


def test_staff_of_another_house_neither_invite_nor_withdraw(code: str, harbor: Facility, neighbour: Member) -> None:
    with pytest.raises(PermissionDenied):
        invite(harbor, by=neighbour, admitted_on=date.today())
    with pytest.raises(PermissionDenied):
        withdraw(Invitation.objects.get(), by=neighbour)


def test_a_role_that_ended_opens_nothing(harbor: Facility, coordinator: Member) -> None:
    StaffRole.objects.update(ended_at=timezone.now())
    with pytest.raises(PermissionDenied):
        invite(harbor, by=coordinator, admitted_on=date.today())


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("email", {"email": "nothing"}),
        ("days_valid", {"days_valid": 0}),
        ("days_valid", {"days_valid": 61}),
        ("admitted_on", {"admitted_on": date(1900, 1, 1)}),
    ],
)
def test_a_wrong_answer_is_refused_at_its_field(
    field: str, typed: dict[str, object], harbor: Facility, coordinator: Member
) -> None:
    with pytest.raises(Refused) as refused:
        invite(harbor, by=coordinator, **{"admitted_on": date.today(), **typed})
    assert refused.value.field == field
    assert not Invitation.objects.exists()


def test_withdrawing_is_for_open_ones(code: str, coordinator: Member, gil: Member) -> None:
    accept(code, by=gil)
    with pytest.raises(Refused):
        withdraw(Invitation.objects.get(), by=coordinator)


@pytest.mark.django_db(transaction=True)
def test_the_mail_goes_out_after_the_commit_and_says_nothing(harbor: Facility, coordinator: Member) -> None:
    _invitation, code = invite(harbor, by=coordinator, email="new@example.org", admitted_on=date.today())
    sent = mail.outbox[-1]
    assert sent.to == ["new@example.org"]
    assert f"/invited/{code}/" in sent.body
    words = f"{sent.subject} {sent.from_email} {sent.body.split('http')[0]}".lower()
    assert not [word for word in (*FORBIDDEN, "harbor", "invit") if word in words]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hold_one_link_one_is_let_in(code: str, gil: Member, dara: Member) -> None:
    outcomes = race([(accept, code, gil), (accept, code, dara)])
    assert sorted(outcomes) == ["closed", "in"]
    assert Stay.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_person_with_two_links_at_once_has_one_stay(
    code: str, harbor: Facility, coordinator: Member, gil: Member
) -> None:
    _second, other = invite(harbor, by=coordinator, admitted_on=date.today() - timedelta(days=2))
    outcomes = race([(accept, code, gil), (accept, other, gil)])
    assert sorted(outcomes) == ["here", "in"]
    assert Stay.objects.count() == 1
    assert Invitation.objects.open().count() == 1


def race(calls: list[tuple[object, str, Member]]) -> list[str]:
    ready, outcomes = threading.Barrier(len(calls)), []

    def run(action: object, code: str, member: Member) -> None:
        ready.wait()
        try:
            action(code, by=member)
            outcomes.append("in")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
