"""Lines of the log: what happened and where. Never what somebody wrote, nor whom a mail was for."""

import copy
import logging
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog


class DiscreetFormatter(logging.Formatter):
    """Errors are told by their kind and the places they passed through, without their texts.

    For a database quotes the row it refuses, and a mail server the address.
    """

    def format(self, record: logging.LogRecord) -> str:
        plain = copy.copy(record)
        plain.args = _without_texts(record)
        plain.exc_text = None
        return super().format(plain)

    def formatException(self, ei: Any) -> str:
        error = ei[1]
        told: list[str] = []
        while error is not None:
            told.insert(0, "".join(traceback.format_tb(error.__traceback__)) + kind_of(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(told)


def kind_of(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _without_texts(record: logging.LogRecord) -> Any:
    """What a line is filled in with; of errors only their kind. Celery brings an error's text by the name ``exc``."""
    args = record.args
    if isinstance(args, Mapping):
        error = record.exc_info[1] if record.exc_info else None
        return {**args, "exc": kind_of(error) if error else ""} if "exc" in args else args
    return tuple(kind_of(one) if isinstance(one, BaseException) else one for one in args or ())


def as_line(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> tuple[tuple[str], dict[str, Any]]:
    """An event of structlog's as one line for ``logging``: its name, then what it was called with."""
    error = event.pop("exc_info", None)
    words = [str(event.pop("event")), *(f"{name}={value}" for name, value in event.items())]
    return (" ".join(words),), {"exc_info": error} if error else {}


def through_logging() -> None:
    """Let structlog speak through ``logging``, so that there is one level, one form and one place."""
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, as_line],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
