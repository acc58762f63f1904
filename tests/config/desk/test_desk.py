"""The staff desk: each role sees its part, nothing of one facility reaches another, every look is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.audit.models import Entry
from community.facilities.actions import invite
from community.facilities.models import Stay
from community.safety.actions import claim, hide, report
from community.safety.models import Case, Decision


@pytest.fixture
def owner(faye, harbor, give_role):
    give_role(faye, harbor, "owner")
    return faye


@pytest.fixture
def desk(client, owner):
    client.force_login(owner)
    return client


def pages(case):
    return [
        "/desk/",
        "/desk/?mine",
        "/desk/cases/",
        "/desk/cases/?show=mine",
        "/desk/cases/?show=decided",
        f"/desk/cases/{case.pk}/",
        "/desk/audit/",
        "/desk/audit/?acts=looks",
    ]


ACTS = ["claim", "release", "keep", "hide", "restore", "undo", "note"]


def test_every_page_opens(desk, case):
    for url in pages(case):
        assert desk.get(url).status_code == 200, url


def test_strangers_sign_in_and_members_stay_out(client, case, alba, eli, moderator):
    for url in pages(case):
        assert client.get(url).status_code == 302, url
    for member in (alba, eli, moderator):
        client.force_login(member)
        for url in pages(case):
            assert client.get(url).status_code == 403, url
        for act in ACTS:
            sent = client.post(f"/desk/cases/{case.pk}/{act}/", {"reason": "x", "words": "x"})
            assert sent.status_code == 403, act
    assert Case.objects.get().is_open


def test_staff_of_another_house_meet_nothing_of_this_one(client, case, dara, other_house, give_role):
    give_role(dara, other_house, "owner")
    client.force_login(dara)
    front = client.get("/desk/").content.decode()
    assert "Hill House" in front
    assert "Harbor House" not in front
    assert "DM me" not in front
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 404
    for act in ACTS:
        sent = client.post(f"/desk/cases/{case.pk}/{act}/", {"reason": "x", "words": "x"})
        assert sent.status_code == 404, act
    assert "hid words" not in client.get("/desk/audit/").content.decode()
    assert not Entry.objects.filter(by=dara).exists()


def test_one_person_at_two_houses_works_at_one_at_a_time(client, case, dara, harbor, other_house, give_role):
    from community.facilities.gate import CHOSEN

    give_role(dara, other_house, "owner")
    give_role(dara, harbor, "owner")
    client.force_login(dara)
    session = client.session
    session[CHOSEN] = other_house.pk
    session.save()
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 404
    session[CHOSEN] = harbor.pk
    session.save()
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 200


def test_each_role_sees_its_part(client, case, words, bruno, gil, hana, faye, harbor, give_role):
    give_role(gil, harbor, "coordinator")
    give_role(hana, harbor, "counsellor")
    give_role(faye, harbor, "moderator")
    client.force_login(gil)
    front = client.get("/desk/").content.decode()
    assert "Invite a resident" in front
    assert "DM me" not in front
    assert client.get("/desk/cases/").status_code == 403
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 403
    client.force_login(faye)
    front = client.get("/desk/").content.decode()
    assert "DM me" in front
    assert "Invite a resident" not in front
    assert "Leaving this week" not in front
    client.force_login(hana)
    assert "DM me" not in client.get("/desk/").content.decode()
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 404
    Case.objects.update(category="worry")
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 200


def test_a_role_that_ended_opens_nothing(desk, owner, case):
    owner.staff_roles.update(ended_at=timezone.now())
    assert desk.get("/desk/").status_code == 403
    assert desk.get(f"/desk/cases/{case.pk}/").status_code == 403


def test_staff_reported_themselves_do_not_meet_their_own_case(client, words, alba, eli, harbor, give_role):
    give_role(eli, harbor, "owner")
    case = report(words, by=alba, category="other").case
    client.force_login(eli)
    assert "DM me" not in client.get("/desk/").content.decode()
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 404


def test_a_case_from_take_to_undo_by_plain_forms(desk, owner, case, words, eli):
    assert "Take" in desk.get("/desk/").content.decode()
    base = f"/desk/cases/{case.pk}/"
    assert desk.post(f"{base}claim/")["Location"] == base
    page = desk.get(base).content.decode()
    assert "In your hands" in page
    assert "He wrote this to me before." in page
    assert page.count("Alba") == 2  # her own words nearby, and nothing else
    unsaid = desk.post(f"{base}hide/", {"reason": ""})
    assert unsaid.status_code == 422
    assert "Please say why" in unsaid.content.decode()
    sent = desk.post(f"{base}hide/", {"reason": "Nothing is offered here."}, follow=True)
    text = sent.content.decode()
    assert "Hidden. The author reads your reason" in text
    assert f'action="{base}undo/"' in text
    words.refresh_from_db()
    assert words.is_hidden
    assert Decision.objects.get(member=eli).by_name == ""
    assert "Taken back" in desk.post(f"{base}undo/", follow=True).content.decode()
    words.refresh_from_db()
    assert not words.is_hidden
    sent = desk.post(f"{base}keep/", {"reason": "He means tea."})
    assert sent["Location"] == "/desk/"
    assert "Decided" in desk.get("/desk/cases/?show=decided").content.decode()


def test_staff_decisions_speak_for_the_house(client, owner, case, eli):
    hide(case, by=owner, reason="Nothing is offered here.")
    client.force_login(eli)
    text = client.get(f"/decisions/{Decision.objects.get().pk}/").content.decode()
    assert "Decided by the staff of Harbor House" in text
    assert "Faye" not in text


def test_two_hands_at_once_are_told_kindly(desk, case, moderator):
    claim(case, by=moderator)
    base = f"/desk/cases/{case.pk}/"
    text = desk.post(f"{base}claim/", follow=True).content.decode()
    assert "Carmen C. is looking at this right now." in text
    refused = desk.post(f"{base}hide/", {"reason": "My words stay."})
    assert refused.status_code == 422
    assert "Carmen C. is looking at this right now." in refused.content.decode()


def test_an_unknown_act_is_not_there(desk, case):
    assert desk.post(f"/desk/cases/{case.pk}/burn/").status_code == 404
    assert desk.get(f"/desk/cases/{case.pk}/hide/").status_code == 405


def test_a_note_is_left_and_read(desk, case):
    base = f"/desk/cases/{case.pk}/"
    assert desk.post(f"{base}note/", {"words": " "}).status_code == 422
    desk.post(f"{base}note/", {"words": "Rang him at six."})
    assert "Rang him at six." in desk.get(base).content.decode()


def test_hard_words_are_folded(desk, case):
    Case.objects.update(category="worry")
    page = desk.get(f"/desk/cases/{case.pk}/").content.decode()
    assert "These words may be hard to read" in page
    assert "<details" in page


def test_words_that_give_someone_away_are_not_in_the_list(desk, case):
    Case.objects.update(category="privacy")
    assert "DM me" not in desk.get("/desk/").content.decode()


def test_opening_a_case_is_kept_and_seen(desk, owner, case):
    desk.get(f"/desk/cases/{case.pk}/")
    assert Entry.objects.filter(act="open_case", by=owner, subject=case.subject).count() == 1
    log = desk.get("/desk/audit/?acts=looks").content.decode()
    assert "opened a case" in log
    assert "Faye" in log
    assert "opened a case" not in desk.get("/desk/audit/?acts=people").content.decode()


def test_others_than_owner_and_moderator_read_their_own_acts(client, case, owner, gil, harbor, give_role):
    claim(case, by=owner)
    give_role(gil, harbor, "coordinator")
    client.force_login(gil)
    page = client.get("/desk/audit/").content.decode()
    assert "took a case" not in page
    assert "Your own acts" in page


def test_who_leaves_this_week_by_the_houses_own_calendar(desk, harbor, other_house, alba, gil, hana, dara):
    today = timezone.now().date()
    Stay.objects.create(
        facility=harbor, member=gil, admitted_on=today - timedelta(30), discharged_on=today + timedelta(3)
    )
    Stay.objects.create(
        facility=harbor, member=hana, admitted_on=today - timedelta(30), discharged_on=today + timedelta(9)
    )
    Stay.objects.create(
        facility=harbor, member=alba, admitted_on=today - timedelta(90), discharged_on=today - timedelta(2)
    )
    Stay.objects.create(
        facility=other_house, member=dara, admitted_on=today - timedelta(30), discharged_on=today + timedelta(3)
    )
    page = desk.get("/desk/").content.decode()
    assert "Gil" in page
    for name in ("Hana", "Alba", "Dara"):
        assert name not in page


def test_open_invitations_are_counted(desk, owner, harbor):
    invite(harbor, by=owner, email="new@demo.example", admitted_on=timezone.now().date())
    assert "not used yet" in desk.get("/desk/").content.decode()


def test_the_missing_second_factor_is_said(desk, settings):
    settings.STAFF_SECOND_FACTOR = False
    assert "without a second factor" in desk.get("/desk/").content.decode()
    settings.STAFF_SECOND_FACTOR = True
    assert desk.get("/desk/").status_code == 403


def test_nothing_is_stored_on_the_way(desk, case):
    assert desk.get(f"/desk/cases/{case.pk}/")["Cache-Control"] == "no-store"


def test_queries_do_not_grow_with_what_waits(desk, room, say_in, alba, eli):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(url):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert desk.get(url).status_code == 200
        return len(seen)

    say_in(room, alba, "Hello.")
    first = report(say_in(room, eli, "one"), by=alba, category="other").case
    urls = ["/desk/", "/desk/cases/", f"/desk/cases/{first.pk}/", "/desk/audit/"]
    desk.get(f"/desk/cases/{first.pk}/")
    few = [count(url) for url in urls]
    for number in range(40):
        report(say_in(room, eli, f"words {number}"), by=alba, category="other")
    many = [count(url) for url in urls]
    assert many == few
    assert max(many) <= 20, dict(zip(urls, many, strict=True))


def test_the_queue_pages_by_turn(desk, room, say_in, alba, eli):
    say_in(room, alba, "Hello.")
    for number in range(35):
        report(
            say_in(room, eli, f"words number {number:02d}."), by=alba, category="sourcing" if number == 34 else "other"
        )
    first = desk.get("/desk/cases/")
    rows = first.context["cases"].rows
    assert rows[0].words == "words number 34."
    second = desk.get(f"/desk/cases/?after={first.context['cases'].next}").context["cases"]
    assert len(rows) == 30
    assert [row.words for row in second.rows] == [f"words number {number}." for number in range(29, 34)]
    assert second.next is None
