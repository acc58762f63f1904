"""A question that every page asks: Django puts its statement together once in a process, not once a page."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

#: Stands where the asker's id will stand. No row has it, and nobody would write it by hand.
MARK = -7_301_946_582


class Prepared:
    """``ask(member_id)`` gives the one row of ``build(member_id)``, a queryset made with ``values()``, as a dict.

    Putting such a statement together costs Django ten times what the database takes to answer it. Nothing but the id
    may differ between two askings (no "now" of the moment of building), and the columns are plain: numbers, texts,
    booleans. ``LookupError`` where there is no row.
    """

    def __init__(self, build: Callable[[int], QuerySet[Any, dict[str, Any]]]) -> None:
        self.build = build

    def __call__(self, pk: int) -> dict[str, Any]:
        statement, parameters = self._statement
        with connection.cursor() as cursor:
            cursor.execute(statement, [pk if value == MARK else value for value in parameters])
            row = cursor.fetchone()
            if row is None:
                raise LookupError(pk)
            return dict(zip((column.name for column in cursor.description), row, strict=True))

    @cached_property
    def _statement(self) -> tuple[str, tuple[Any, ...]]:
        return self.build(MARK).query.sql_with_params()
