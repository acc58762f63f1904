from tests.groups.rooms import at_once, attic, circle, found, seat, someone, table, tomas

__all__ = ["at_once", "attic", "circle", "found", "seat", "someone", "table", "tomas"]
