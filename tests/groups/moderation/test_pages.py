"""The group's queue and the page about one member: who may open them, and that plain forms do it all."""

import pytest
from django.core.cache import cache

from community.audit.models import Entry
from community.facilities.models import StaffRole
from community.safety.actions import report
from community.safety.models import Case, Decision
from groups.roster.models import Group, Membership, Sanction

QUEUE = "/groups/evening-circle/queue/"


@pytest.fixture
def as_carmen(client, moderator):
    client.force_login(moderator)
    return client


def care(membership):
    return f"/groups/evening-circle/members/{membership.pk}/look-after/"


def posts(case, membership):
    case_acts = ["claim", "release", "keep", "hide", "restore", "undo", "note", "quiet", "unquiet", "warn"]
    yield from (f"{QUEUE}{case.pk}/{act}/" for act in case_acts)
    yield from (f"{care(membership)}{act}/" for act in ("quiet", "unquiet", "warn", "ask-to-leave"))


def pages(case, membership):
    return [QUEUE, f"{QUEUE}?show=mine", f"{QUEUE}?show=decided", f"{QUEUE}{case.pk}/", care(membership)]


FORM = {"reason": "Because.", "warn-reason": "Because.", "words": "x", "hours": "24"}


def test_keepers_open_every_page(as_carmen, case, elis):
    for url in pages(case, elis):
        assert as_carmen.get(url).status_code == 200, url


def test_members_visitors_and_staff_of_elsewhere_get_403(client, case, elis, alba, eli, dara, hana, harbor):
    StaffRole.objects.create(member=hana, facility=harbor, role="moderator")
    for member in (alba, eli, dara, hana):
        client.force_login(member)
        for url in pages(case, elis):
            assert client.get(url).status_code == 403, (member, url)
        for url in posts(case, elis):
            assert client.post(url, FORM).status_code == 403, (member, url)
    assert Case.objects.get().claimed_by is None
    assert not Sanction.objects.exists()


def test_a_hidden_group_has_no_queue_for_others(client, case, elis, dara):
    Group.objects.update(entry="hidden")
    client.force_login(dara)
    for url in pages(case, elis):
        assert client.get(url).status_code == 404
    for url in posts(case, elis):
        assert client.post(url, FORM).status_code == 404


def test_strangers_sign_in(client, case, elis):
    for url in pages(case, elis):
        assert client.get(url)["Location"].startswith("/accounts/login/")


def test_a_keeper_who_left_or_was_removed_gets_nothing(as_carmen, group, case, elis, moderator, leader):
    from groups.roster.actions import remove

    remove(Membership.objects.get(group=group, member=moderator), by=leader, reason="x")
    for url in pages(case, elis):
        assert as_carmen.get(url).status_code == 403
    for url in posts(case, elis):
        assert as_carmen.post(url, FORM).status_code == 403


def test_another_groups_case_and_member_are_not_there(client, case, elis, bruno):
    from groups.roster.actions import found_group

    found_group(by=bruno, slug="ridge-walkers", name="Ridge Walkers", kind="hobby", entry="open")
    client.force_login(bruno)
    assert client.get("/groups/ridge-walkers/queue/").status_code == 200
    assert client.get(f"/groups/ridge-walkers/queue/{case.pk}/").status_code == 404
    assert client.post(f"/groups/ridge-walkers/queue/{case.pk}/hide/", FORM).status_code == 404
    assert client.get(f"/groups/ridge-walkers/members/{elis.pk}/look-after/").status_code == 404


def test_a_keeper_does_not_meet_the_case_about_themselves(client, group, alba, albas, moderator, seat, bruno):
    import uuid

    from community.conversations.actions import post
    from groups.roster.queries import conversation_of

    hers = post(conversation_of(group), by=moderator, body="That was short of me.", client_id=uuid.uuid4())
    own = report(hers, by=alba, category="hurtful").case
    client.force_login(moderator)
    assert "That was short of me." not in client.get(QUEUE).content.decode()
    assert client.get(f"{QUEUE}{own.pk}/").status_code == 404
    seat(bruno, "moderator")
    client.force_login(bruno)
    assert client.get(f"{QUEUE}{own.pk}/").status_code == 200


