"""How far new words have been read for signs of a crisis."""

from django.db import models


class Read(models.Model):
    """One kind of thing: all up to ``read_to`` was read; up to ``known_to`` was there when last looked.

    What was written between two looks is read at the second, so that words whose transaction took its time
    are not passed over.
    """

    key = models.CharField(max_length=20, primary_key=True)
    read_to = models.BigIntegerField(default=0)
    known_to = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key} to {self.read_to}"
