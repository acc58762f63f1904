from tests.groups.rooms import attic, circle, found, seat, someone, table, tomas

__all__ = ["attic", "circle", "found", "seat", "someone", "table", "tomas"]
