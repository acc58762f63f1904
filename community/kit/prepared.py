"""A question that every page asks: Django puts its statement together once in a process, not once a page."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

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


Row = TypeVar("Row", bound=Model)


class PreparedRows(Generic[Row]):
    """``ask(*values)`` gives what ``list(build(*values))`` gives: rows of a model, with what ``select_related()``,
    ``only()`` and ``annotate()`` add.

    ``kinds`` are the values' types: int, str or datetime. ``build`` is called once, with values that stand for others:
    it only puts them into filters and annotations, and decides nothing by them. No ``prefetch_related()``.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]], *kinds: type) -> None:
        self.build = build
        self.kinds = kinds

    def __call__(self, *values: Any) -> list[Row]:
        ready = self._ready
        stand_for = dict(zip(ready.marks, values, strict=True))
        with connection.cursor() as cursor:
            # A number equals True and 1.0 too: what is no mark by its type is left alone.
            cursor.execute(
                ready.statement,
                [stand_for.get(one, one) if type(one) in _MARKS else one for one in ready.parameters],
            )
            rows: Any = cursor.fetchall()
        if ready.converters:
            rows = ready.compiler.apply_converters(rows, ready.converters)
        return [ready.read(row) for row in rows]

    def first(self, *values: Any) -> Row | None:
        """The first of them, if there is one."""
        found = self(*values)
        return found[0] if found else None

    @cached_property
    def _ready(self) -> "Ready":
        marks = tuple(_MARKS[kind](n) for n, kind in enumerate(self.kinds))
        compiler: Any = self.build(*marks).query.get_compiler(connection.alias)
        statement, parameters = compiler.as_sql()
        # SQL is made of the values given: none may have been looked at, or been left out.
        missing = [mark for mark in marks if mark not in parameters]
        if missing:
            raise ValueError(f"A value is not in the statement: {missing}.")
        populators: Any = get_related_populators
        fields = compiler.klass_info["select_fields"]
        start, end = fields[0], fields[-1] + 1
        return Ready(
            statement,
            tuple(parameters),
            marks,
            compiler,
            compiler.get_converters([column[0] for column in compiler.select]),
            compiler.klass_info["model"],
            [column[0].target.attname for column in compiler.select[start:end]],
            slice(start, end),
            populators(compiler.klass_info, compiler.select, connection.alias),
            tuple(compiler.annotation_col_map.items()),
        )


class Ready(NamedTuple):
    """A statement, and how its rows are read: as ``django.db.models.query.ModelIterable`` does."""

    statement: str
    parameters: tuple[Any, ...]
    marks: tuple[Any, ...]
    compiler: Any
    converters: dict[int, Any]
    model: Any
    names: Sequence[str]
    columns: slice
    populators: Sequence[Any]
    annotations: tuple[tuple[str, int], ...]

    def read(self, row: Sequence[Any]) -> Any:
        """A row as its model."""
        found = self.model.from_db(connection.alias, self.names, row[self.columns])
        for populator in self.populators:
            populator.populate(row, found)
        for name, column in self.annotations:
            setattr(found, name, row[column])
        return found


#: Values that nobody writes by hand, one for each place; the numbers fit into every kind of column.
_MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda n: 1_903_150_000 + n,
    str: lambda n: f"\x1e{n} stands for another\x1e",
    datetime: lambda n: datetime(1903, 5, 19, 3, 7, 11, 1_903 + n, tzinfo=UTC),
}
