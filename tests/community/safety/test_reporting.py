"""Saying that something is wrong: one report a person and thing, one open case a thing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from community.kit.gate import Refused
from community.notifications.models import Notification
from community.safety.actions import hide, keep, report
from community.safety.models import Case, Category, Report, Urgency


def test_a_report_keeps_the_words_sealed(words, alba, moderator):
    filed = report(words, by=alba, category="sourcing", note="  Again. ")
    words.body = "nothing to see"
    words.save()
    filed.refresh_from_db()
    assert filed.snapshot == "DM me if you need something for the pain"
    assert filed.note == "Again."
    with connection.cursor() as cursor:
        cursor.execute("SELECT snapshot, note FROM community_report")
        stored = " ".join(cursor.fetchone())
    assert "pain" not in stored
    assert "Again" not in stored


def test_the_case_knows_where_who_and_how_soon(words, alba, moderator, harbor):
    case = report(words, by=alba, category="sourcing").case
    assert (case.scope, case.facility, case.author_name) == ("group:900", harbor, "Eli here")
    assert case.urgency == Urgency.NOW
    assert case.report_count == 1


def test_reporting_twice_is_one_report(words, alba, moderator):
    first = report(words, by=alba, category="hurtful")
    again = report(words, by=alba, category="sourcing", note="more")
    assert again == first
    assert Case.objects.get().report_count == 1
    assert Case.objects.get().category == Category.HURTFUL


def test_one_person_cannot_reopen_what_was_decided(words, alba, moderator, case):
    keep(case, by=moderator, reason="A misunderstanding.")
    assert report(words, by=alba, category="sourcing").case == case
    assert Case.objects.count() == 1


def test_several_people_gather_in_one_case_and_the_gravest_counts(words, alba, bruno, moderator):
    report(words, by=alba, category="hurtful")
    case = report(words, by=bruno, category="worry").case
    assert case.report_count == 2
    assert (case.category, case.urgency) == (Category.WORRY, Urgency.LIFE)
    report_of_carmen = report(words, by=moderator, category="other")
    case.refresh_from_db()
    assert report_of_carmen.case == case
    assert case.category == Category.WORRY


def test_a_new_person_after_the_decision_opens_a_new_case(words, alba, bruno, moderator, case):
    keep(case, by=moderator, reason="It stands.")
    second = report(words, by=bruno, category="hurtful").case
    assert second != case
    assert second.is_open


def test_a_stranger_cannot_report_what_they_cannot_see(words, dara, moderator):
    with pytest.raises(PermissionDenied):
        report(words, by=dara, category="hurtful")
    assert not Report.objects.exists()


def test_nobody_reports_their_own_words(words, eli, moderator):
    with pytest.raises(Refused) as refused:
        report(words, by=eli, category="hurtful")
    assert refused.value.code == "own"


def test_an_unknown_category_is_refused_at_its_field(words, alba, moderator):
    with pytest.raises(Refused) as refused:
        report(words, by=alba, category="boring")
    assert refused.value.field == "category"


def test_those_on_duty_are_told_once_and_never_the_author(words, alba, bruno, eli, moderator, faye, harbor, give_role):
    give_role(faye, harbor, "moderator")
    give_role(eli, harbor, "owner")
    report(words, by=alba, category="sourcing")
    report(words, by=bruno, category="sourcing")
    assert Notification.objects.filter(member=moderator, kind="case_urgent").count() == 1
    assert Notification.objects.get(member=moderator).url == "/groups/evening-circle/queue/"
    assert Notification.objects.get(member=faye).url == "/desk/"
    assert not Notification.objects.filter(member=eli).exists()
    assert not any("pain" in notice.text for notice in Notification.objects.all())


def test_the_reporter_hears_what_became_of_it(words, alba, bruno, moderator, case):
    report(words, by=bruno, category="hurtful")
    hide(case, by=moderator, reason="Not here.")
    for member in (alba, bruno):
        notice = Notification.objects.get(member=member, kind="report_outcome")
        assert "hidden" in notice.text
        assert notice.url == f"/reports/{Report.objects.get(reporter=member).pk}/"


@pytest.mark.django_db(transaction=True)
def test_many_at_once_gather_in_one_case(words, moderator, alba, bruno, gil, hana, say_in, room):
    for member in (gil, hana):
        say_in(room, member, "Hello.")

    def file(member):
        try:
            return report(words, by=member, category="hurtful").case_id
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        cases = list(pool.map(file, [alba, bruno, gil, hana, alba, bruno, gil, hana]))
    assert len(set(cases)) == 1
    assert Case.objects.get().report_count == 4
    assert Report.objects.count() == 4


def test_a_side_room_is_looked_after_by_its_place(say_in, harbor, alba, eli, moderator):
    from community.conversations.models import Conversation

    side = Conversation.objects.create(scope="group:900:request:3", facility=harbor)
    say_in(side, alba, "Hello.")
    case = report(say_in(side, eli, "Let me in or else."), by=alba, category="pressure").case
    assert case.scope == "group:900"
    assert Case.objects.visible_to(moderator).filter(pk=case.pk).exists()


def test_a_case_nobody_may_look_at_reaches_the_operators(say_in, alba, eli, client):
    from community.conversations.models import Conversation
    from community.members.models import Member
    from tests.community.safety.conftest import entrust

    operator = Member.objects.create_superuser("operator@demo.example", "walk-beside-me", name="Op")
    lonely = Conversation.objects.create(scope="group:950")
    entrust("group:950", eli, "Eli")
    say_in(lonely, alba, "Hello.")
    report(say_in(lonely, eli, "You again."), by=alba, category="hurtful")
    told = Notification.objects.get(member=operator)
    assert told.url == "/operators/community/case/"
    client.force_login(operator)
    page = client.get(told.url)
    assert page.status_code == 200
    assert "You again." not in page.content.decode()
    assert client.post("/operators/community/case/add/", {}).status_code == 403
