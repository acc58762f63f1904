"""Attendance is one's own; a proof tells date and minutes, shows every look, and can be taken back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from community.kit.gate import Refused
from groups.attendance.actions import check_in, code_for, hand_out, look_at, purge, purge_all, revoke
from groups.attendance.codes import SIGNS, code_of, halves, is_signed, new_key
from groups.attendance.models import Attendance, Proof, ProofLook
from groups.meetings.models import Meeting
from groups.roster.actions import remove

pytestmark = pytest.mark.django_db


@pytest.fixture
def attendance(held: Any, alba: Any) -> Any:
    return check_in(held(), by=alba)


@pytest.fixture
def proof(attendance: Any, alba: Any) -> Any:
    return hand_out(attendance, by=alba, label="For court")


@pytest.mark.parametrize(("minutes_ago", "may"), [(-5, False), (0, True), (59, True), (10_080, True), (10_141, False)])
def test_when_one_can_say_so(held: Any, alba: Any, minutes_ago: int, may: bool) -> None:
    occurrence = held(minutes_ago)
    if may:
        assert check_in(occurrence, by=alba) == check_in(occurrence, by=alba)
    else:
        with pytest.raises(Refused):
            check_in(occurrence, by=alba)


def test_not_where_it_did_not_happen(held: Any, alba: Any) -> None:
    with pytest.raises(Refused):
        check_in(held(cancelled_at=timezone.now()), by=alba)
    closed = held()
    Meeting.objects.filter(pk=closed.meeting_id).update(closed_at=timezone.now())
    closed.meeting.refresh_from_db()
    with pytest.raises(Refused):
        check_in(closed, by=alba)


def test_it_stands_by_itself_and_is_sealed(attendance: Any) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT title FROM groups_attendance")
        assert "Tuesday" not in cursor.fetchone()[0]
    Meeting.objects.all().delete()
    attendance.refresh_from_db()
    assert (attendance.occurrence, attendance.title, attendance.minutes) == (None, "Tuesday round", 60)


def test_its_day_is_that_of_the_meeting() -> None:
    late = Attendance(starts_at=datetime(2026, 6, 2, 11, 30, tzinfo=UTC), zone="Pacific/Auckland")
    assert late.day.isoformat() == "2026-06-02"
    assert Attendance(starts_at=late.starts_at + timedelta(hours=1), zone="Pacific/Auckland").day.day == 3


def test_a_look_is_seen_and_ones_own_is_not(proof: Any, alba: Any, dara: Any) -> None:
    code = code_for(proof)
    assert look_at(code) == look_at(code.lower().replace("-", " "), by=dara) == look_at(code, by=alba) == proof
    assert ProofLook.objects.filter(proof=proof).count() == 2


def test_taken_back_it_shows_nothing(proof: Any, alba: Any, dara: Any) -> None:
    with pytest.raises(PermissionDenied):
        revoke(proof, by=dara)
    assert revoke(proof, by=alba)
    assert not revoke(proof, by=alba)
    assert look_at(code_for(proof)) is None


def test_a_code_that_was_not_made_here_shows_nothing(proof: Any, attendance: Any) -> None:
    code = code_for(proof)
    for other in (code[:-1] + ("0" if code[-1] != "0" else "1"), new_key() + code[11:], "", "x" * 500, "ÄÖ" * 10):
        assert look_at(other) is None
    # Whoever changes what it says in the database cannot sign it.
    Attendance.objects.filter(pk=attendance.pk).update(minutes=600)
    assert look_at(code) is None


def test_the_key_alone_proves_nothing_without_the_houses_secret(proof: Any, settings: Any) -> None:
    code = code_for(proof)
    settings.SECRET_KEY = "another"
    assert look_at(code) is None


def test_forgetting(attendance: Any, proof: Any, alba: Any, dara: Any) -> None:
    code = code_for(proof)
    for who in (dara,):
        with pytest.raises(PermissionDenied):
            purge(attendance, by=who)
        with pytest.raises(PermissionDenied):
            hand_out(attendance, by=who)
    assert purge_all(dara) == 0
    assert purge_all(alba) == 1
    assert look_at(code) is None
    assert not Proof.objects.exists()


def test_ten_proofs_stand_at_most(attendance: Any, alba: Any) -> None:
    proofs = [hand_out(attendance, by=alba) for _n in range(10)]
    with pytest.raises(Refused):
        hand_out(attendance, by=alba)
    revoke(proofs[0], by=alba)
    assert hand_out(attendance, by=alba)


def test_someone_who_left_for_good_proves_nothing_more(proof: Any, alba: Any) -> None:
    from config.leaving.actions import leave_for_good

    code = code_for(proof)
    leave_for_good(alba)
    assert look_at(code) is None
    assert not Attendance.objects.exists()


@given(st.text(alphabet=SIGNS, min_size=10, max_size=10), st.dates(), st.integers(1, 1440))
def test_codes(key: str, day: Any, minutes: int) -> None:
    code = code_of(key, day, minutes)
    assert len(code) == 23
    parts = halves(f" {code.lower().replace('0', 'o').replace('1', 'l')} ")
    assert parts
    assert parts[0] == key
    assert is_signed(*parts, day, minutes)
    assert not is_signed(*parts, day, minutes + 1)


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_are_one(held: Any, alba: Any, at_once: Any) -> None:
    occurrence = held()
    first, second = at_once(*[lambda: check_in(occurrence, by=alba)] * 2)
    assert first == second
    assert Attendance.objects.count() == 1


def test_the_pages(client: Client, held: Any, seat: Any, circle: Any, alba: Any, dara: Any, tomas: Any) -> None:
    occurrence, place = held(), seat(circle, alba)
    url = f"/meetings/at/{occurrence.pk}/was-there/"
    client.force_login(dara)
    assert client.post(url).status_code == 404
    client.force_login(alba)
    assert "Are you there?" in client.get(occurrence.get_absolute_url()).text
    assert client.post(url)["Location"] == occurrence.get_absolute_url()
    assert "You were there. Only you see this." in client.get(occurrence.get_absolute_url()).text
    attendance = Attendance.objects.get()
    made = client.post(f"/meetings/attended/{attendance.pk}/", {"label": "Dr Lee"})["Location"]
    code = code_for(Proof.objects.get())
    assert code in client.get(made).text
    assert "1 proof out" in client.get("/meetings/attended/").text
    assert client.post(f"/meetings/attended/{attendance.pk}/", {"label": "x" * 200}).status_code == 422

    client.force_login(tomas)  # who leads the group: it is not for him to see
    for address in (made, f"/meetings/attended/{attendance.pk}/"):
        assert client.get(address).status_code == client.post(address, {"act": "purge"}).status_code == 404
    assert "Tuesday" not in client.get("/meetings/attended/").text

    client.logout()
    shown = client.get(f"/meetings/proof/{code}/")
    assert shown["X-Robots-Tag"].startswith("noindex")
    assert shown["Cache-Control"].startswith("max-age=0")
    assert ("60" in shown.text, "Tuesday" in shown.text, "Alba" in shown.text) == (True, False, False)
    assert client.head(f"/meetings/proof/{code}/").status_code == 204
    assert client.get(f"/meetings/proof/?code={code.lower()}").status_code == 200
    assert client.get("/meetings/proof/").status_code == 200
    client.force_login(alba)
    assert ProofLook.objects.count() == 2
    assert client.get(made).text.count("<time datetime") == 2
    remove(place, by=tomas, reason="For this test.")  # leaving the group takes nothing of one's own
    assert "Tuesday round" in client.get("/meetings/attended/").text
    client.post(made)
    client.logout()
    gone = client.get(f"/meetings/proof/{code}/")
    never = client.get("/meetings/proof/AAAAA-AAAAA-AAAAA-AAAAA/")
    assert gone.status_code == never.status_code == 422
    assert gone.text.replace(code, "") == never.text.replace("AAAAA-AAAAA-AAAAA-AAAAA", "")


def test_codes_are_not_guessed_at_leisure(client: Client) -> None:
    answers = [client.get(f"/meetings/proof/?code={n}").status_code for n in range(32)]
    assert answers[0] == 422
    assert answers[-1] == 429
