"""An ending with its day, what two people leave each other, and what comes after."""

from mentorship.partings.models.handovers import Handover
from mentorship.partings.models.letters import Letter
from mentorship.partings.models.onward import Onward
from mentorship.partings.models.partings import Parting

__all__ = ["Handover", "Letter", "Onward", "Parting"]
