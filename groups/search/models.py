"""The catalogue of discussions: what searching looks at."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from groups.forum.models import Thread
from groups.roster.models import Group, Membership


def _kept_true(to: type[models.Model]) -> Any:
    """A card goes with its words, by their trigger: nothing else need look after it, nor any index for that."""
    return models.ForeignKey(to, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)


class Card(models.Model):
    """A card for every thread (``number`` 0) and every reply in it that is there to be read.

    Triggers write it with the words themselves (migration 0006), whoever writes them: what is taken out has no card
    from that moment, and gets one when it is back. ``words`` holds what was said, as stems, the title above the rest,
    and besides it what can be filtered by: ``:group:7``, ``:by:12``, ``:tag:sleep``. No word that people write has a
    colon, so nobody can ask for these in words.
    """

    thread = _kept_true(Thread)
    number = models.PositiveIntegerField()
    group = _kept_true(Group)
    author = _kept_true(Membership)
    #: Who began the thread: whoever does not hear them finds nothing in it.
    starter = _kept_true(Membership)
    at = models.DateTimeField()
    words = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="card_once")]
        indexes = [
            models.Index(fields=["-at", "-id"], name="card_newest"),
            models.Index(fields=["group", "-at", "-id"], name="card_in_group"),
            GinIndex(fields=["words"], name="card_words"),
        ]

    def __str__(self) -> str:
        return f"card {self.pk}"
