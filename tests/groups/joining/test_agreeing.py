"""What a group agrees on: written by its leaders, read and accepted anew when it changes."""

import pytest
from django.core.exceptions import PermissionDenied

from community.audit.models import Entry
from community.kit.gate import Refused
from groups.joining.actions import ask, let_in
from groups.roster.actions import agree, change_agreement
from groups.roster.models import Group, Membership
from tests.community.doors import door, words_of

BASE = "/groups/evening-circle/"
HERE = f"{BASE}agreement/"


@pytest.fixture
def albas(circle, seat, alba):
    return seat(circle, alba)


@pytest.fixture
def changed(circle, tomas, albas):
    """The agreement was changed after Alba came in."""
    return change_agreement(circle, by=tomas, text="Names stay here.\nWe speak of ourselves.", version=1)


def test_whoever_comes_in_now_agrees_with_what_stands_now(changed, seat, bruno):
    assert seat(changed, bruno).agreed_version == 2


def test_a_changed_agreement_is_read_before_going_in(changed, albas, alba):
    for path in ("discussions/", "discussions/new/", "chat/", "members/"):
        answer = door(alba).get(BASE + path)
        assert answer["Location"] == f"{HERE}?next=%2Fgroups%2Fevening-circle%2F{path.replace('/', '%2F')}"
    page = words_of(door(alba).get(HERE))
    assert "has changed" in page
    assert "We speak of ourselves." in page
    sent = door(alba).post(HERE, {"version": "2", "next": f"{BASE}chat/"})
    assert sent["Location"] == f"{BASE}chat/"
    assert door(alba).get(f"{BASE}chat/").status_code == 200
    assert "has changed" not in words_of(door(alba).get(HERE))


def test_whoever_changed_it_has_agreed(changed, tomas):
    assert door(tomas).get(f"{BASE}chat/").status_code == 200


def test_one_may_leave_instead(changed, albas, alba):
    assert door(alba).get(f"{BASE}leave/").status_code == 200
    assert door(alba).post(f"{BASE}leave/").status_code == 302
    albas.refresh_from_db()
    assert albas.ended_at


def test_words_already_written_are_not_held_up(changed, albas, alba):
    sent = door(alba).post(f"{BASE}discussions/new/", {"title": "Sundays", "body": "They are long.", "mode": "open"})
    assert sent.status_code == 302
    assert "/discussions/" in sent["Location"]


def test_changed_again_while_one_read(changed, albas, alba, tomas):
    change_agreement(Group.objects.get(pk=changed.pk), by=tomas, text="Something else.", version=2)
    answer = door(alba).post(HERE, {"version": "2"})
    assert answer.status_code == 422
    assert "It has just changed again." in words_of(answer)
    assert "Something else." in words_of(answer)
    with pytest.raises(Refused):
        agree(albas, version=2)


def test_agreeing_never_goes_back(changed, albas):
    agree(albas, version=2)
    agree(albas, version=2)
    albas.refresh_from_db()
    assert albas.agreed_version == 2


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999"])
def test_a_broken_form_agrees_to_nothing(changed, albas, alba, version):
    assert door(alba).post(HERE, {"version": version}).status_code == 403
    albas.refresh_from_db()
    assert albas.agreed_version == 1


@pytest.mark.parametrize("where", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_it_leads_nowhere_else(changed, albas, alba, where):
    assert door(alba).post(HERE, {"version": "2", "next": where})["Location"] == BASE


def test_the_same_words_ask_nobody_anew(changed, tomas):
    change_agreement(changed, by=tomas, text=" Names stay here. \nWe speak of ourselves.\n", version=2)
    assert Group.objects.get(pk=changed.pk).agreement_version == 2
    assert Entry.objects.filter(act="change_agreement").count() == 1


def test_an_agreement_taken_away_is_asked_of_nobody(changed, albas, alba, tomas):
    change_agreement(changed, by=tomas, text="", version=2)
    assert door(alba).get(f"{BASE}chat/").status_code == 200


def test_leaders_write_it_by_a_plain_form(circle, tomas, albas):
    page = words_of(door(tomas).get(HERE))
    assert "Nothing written down yet" in page
    sent = door(tomas).post(f"{HERE}change/", {"text": "Names stay here.", "version": "1"})
    assert sent["Location"] == HERE
    circle.refresh_from_db()
    assert (circle.agreement, circle.agreement_version) == ("Names stay here.", 2)


def test_two_leaders_do_not_write_over_each_other(changed, tomas):
    answer = door(tomas).post(f"{HERE}change/", {"text": "My words.", "version": "1"})
    assert answer.status_code == 422
    assert "My words." in words_of(answer)
    assert "Someone changed it while you wrote." in words_of(answer)


def test_what_was_typed_stays(circle, tomas):
    answer = door(tomas).post(f"{HERE}change/", {"text": "long " * 900, "version": "1"})
    assert answer.status_code == 422
    assert "Please make it shorter." in words_of(answer)


def test_only_leaders_write_it(circle, albas, alba, seat, bruno, dara):
    seat(circle, bruno, "moderator")
    for who in (alba, bruno, dara):
        assert door(who).get(f"{HERE}change/").status_code == 403
        assert door(who).post(f"{HERE}change/", {"text": "Mine.", "version": "1"}).status_code == 403
        with pytest.raises(PermissionDenied):
            change_agreement(circle, by=who, text="Mine.", version=1)


def test_for_whom_the_page_opens(circle, albas, alba, dara, attic):
    assert door().get(HERE)["Location"].startswith("/accounts/login/")
    assert door(alba).get(HERE).status_code == 200
    assert door(dara).get(HERE).status_code == 403
    assert door(dara).post(HERE, {"version": "1"}).status_code == 403
    for path in ("", "change/"):
        assert door(dara).get(f"/groups/attic/agreement/{path}").status_code == 404
    assert not Membership.objects.filter(member=dara).exists()


def test_whoever_asked_before_it_changed_reads_it_once_they_are_in(circle, tomas, gil):
    """They agreed to what they read when they asked, not to what came after."""
    Group.objects.filter(pk=circle.pk).update(entry=Group.Entry.REQUEST)
    circle.refresh_from_db()
    asked = ask(circle, by=gil, name="Gil", words="May I?")
    change_agreement(circle, by=tomas, text="Names stay here.\nWe speak of ourselves.", version=1)
    let_in(asked, by=tomas)
    assert door(gil).get(f"{BASE}chat/")["Location"].startswith(HERE)
