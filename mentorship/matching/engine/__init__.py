"""The matching engine: arrays in, an assignment out. No database, no Django, no words for people.

``Instance`` says who could go with whom, how many people each mentor has places for, and what each pair is worth to
either side. ``stable``, ``heaviest`` and ``with_floors`` each give an ``Assignment``; ``blocking`` tells which two
people would both rather have each other. ``people`` makes an instance of what people said about themselves, and
``written`` of what stands in a file.
"""

import os

# A round is shared out to threads by ``people``; a product of matrices that begins threads of its own makes it slower.
# Read once, when numpy is loaded: whoever has loaded it before keeps what they have.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from mentorship.matching.engine.assignment import Assignment
from mentorship.matching.engine.blocking import blocking
from mentorship.matching.engine.deferred import stable
from mentorship.matching.engine.floors import with_floors
from mentorship.matching.engine.flow import heaviest
from mentorship.matching.engine.instance import Instance

__all__ = ["Assignment", "Instance", "blocking", "heaviest", "stable", "with_floors"]
