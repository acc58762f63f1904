import os
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.test import Client

from config.outbox.mails import newest

FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def outbox(settings: object, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILES, tmp_path
    return tmp_path


def test_the_newest_mail_is_first_and_reads_as_it_was_written(outbox: Path) -> None:
    assert newest() == []
    for n in range(3):
        before = set(outbox.iterdir())
        send_mail(f"Note {n}", f"Línea — {n}\n\nABCD-EFGH", "Notes <n@x.org>", [f"p{n}@example.org"])
        (written,) = set(outbox.iterdir()) - before
        os.utime(written, (1_700_000_000 + n,) * 2)  # files of one tick of the clock have no order
    mails = newest()
    assert [mail.subject for mail in mails] == ["Note 2", "Note 1", "Note 0"]
    assert mails[0].body == "Línea — 2\n\nABCD-EFGH"
    assert [mail.subject for mail in newest(to="p1@")] == ["Note 1"]
    assert len(newest(count=2)) == 2


@pytest.mark.django_db
def test_the_page(outbox: Path, client: Client) -> None:
    assert b"Nothing was sent" in client.get("/outbox/").content
    send_mail("Your code", "Hello,\n\nABCD-EFGH", "Notes <n@x.org>", ["p@example.org"])
    assert b"ABCD-EFGH" in client.get("/outbox/").content


def test_in_production_there_is_no_such_page() -> None:
    import subprocess
    import sys

    probe = (
        "import django; django.setup(); from django.urls import resolve, Resolver404\n"
        "try: resolve('/outbox/'); print('there')\nexcept Resolver404: print('not there')"
    )
    key = "b25seS1mb3ItZGV2ZWxvcG1lbnQtYW5kLXRlc3RzISE="
    said = {}
    for debug, url in (("false", "outbox:"), ("false", "smtp://localhost:25"), ("true", "smtp://localhost:25")):
        environment = dict(os.environ) | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DEBUG": debug,
            "EMAIL_URL": url,
            "SECRET_KEY": "x" * 50,
            "FIELD_KEYS": key,
            "SITE_URL": "https://example.org",
        }
        done = subprocess.run(
            [sys.executable, "-c", probe], env=environment, capture_output=True, text=True, check=False
        )
        said[debug, url] = done.stdout.strip()
    assert set(said.values()) == {"not there"}, said
