"""Who goes with whom."""

from dataclasses import dataclass

import numpy as np

from mentorship.matching.engine.instance import Flags, Instance, Ints


@dataclass(frozen=True, eq=False)
class Assignment:
    """``edge[i]``: the edge by which mentee i is placed, -1 where nobody could be found."""

    instance: Instance
    edge: Ints

    @property
    def placed(self) -> Flags:
        return self.edge >= 0

    @property
    def coverage(self) -> int:
        """How many are placed."""
        return int(self.placed.sum())

    @property
    def weight(self) -> int:
        """What all pairs are worth to both sides, together."""
        return int(self.instance.weight[self.edge[self.placed]].sum())

    @property
    def mentor(self) -> Ints:
        """Each mentee's mentor, -1 for none."""
        found = np.full(self.instance.mentees, -1, dtype=np.int64)
        found[self.placed] = self.instance.mentor[self.edge[self.placed]]
        return found

    @property
    def load(self) -> Ints:
        """How many each mentor has."""
        mentors = self.instance.mentor[self.edge[self.placed]]
        return np.bincount(mentors, minlength=self.instance.mentors).astype(np.int64)

    @property
    def gains(self) -> Ints:
        """What each mentee has of it; 0 for who is not placed."""
        gains = np.zeros(self.instance.mentees, dtype=np.int64)
        gains[self.placed] = self.instance.gain[self.edge[self.placed]]
        return gains

    @property
    def least_worth(self) -> Ints:
        """What the pair that is worth least to each mentor is worth; 0 for whoever has a place free.

        A mentor without any place has the highest number there is: nobody can be worth more to them.
        """
        instance, held = self.instance, self.edge[self.placed]
        least = np.full(instance.mentors, np.iinfo(np.int64).max)
        np.minimum.at(least, instance.mentor[held], instance.worth[held])
        least[self.load < instance.capacity] = 0
        return least
