"""Nobody learns at the door who is here (42 CFR 2.13): status, body, mail and time are alike."""

import re
import statistics
import time
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from community.members.models import Member

pytestmark = pytest.mark.django_db(transaction=True)
KNOWN, UNKNOWN = "wren@example.org", "none@example.org"


def sign_up(client: Client, email: str) -> HttpResponse:
    typed = {"name": "Somebody Else", "email": email, "password1": "a-long-enough-two", "age": "adult"}
    return client.post("/accounts/signup/", typed, follow=True)


def ask_for_a_code(client: Client, email: str) -> HttpResponse:
    return client.post("/accounts/login/code/", {"email": email}, follow=True)


def forget_the_password(client: Client, email: str) -> HttpResponse:
    return client.post("/accounts/password/reset/", {"email": email}, follow=True)


def guess_the_password(client: Client, email: str) -> HttpResponse:
    return client.post("/accounts/login/", {"login": email, "password": "a-guess-of-mine"}, follow=True)


DOORS = [sign_up, ask_for_a_code, forget_the_password, guess_the_password]


def seen(answer: HttpResponse, email: str) -> tuple[object, ...]:
    """What someone at the door can tell apart, with the address they typed and one-time tokens left out."""
    body = answer.content.decode().replace(email, "ADDRESS")
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)
    return answer.status_code, answer.redirect_chain, sorted(answer.cookies), sorted(answer.headers), body


@pytest.mark.parametrize("door", DOORS)
def test_the_answer_is_the_same(door: Callable[[Client, str], HttpResponse], wren: Member) -> None:
    known = seen(door(Client(), KNOWN), KNOWN)
    sent_to_known = len(mail.outbox)
    Member.objects.exclude(pk=wren.pk).delete()
    assert seen(door(Client(), UNKNOWN), UNKNOWN) == known
    assert len(mail.outbox) == 2 * sent_to_known  # a mail for each or for neither


@pytest.mark.parametrize(
    ("door", "page"),
    [
        (sign_up, "/accounts/confirm-email/"),
        (ask_for_a_code, "/accounts/login/code/confirm/"),
        (forget_the_password, "/accounts/password/reset/confirm/"),
    ],
)
def test_the_page_that_asks_for_the_code_answers_the_same(
    door: Callable[[Client, str], HttpResponse], page: str, wren: Member
) -> None:
    answers = []
    for email in (KNOWN, UNKNOWN):
        client = Client()
        door(client, email)
        steps = [client.get(page, follow=True)]
        steps += [client.post(page, {"code": "none-none"}, follow=True) for _n in range(4)]
        answers.append([seen(step, email) for step in steps])
        Member.objects.exclude(pk=wren.pk).delete()
    assert answers[0] == answers[1]


@pytest.mark.parametrize("door", DOORS)
def test_the_answer_takes_as_long(door: Callable[[Client, str], HttpResponse], wren: Member, settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    wren.set_password("a-long-enough-one")
    wren.save()
    took: dict[str, list[float]] = {KNOWN: [], UNKNOWN: []}
    for n in range(12):
        for email in took if n % 2 else reversed(took):
            cache.clear()
            client = Client()
            begun = time.process_time()
            door(client, email)
            took[email].append(time.process_time() - begun)
            Member.objects.exclude(pk=wren.pk).delete()
    known, unknown = statistics.median(took[KNOWN]), statistics.median(took[UNKNOWN])
    assert abs(known - unknown) < max(0.2 * max(known, unknown), 0.012), took


@pytest.mark.parametrize(
    ("door", "page"),
    [(sign_up, "/accounts/confirm-email/"), (ask_for_a_code, "/accounts/login/code/confirm/")],
)
def test_asking_for_the_code_again_is_the_same(
    door: Callable[[Client, str], HttpResponse], page: str, wren: Member
) -> None:
    answers, mails = [], []
    for email in (KNOWN, UNKNOWN):
        mail.outbox.clear()
        client = Client()
        door(client, email)
        steps = []
        for _n in range(3):
            cache.clear()
            steps.append(client.post(page, {"action": "resend"}, follow=True))
        answers.append([seen(step, email) for step in steps])
        mails.append([sent.to for sent in mail.outbox])
        Member.objects.exclude(pk=wren.pk).delete()
    assert answers[0] == answers[1]
    assert len(mails[0]) == len(mails[1]) == 3  # the first, and two more


def test_a_known_address_that_signs_up_again_is_told_in_its_own_mailbox(wren: Member) -> None:
    sign_up(Client(), KNOWN)
    assert Member.objects.count() == 1
    assert "a place already" in mail.outbox[-1].body
    assert wren.check_password("a-long-enough-one")


def test_an_unknown_address_is_told_so_in_its_own_mailbox(db: None) -> None:
    ask_for_a_code(Client(), UNKNOWN)
    assert "do not know this address" in mail.outbox[-1].body
