"""What a few people carried this week: check-ins with a hard day in them, and the days they have lived."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Day:
    """A check-in ``days_ago``: mood 1 to 5, craving 0 to 10, HALT words, one line, what helped."""

    days_ago: int
    mood: int
    craving: int
    halt: tuple[str, ...] = ()
    line: str = ""
    helped: str = ""


ALBA_DAYS = (
    Day(20, 3, 4, ("tired",), "Early shift, late homework."),
    Day(19, 3, 3),
    Day(18, 4, 2, (), "Bread came out right."),
    Day(17, 3, 4, ("hungry",)),
    Day(15, 4, 2),
    Day(14, 4, 1, (), "Two weeks since I last counted hours."),
    Day(13, 3, 3, ("tired",)),
    Day(12, 4, 2),
    Day(11, 3, 5, ("lonely",), "Everyone out. Long evening.", "Rang Hana."),
    Day(10, 4, 2),
    Day(9, 4, 2),
    Day(8, 5, 0, (), "Both kids at the table."),
    Day(7, 4, 1),
    Day(6, 4, 2),
    Day(5, 3, 3, ("tired",)),
    Day(4, 4, 2),
    Day(3, 3, 4, ("hungry", "tired")),
    Day(2, 1, 8, ("lonely", "angry", "tired"), "Father rang. I did not do anything.", "The room. The dog."),
    Day(1, 3, 3, ("tired",), "Slept. It was only a day."),
)

GIL_DAYS = (
    Day(5, 2, 6, ("lonely",), "The evenings are long."),
    Day(4, 3, 5, ("tired",)),
    Day(3, 3, 4, (), "Mended the tap."),
    Day(1, 3, 5, ("lonely", "tired")),
)

#: Days since each span of Alba's began and ended: 183 days, a setback told as what it was, then 128 and counting.
ALBA_SPANS = ((311, 128), (128, None))

#: Those who walk longer: nine years of Bruno's, and Carmen's three.
BRUNO_SPANS = ((9 * 365 + 40, None),)
CARMEN_SPANS = ((3 * 365 + 12, None),)
