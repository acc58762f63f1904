"""The log says what happened and where; what people wrote, and whom a mail was for, is not in it."""

import io
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog
from django.conf import settings
from django.db import DatabaseError, transaction

from community.kit.commit import after_commit
from config.logs import DiscreetFormatter

LINE: dict[str, str] = settings.LOGGING["formatters"]["line"]  # type: ignore[index]
WORDS = "what nobody else should read"


@pytest.fixture
def log() -> Iterator[Callable[[], str]]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(DiscreetFormatter(LINE["format"]))
    logging.getLogger().addHandler(handler)
    yield written.getvalue
    logging.getLogger().removeHandler(handler)


def fail(words: str) -> None:
    try:
        raise ValueError(words)
    except ValueError as first:
        raise DatabaseError(f"Failing row contains ({words})") from first


def test_an_error_is_its_kind_and_its_place(log: Callable[[], str]) -> None:
    try:
        fail(WORDS)
    except DatabaseError as error:
        logging.getLogger("django.request").error("Internal Server Error: %s (%s)", "/groups/", error, exc_info=True)
    assert WORDS not in log()
    for told in ("/groups/", "django.db.utils.DatabaseError", "builtins.ValueError", "in fail"):
        assert told in log()


def test_the_engine_s_words_come_the_same_way(log: Callable[[], str]) -> None:
    try:
        fail(WORDS)
    except DatabaseError:
        structlog.get_logger("live").exception("live.listener_failed", kind="said")
    assert WORDS not in log()
    assert "ERROR live live.listener_failed kind=said" in log()


def test_a_task_that_fails_tells_its_name(log: Callable[[], str]) -> None:
    """As Celery writes it: the error's text comes by the name ``exc``."""
    try:
        fail(WORDS)
    except DatabaseError as error:
        filled = {"name": "community.care.read_new_words", "exc": repr(error)}
        logging.getLogger("celery.app.trace").error("Task %(name)s raised: %(exc)s", filled, exc_info=True)
    assert WORDS not in log()
    assert "Task community.care.read_new_words raised: django.db.utils.DatabaseError" in log()


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_is_refused_after_the_commit_names_no_address(log: Callable[[], str]) -> None:
    with transaction.atomic():
        after_commit(fail, "someone@mail.example")
    assert "someone@mail.example" not in log()
    assert "DatabaseError" in log()


def test_the_house_writes_so() -> None:
    assert LINE["()"] == "config.logs.DiscreetFormatter"
