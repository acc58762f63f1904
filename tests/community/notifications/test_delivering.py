"""Claimed, sent, marked: asked again as it leaves, never twice, never in the quiet hours."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from community.members.actions import block, end_account
from community.notifications.actions import deliver_due, notify, prefer, read
from community.notifications.kinds import Kind, register
from community.notifications.mail import message_id
from community.notifications.models import LEASE, Delivery
from community.notifications.policies import may_go_at

PLAIN = register(Kind("test.plain", "Something plain", email=True))
URGENT = register(Kind("test.urgent", "Something urgent", email=True, urgent=True))
holding = {"yes": True}
FLEETING = register(Kind("test.fleeting", "Something fleeting", email=True, still_holds=lambda _notice: holding["yes"]))


class Failing(EmailBackend):
    """A post office that answers as told."""

    answer: Exception | None = None

    def send_messages(self, messages):
        if Failing.answer:
            raise Failing.answer
        return super().send_messages(messages)


@pytest.fixture
def post_office(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Failing"
    Failing.answer = None
    return Failing


def tell(member, kind=PLAIN, number=1, **more):
    return notify(member, kind, subject=f"thing:{number}", text="What was said", url="/path/", **more)


def test_goes_once(alba):
    tell(alba)
    assert deliver_due() == 1
    assert deliver_due() == 0
    assert [letter.to for letter in mail.outbox] == [[alba.email]]
    assert Delivery.objects.get().sent_at is not None


def test_not_before_its_time(alba):
    tell(alba, email_after=timedelta(minutes=2))
    assert deliver_due() == 0
    Delivery.objects.update(due_at=timezone.now())
    assert deliver_due() == 1


@pytest.mark.parametrize("why", ["read", "left", "no mail", "blocked", "no longer holds"])
def test_asked_again_as_it_leaves(alba, bruno, why):
    notice = tell(alba, FLEETING, about=bruno)
    holding["yes"] = why != "no longer holds"
    match why:
        case "read":
            read(notice, by=alba)
        case "left":
            end_account(alba)
        case "no mail":
            prefer(alba, email=False, discreet=True)
        case "blocked":
            block(alba, bruno, known_as="B")
    assert deliver_due() == 0
    assert mail.outbox == []
    assert Delivery.objects.get().dropped_at is not None
    holding["yes"] = True


def test_discreet_says_nothing(alba):
    tell(alba)
    deliver_due()
    letter = mail.outbox[0]
    assert (letter.subject, letter.from_email) == ("A note for you", "Notes <notes@localhost>")
    assert "What was said" not in letter.message().as_string()
    assert "Something" not in letter.message().as_string()


def test_open_names_the_kind_and_still_no_words_of_people(alba):
    prefer(alba, email=True, discreet=False)
    tell(alba)
    deliver_due()
    assert mail.outbox[0].subject == "Something plain"
    assert "/path/" in mail.outbox[0].body
    assert "What was said" not in mail.outbox[0].message().as_string()


def test_same_delivery_same_message_id(alba):
    tell(alba)
    deliver_due()
    assert mail.outbox[0].message()["Message-ID"] == message_id(Delivery.objects.get().pk)
    assert message_id(1) != message_id(2)


def quiet_now(member):
    """Set quiet hours around the member's present time; return when they end."""
    here = timezone.now().astimezone(ZoneInfo(member.time_zone))
    start, end = here - timedelta(hours=1), here + timedelta(hours=2)
    prefer(member, email=True, discreet=True, quiet_from=start.time(), quiet_until=end.time().replace(microsecond=0))
    return end.replace(microsecond=0)


def test_waits_for_the_end_of_quiet_hours(alba):
    ends = quiet_now(alba)
    tell(alba)
    assert deliver_due() == 0
    waiting = Delivery.objects.get()
    assert (waiting.due_at, waiting.claimed_at, waiting.attempts) == (ends, None, 0)


def test_urgent_passes_quiet_hours(alba):
    quiet_now(alba)
    tell(alba, URGENT)
    assert deliver_due() == 1
    assert mail.outbox[0].subject == "A note for you, please look soon"


@pytest.mark.parametrize(
    ("zone", "now", "ends"),
    [
        ("UTC", "2026-03-03T23:30:00+00:00", "2026-03-04T07:00:00+00:00"),
        ("UTC", "2026-03-04T03:00:00+00:00", "2026-03-04T07:00:00+00:00"),
        ("UTC", "2026-03-04T12:00:00+00:00", "2026-03-04T12:00:00+00:00"),
        ("America/New_York", "2026-03-08T04:30:00+00:00", "2026-03-08T11:00:00+00:00"),
        ("Asia/Tokyo", "2026-03-03T15:30:00+00:00", "2026-03-03T22:00:00+00:00"),
    ],
)
def test_quiet_hours_are_the_members_own(alba, zone, now, ends):
    from datetime import datetime

    alba.time_zone = zone
    preference = prefer(alba, email=True, discreet=True, quiet_from=time(22), quiet_until=time(7))
    assert may_go_at(datetime.fromisoformat(now), alba, preference) == datetime.fromisoformat(ends)


def test_a_dead_workers_claim_lapses(alba):
    tell(alba)
    claimed = Delivery.objects.get()
    Delivery.objects.update(claimed_at=timezone.now(), attempts=1)
    assert deliver_due() == 0
    Delivery.objects.update(claimed_at=timezone.now() - LEASE - timedelta(seconds=1))
    assert deliver_due() == 1
    claimed.refresh_from_db()
    assert (claimed.attempts, len(mail.outbox)) == (2, 1)


def test_a_closed_post_office_is_tried_later_and_ends_the_round(alba, bruno, post_office):
    tell(alba)
    tell(bruno)
    post_office.answer = SMTPServerDisconnected("gone")
    assert deliver_due() == 0
    tried = Delivery.objects.get(attempts=1)
    assert tried.claimed_at is None
    assert tried.due_at > timezone.now()
    post_office.answer = None
    Delivery.objects.update(due_at=timezone.now())
    assert deliver_due() == 2


def test_refused_for_good_is_dropped_and_the_round_goes_on(alba, bruno, post_office):
    tell(alba)
    post_office.answer = SMTPRecipientsRefused({alba.email: (550, b"no such person")})
    deliver_due()
    assert Delivery.objects.get().dropped_at is not None


@pytest.mark.parametrize("code", [451, 554])
def test_data_refused_for_now_or_for_good(alba, post_office, code):
    tell(alba)
    post_office.answer = SMTPDataError(code, b"no")
    deliver_due()
    assert (Delivery.objects.get().dropped_at is not None) is (code == 554)


def test_gives_up_after_many_attempts(alba):
    tell(alba)
    Delivery.objects.update(attempts=8)
    assert deliver_due() == 0
    assert Delivery.objects.get().dropped_at is not None


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_mail_once(alba, bruno, carmen, monkeypatch):
    """Real threads on real rows; a mailbox that keeps what any of them sends."""
    sent = []
    monkeypatch.setattr(EmailBackend, "send_messages", lambda self, messages: sent.extend(messages) or len(messages))
    for number in range(20):
        for member in (alba, bruno, carmen):
            tell(member, number=number)
    at_once = Barrier(4)

    def worker(_number):
        at_once.wait()
        try:
            return deliver_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        counts = list(threads.map(worker, range(4)))
    assert sum(counts) == len(sent) == 60
    assert len({letter.extra_headers["Message-ID"] for letter in sent}) == 60
    assert not Delivery.objects.filter(sent_at=None).exists()
