"""First hellos owed, and who greets when."""

from groups.welcome.models.hello import NEW, WAITS, FirstHello, Introduction
from groups.welcome.models.rota import GREETS, GreetingShift, Swap

__all__ = ["GREETS", "NEW", "WAITS", "FirstHello", "GreetingShift", "Introduction", "Swap"]
