"""Lists of the desk, page by page: by a moment or a day and a number, rising, from behind a key."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from django.db.models import DateTimeField, Model, Q, QuerySet

#: Rows of a page.
PAGE = 30

Row = TypeVar("Row")
One = TypeVar("One", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """``after`` is the key of the last row where more follow, and empty at the end."""

    rows: list[Row]
    after: str = ""


def page_of(rows: QuerySet[One], by: str, after: str = "", *, size: int = PAGE) -> Page[One]:
    """The next page by the column (or annotation) ``by`` and the number. A key that cannot be read is the beginning.

    One query.
    """
    key = _read(after)
    if key is not None:
        moment, pk = key
        at = moment if isinstance(rows.query.resolve_ref(by).output_field, DateTimeField) else moment.date()
        rows = rows.filter(Q(**{f"{by}__gt": at}) | Q(**{by: at, "pk__gt": pk}))
    found = list(rows.order_by(by, "pk")[: size + 1])
    more = len(found) > size
    return Page(found[:size], _written(getattr(found[size - 1], by), found[size - 1].pk) if more else "")


def _written(at: date, pk: int) -> str:
    return f"{at:%Y%m%dT%H%M%S.%f}-{pk}"


def _read(key: str) -> tuple[datetime, int] | None:
    moment, _dash, pk = key.partition("-")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    try:
        return datetime.strptime(f"{moment}+0000", "%Y%m%dT%H%M%S.%f%z"), int(pk)
    except ValueError:
        return None
