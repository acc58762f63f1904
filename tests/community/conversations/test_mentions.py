"""`@Name`: who is found in words, how it is shown, and that each is told once."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from community.conversations import actions
from community.conversations.actions.tell_mentions import tell_mentions
from community.conversations.mentions import MOST_NAMED, Person, written
from community.conversations.models import Mention, Participant
from community.members.actions import block
from community.notifications.actions import deliver_due
from community.notifications.models import Notification
from config.celery import app
from tests.harness.waiting import until, waits_for_a_lock


def say(talk, by, body, **more):
    return actions.post(talk, by=by, body=body, client_id=uuid.uuid4(), **more)


def soon():
    return timezone.now() + timedelta(seconds=3)


def named_in(talk):
    return set(Mention.objects.filter(message__conversation=talk).values_list("participant__name", flat=True))


PRESENT = [Person(1, "June"), Person(2, "June Marie"), Person(3, "Élise"), Person(4, "O'Neil"), Person(5, "Straße")]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("@June hello", [1]),
        ("hello @june", [1]),
        ("@JUNE  and @June Marie", [1, 2]),
        ("@june marie!", [2]),
        ("@June Mariella", [1]),
        ("@Juneau is far", []),
        ("write to a@june.example", []),
        ("@elise @ÉLISE @E\u0301lise", [3]),
        ("@O'Neil, @strasse", [4, 5]),
        ("(@June)", [1]),
        ("@nobody @", []),
        ("`@June`", []),
        ("@June_x", []),
    ],
)
def test_who_is_found(body, found):
    assert list(written(body, PRESENT).mentions) == found


def test_a_name_is_marked_and_nothing_else_can_be():
    html = written('**@june marie** <span class="mention" data-participant="7">@x</span>', PRESENT).html
    assert '<strong><span class="mention" data-participant="2">@june marie</span></strong>' in html
    assert html.count("<span") == 1
    assert "@June" in written("[@June](https://example.org)", PRESENT).html
    assert "mention" not in written("[@June](https://example.org)", PRESENT).html


def test_a_name_that_looks_like_html_stays_text():
    assert "<b" not in written("@<b>x", [Person(1, "<b>x")]).html
    assert "<i>" not in written("@a <i>", [Person(1, "a <i>")]).html


def test_at_most_twenty():
    many = [Person(n, f"Name{n:02}") for n in range(1, 40)]
    html = written(" ".join(f"@{one.name}" for one in many), many)
    assert len(html.mentions) == MOST_NAMED
    assert html.html.count('class="mention"') == MOST_NAMED


def test_only_those_present_can_be_named(talk, alba, bruno, eli, dara):
    actions.dismiss(talk, eli)
    message = say(talk, alba, f"@{bruno.name} @{eli.name} @{dara.name} @{alba.name}")
    assert named_in(talk) == {bruno.name}
    assert message.html.count('class="mention"') == 1


def test_words_without_a_sign_ask_nothing_more(talk, alba, django_assert_num_queries):
    say(talk, alba, "warm")
    with django_assert_num_queries(6):
        say(talk, alba, "no name in here")
    with django_assert_num_queries(7):
        say(talk, alba, "hello @nobody")


@pytest.mark.parametrize("whose", ["author", "named"])
def test_a_block_either_way_leaves_the_name_plain(talk, alba, bruno, whose):
    block(*((alba, bruno) if whose == "author" else (bruno, alba)), known_as="them")
    message = say(talk, alba, f"@{bruno.name} hello")
    assert "span" not in message.html
    assert not Mention.objects.exists()


def test_who_was_named_is_told_once(talk, alba, bruno, django_capture_on_commit_callbacks):
    message = say(talk, alba, f"@{bruno.name} hello")
    assert tell_mentions() == 0, "who looks at the page reads it in a moment"
    assert tell_mentions(soon()) == 1
    assert tell_mentions(soon()) == 0
    [notice] = Notification.objects.all()
    assert notice.member == bruno
    assert notice.text == f"{alba.name} mentioned you in Evening Circle"
    assert notice.url == f"/conversations/{talk.pk}/?at={message.seq}#m{message.seq}"
    assert deliver_due() == 0, "no mail at once"


def test_many_names_gather_and_no_mail_says_why(talk, alba, bruno):
    for n in range(3):
        say(talk, alba, f"@{bruno.name} {n}")
    tell_mentions(soon())
    assert Notification.objects.get().count == 3
    Notification.objects.get().deliveries.update(due_at=timezone.now())
    assert deliver_due() == 1
    assert alba.name not in mail.outbox[0].body + mail.outbox[0].subject
    assert "Evening" not in mail.outbox[0].body + mail.outbox[0].subject


def test_no_mail_for_what_has_been_read(talk, alba, bruno):
    message = say(talk, alba, f"@{bruno.name} hello")
    tell_mentions(soon())
    actions.mark_seen(talk, by=bruno, seq=message.seq)
    Notification.objects.get().deliveries.update(due_at=timezone.now())
    assert deliver_due() == 0


def seen(talk, alba, bruno, message):
    actions.mark_seen(talk, by=bruno, seq=message.seq)


def gone(talk, alba, bruno, message):
    actions.dismiss(talk, bruno)


def hidden(talk, alba, bruno, message):
    type(message).objects.filter(pk=message.pk).update(hidden_at=timezone.now())


def blocks(talk, alba, bruno, message):
    block(bruno, alba, known_as="them")


@pytest.mark.parametrize("meanwhile", [seen, gone, hidden, blocks])
def test_what_happened_meanwhile_is_asked_again(talk, alba, bruno, meanwhile):
    meanwhile(talk, alba, bruno, say(talk, alba, f"@{bruno.name} hello"))
    tell_mentions(soon())
    assert not Notification.objects.exists()
    assert not Mention.objects.filter(told_at=None).exists()


def test_who_is_named_no_more_when_the_bell_would_ring_is_not_told(talk, alba, bruno, eli):
    message = say(talk, alba, f"@{bruno.name} and @{eli.name}, hello")
    actions.edit(message, by=alba, body=f"@{bruno.name}, hello")
    assert tell_mentions(soon()) == 1
    assert not Notification.objects.filter(member=eli).exists()
    assert named_in(talk) == {bruno.name}


def test_editing_tells_only_whom_it_names_newly(talk, alba, bruno, eli):
    message = say(talk, alba, f"@{bruno.name} hello")
    tell_mentions(soon())
    actions.edit(message, by=alba, body=f"@{bruno.name} and @{eli.name}, hello")
    assert "mention" in message.html
    assert tell_mentions(soon()) == 1
    assert set(Notification.objects.values_list("member", "count")) == {(bruno.pk, 1), (eli.pk, 1)}


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_once(talk, alba, bruno, eli):
    for n in range(60):
        say(talk, alba, f"@{(bruno, eli)[n % 2].name} {n}")
    together = Barrier(2)

    def work(_n):
        try:
            together.wait(5)
            return tell_mentions(soon())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(work, range(2))) == 60
    assert sum(Notification.objects.values_list("count", flat=True)) == 60


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_nothing_half_told(start_worker, talk, alba, bruno):
    say(talk, alba, f"@{bruno.name} hello")
    Mention.objects.update(created_at=timezone.now() - timedelta(seconds=10))
    first = start_worker()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE community_notification IN SHARE ROW EXCLUSIVE MODE")
        app.send_task("community.conversations.tell_mentions")
        until(waits_for_a_lock)
        first.kill()
    until(lambda: not waits_for_a_lock())
    assert not Notification.objects.exists()
    assert Mention.objects.get().told_at is None
    start_worker()
    for _ in range(2):
        app.send_task("community.conversations.tell_mentions")
    until(Notification.objects.exists)
    time.sleep(0.5)
    assert Notification.objects.get().count == 1
    assert Mention.objects.get().told_at is not None


async def test_named_over_the_socket(live_site, talk, open_page, bruno):
    from asgiref.sync import sync_to_async as do

    page = await open_page(live_site, "alba")
    await page.watch(talk.pk)
    await page.post(talk.pk, f"@{bruno.name} over the line")
    heard = await page.hear("message")
    place = await do(Participant.objects.get)(conversation=talk, member=bruno)
    assert f'data-participant="{place.pk}"' in heard["html"]
    assert await do(named_in)(talk) == {bruno.name}


def test_names_are_offered_to_those_who_are_here(talk, alba, bruno, eli, dara):
    def door(member):
        visitor = Client()
        visitor.force_login(member)
        return visitor

    address = f"/conversations/{talk.pk}/people/"
    block(alba, eli, known_as="them")
    answer = door(alba).get(address, {"q": bruno.name[:2].upper()})
    place = Participant.objects.get(conversation=talk, member=bruno)
    assert answer.json() == [{"id": place.pk, "name": bruno.name, "hue": place.hue}]
    assert [one["name"] for one in door(alba).get(address).json()] == [bruno.name]
    assert [one["name"] for one in door(eli).get(address).json()] == [bruno.name]
    assert door(dara).get(address).status_code == 404
    assert door(alba).get(address, {"q": "zz"}).json() == []
