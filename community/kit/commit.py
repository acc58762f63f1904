"""Speaking to the outside, only once the words are safe."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction


def after_commit(call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> None:
    """Call once the surrounding transaction is committed; never if it is rolled back.

    A failure in one such call is logged and does not keep the next ones from running: the row is
    already stored, and what is owed to it (a mail, a live frame) is found again from the database.
    """
    owed = partial(call, *args, **kwargs)
    owed.__qualname__ = getattr(call, "__qualname__", type(call).__name__)  # type: ignore[attr-defined]  # for the log
    transaction.on_commit(owed, robust=True)
