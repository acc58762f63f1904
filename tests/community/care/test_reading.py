"""New words are read once: the author is offered a hand, keepers see it first, a private talk stays private."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from community.audit.models import Entry
from community.care.actions import read_new_words
from community.conversations.actions import edit
from community.conversations.models import Conversation
from community.notifications.models import Delivery, Notification
from community.safety.actions import hide
from community.safety.models import Case, Category, Report
from community.safety.queries import queue
from tests.community.safety.conftest import give_role, harbor, moderator, room, say_in, words  # noqa: F401

HEAVY = "I don't see the point of tomorrow"


def read():
    """Two looks: the first learns what is there, the second reads it."""
    return read_new_words() + read_new_words()


def test_the_author_is_offered_a_hand_and_nothing_is_held(room, moderator, say_in, alba):  # noqa: F811
    said = say_in(room, alba, HEAVY)
    assert read() == 1
    notice = Notification.objects.get(member=alba)
    assert (notice.kind, notice.url) == ("care", "/care/")
    assert not Delivery.objects.filter(notification=notice).exists()
    said.refresh_from_db()
    assert not said.is_hidden


def test_it_stands_first_in_the_queue_and_says_why(room, moderator, say_in, words, alba, eli):  # noqa: F811
    from community.safety.actions import report

    report(words, by=alba, category="sourcing")
    say_in(room, eli, HEAVY)
    read()
    first = queue(Case.objects.filter(scope=room.scope), moderator)[0]
    assert (first.case.category, first.case.report_count) == (Category.WORRY, 0)
    noted = Report.objects.get(case=first.case)
    assert (noted.reporter, noted.rule, noted.note) == (None, "no_point", "sees no point in going on")
    assert Notification.objects.filter(member=moderator, kind="case_urgent").count() == 2
    assert Entry.objects.get(act="notice_words").by is None


def test_words_are_read_once(room, moderator, say_in, alba):  # noqa: F811
    say_in(room, alba, HEAVY)
    assert [read(), read(), read()] == [1, 0, 0]
    assert Case.objects.count() == 1


def test_calm_words_open_nothing(room, moderator, say_in, alba):  # noqa: F811
    say_in(room, alba, "I used to want to die; three years sober today.")
    assert read() == 0
    assert not Notification.objects.filter(member=alba).exists()


def test_edited_words_are_read_again(room, moderator, say_in, alba):  # noqa: F811
    said = say_in(room, alba, "Hello, all.")
    assert read() == 0
    edit(said, by=alba, body="Hello, all. I am fine.")
    edit(said, by=alba, body=HEAVY)
    assert [read(), read()] == [1, 0]
    assert Case.objects.get().category == Category.WORRY
    assert Report.objects.get().snapshot == HEAVY
    assert Notification.objects.get(member=alba).kind == "care"


def test_between_two_people_only_the_card(say_in, harbor, alba, bruno):  # noqa: F811
    pair = Conversation.objects.create(scope="pair:7", facility=harbor)
    say_in(pair, bruno, "How are you?")
    say_in(pair, alba, HEAVY)
    assert read() == 1
    assert Notification.objects.get(member=alba).kind == "care"
    assert not Case.objects.exists()


def test_a_person_who_reports_it_joins_the_same_case(room, moderator, say_in, alba, eli):  # noqa: F811
    from community.safety.actions import report

    say_in(room, alba, "Hello.")
    said = say_in(room, eli, HEAVY)
    read()
    case = report(said, by=alba, category="worry").case
    assert Case.objects.get() == case
    assert case.report_count == 1
    hide(case, by=moderator, reason="We are with him.")


@pytest.mark.django_db(transaction=True)
def test_two_readers_at_once_offer_one_hand(room, moderator, say_in, alba):  # noqa: F811
    say_in(room, alba, HEAVY)
    read_new_words()

    def once(_):
        try:
            return read_new_words()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(once, range(4))) == 1
    assert Notification.objects.get(member=alba).count == 1


def test_the_card_is_for_whoever_is_signed_in(client, alba):
    assert client.get("/care/").status_code == 302
    client.force_login(alba)
    page = client.get("/care/").content.decode()
    assert "That sounded heavy" in page
    assert "988" in page