def test_report_take_hide_and_quiet_by_plain_forms(as_carmen, case, words, eli, elis):
    base = f"{QUEUE}{case.pk}/"
    assert "you all think you are better" in as_carmen.get(QUEUE).content.decode()
    as_carmen.post(f"{base}claim/")
    as_carmen.post(f"{base}hide/", {"reason": "That hurts people here."})
    words.refresh_from_db()
    assert words.is_hidden
    page = as_carmen.post(f"{base}quiet/", {"hours": "72", "reason": "Rest a little."}, follow=True).content.decode()
    assert "Eli here is quieted" in page
    assert f'action="{base}unquiet/"' in page
    assert Sanction.objects.standing().get().membership == elis
    assert [decision.act for decision in Decision.objects.filter(member=eli).order_by("id")] == ["hide", "quiet"]
    assert Entry.objects.filter(act="quiet_member", subject=case.subject).exists()
    as_carmen.post(f"{base}unquiet/")
    assert not Sanction.objects.standing().exists()


def test_what_was_typed_stays_where_something_is_missing(as_carmen, case, elis):
    answer = as_carmen.post(f"{QUEUE}{case.pk}/quiet/", {"reason": "Rest a little."})
    assert answer.status_code == 422
    assert "Rest a little." in answer.content.decode()
    assert "Choose how long" in answer.content.decode()
    answer = as_carmen.post(f"{care(elis)}warn/", {"warn-reason": ""})
    assert answer.status_code == 422
    answer = as_carmen.post(f"{care(elis)}ask-to-leave/", {"reason": ""})
    assert answer.status_code == 422


def test_nobody_looks_after_themselves(as_carmen, group, moderator):
    own = Membership.objects.get(group=group, member=moderator)
    assert as_carmen.get(care(own)).status_code == 403
    assert as_carmen.post(f"{care(own)}quiet/", FORM).status_code == 403


def test_a_moderator_finds_no_forms_for_a_leader(as_carmen, group, leader):
    leaders = Membership.objects.get(group=group, member=leader)
    page = as_carmen.get(care(leaders))
    assert page.status_code == 200
    assert "for a leader of the group to decide" in page.content.decode()
    assert as_carmen.post(f"{care(leaders)}quiet/", FORM).status_code == 403
    assert as_carmen.post(f"{care(leaders)}ask-to-leave/", FORM).status_code == 403


def test_asked_to_leave_from_the_page(as_carmen, elis):
    sent = as_carmen.post(f"{care(elis)}ask-to-leave/", {"reason": "Three times this week."})
    assert sent.status_code == 302
    elis.refresh_from_db()
    assert elis.ended_at


def test_the_quieted_person_reads_why_on_the_groups_pages(client, elis, eli, moderator, leader):
    from datetime import timedelta

    from django.utils import timezone

    from groups.moderation.actions import quiet

    quiet(elis, by=moderator, reason="You called people names.", until=timezone.now() + timedelta(days=3))
    client.force_login(eli)
    assert "You called people names." in client.get("/groups/evening-circle/chat/").content.decode()


def test_names_in_the_queue_are_the_groups_own(as_carmen, case):
    page = as_carmen.get(f"{QUEUE}{case.pk}/").content.decode()
    assert "Eli here" in page
    assert "Carmen here" in page or "opened a case" in page
    assert "eli@" not in page


def test_staff_quiet_from_the_desk(client, case, elis, hana, harbor):
    StaffRole.objects.create(member=hana, facility=harbor, role="moderator")
    client.force_login(hana)
    base = f"/desk/cases/{case.pk}/"
    assert "Quiet them" in client.get(base).content.decode()
    assert client.post(f"{base}quiet/", {"hours": "24", "reason": "Rest."})["Location"] == base
    assert Sanction.objects.standing().get().by == hana


def test_queries_do_not_grow(as_carmen, group, case, eli, alba, elis):
    import uuid

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from community.conversations.actions import post
    from groups.roster.queries import conversation_of

    def count(url):
        with CaptureQueriesContext(connection) as seen:
            assert as_carmen.get(url).status_code == 200
        return len(seen)

    urls = pages(case, elis)
    for url in urls:
        as_carmen.get(url)
    few = [count(url) for url in urls]
    for number in range(40):
        cache.clear()
        said = post(conversation_of(group), by=eli, body=f"words {number}", client_id=uuid.uuid4())
        report(said, by=alba, category="other")
    many = [count(url) for url in urls]
    assert many == few
    assert max(many) <= 25, dict(zip(urls, many, strict=True))
