"""What leaves the house by mail says nothing of what the house is."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client

from community.members.models import Member

FORBIDDEN = (
    "cairn", "recover", "sober", "addict", "substance", "treatment", "rehab", "support group", "mentor", "alcohol",
    "drug", "clean", "relapse", "facility", "testserver", "http", settings.SITE_NAME.lower(),
)  # fmt: skip
KINDS = sorted(
    str(file.relative_to(settings.BASE_DIR / "templates")).removesuffix("_subject.txt")
    for room in ("account", "mfa")
    for file in Path(settings.BASE_DIR / "templates" / room / "email").glob("*_subject.txt")
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_about_an_account_is_discreet(kind: str) -> None:
    known = {"code": "ABCD-EFGH", "email": "a@example.org", "from_email": "a@example.org", "to_email": "b@example.org"}
    said = render_to_string(f"{kind}_subject.txt", known) + render_to_string(f"{kind}_message.txt", known)
    assert not [word for word in FORBIDDEN if word in said.lower()]
    assert "Hello," in said


def test_no_mail_of_allauth_s_own_is_left() -> None:
    import allauth

    stock = Path(allauth.__file__).parent / "templates"
    theirs = {
        str(file.relative_to(stock)).removesuffix("_subject.txt")
        for room in ("account", "mfa")
        for file in (stock / room / "email").glob("*_subject.txt")
    }
    links_we_do_not_send = {"account/email/password_reset_key"}
    assert theirs - links_we_do_not_send <= set(KINDS)


@pytest.mark.django_db(transaction=True)
def test_the_sender_is_neutral_and_the_mail_is_plain(client: Client, newcomer: dict[str, str]) -> None:
    client.post("/accounts/signup/", newcomer)
    sent = mail.outbox[-1]
    assert sent.from_email == settings.DEFAULT_FROM_EMAIL
    assert "cairn" not in sent.from_email.lower()
    assert sent.subject == "Your code"
    assert not sent.alternatives


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_keeps_no_page_from_opening(
    client: Client, newcomer: dict[str, str], settings: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert client.post("/accounts/signup/", newcomer).status_code == 302
    assert Member.objects.count() == 1
