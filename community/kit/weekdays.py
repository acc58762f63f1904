from django.db import models
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR


class Weekday(models.IntegerChoices):
    """The days of the week as ``date.weekday()`` counts them; their labels are as short as a rota writes them."""

    MONDAY = 0, WEEKDAYS_ABBR[0]
    TUESDAY = 1, WEEKDAYS_ABBR[1]
    WEDNESDAY = 2, WEEKDAYS_ABBR[2]
    THURSDAY = 3, WEEKDAYS_ABBR[3]
    FRIDAY = 4, WEEKDAYS_ABBR[4]
    SATURDAY = 5, WEEKDAYS_ABBR[5]
    SUNDAY = 6, WEEKDAYS_ABBR[6]

    @property
    def whole(self) -> str:
        """Its name, written out."""
        return str(WEEKDAYS[self.value])
