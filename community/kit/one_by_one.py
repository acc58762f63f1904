"""Due rows, dealt with one after another: what fails for one is no reason for the others to wait."""

from collections.abc import Callable, Iterable
from traceback import extract_tb
from typing import TypeVar

import structlog
from django.db import connection, transaction
from django.db.models import Model

log = structlog.get_logger(__name__)

Row = TypeVar("Row")


def one_by_one(rows: Iterable[Row], deal: Callable[[Row], int], *, what: str) -> int:
    """Deal with each in a transaction of its own; the sum of what ``deal`` returned.

    One that raises leaves nothing behind and is logged as ``what``, by its row, the kind of error and where it arose,
    never by its words: those may be somebody's. The next ones go on; it is found again at the next round. Raises
    what was raised where the database itself is gone, since every row would fail alike.
    """
    done = 0
    for row in rows:
        try:
            with transaction.atomic():
                done += deal(row)
        except Exception as error:
            if not connection.is_usable():
                raise
            log.error(what, row=_number(row), error=type(error).__name__, at=_place(error))
    return done


def _number(row: object) -> str:
    """A row by its primary key, never by how it calls itself: that may be a name."""
    return str(row.pk if isinstance(row, Model) else row)


def _place(error: Exception) -> str:
    """The last line of ours that it went through."""
    lines = extract_tb(error.__traceback__)
    last = next((one for one in reversed(lines) if "site-packages" not in one.filename), lines[-1])
    return f"{last.filename}:{last.lineno}"
