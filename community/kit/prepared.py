"""A question that every page asks: Django puts its statement together once in a process, not once a page."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

#: Stands where the asker's id will stand. No row has it, and nobody would write it by hand.
MARK = -7_301_946_582


class Prepared:
    """``ask(member_id)`` gives the one row of ``build(member_id)``, a queryset made with ``values()``, as a dict;
    ``ask.rows(member_id)`` gives all of them.

    Putting such a statement together costs Django ten times what the database takes to answer it. Nothing but the id
    may differ between two askings (the database's ``Now()``, never the moment of building), and the columns are plain:
    numbers, texts, booleans, times. ``LookupError`` where one row is asked for and there is none.
    """

    def __init__(self, build: Callable[[int], QuerySet[Any, dict[str, Any]]]) -> None:
        self.build = build

    def __call__(self, pk: int) -> dict[str, Any]:
        found = self.rows(pk)
        if not found:
            raise LookupError(pk)
        return found[0]

    def rows(self, pk: int) -> list[dict[str, Any]]:
        """Ask, and return every row in its order."""
        statement, parameters = self._statement
        with connection.cursor() as cursor:
            cursor.execute(statement, [pk if value == MARK else value for value in parameters])
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    @cached_property
    def _statement(self) -> tuple[str, tuple[Any, ...]]:
        return self.build(MARK).query.sql_with_params()
