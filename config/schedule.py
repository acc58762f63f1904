"""Every periodic task, on one page.

A task here is a doorbell: it calls one action, which claims what is due by changing rows. So a beat
that rings twice, or two workers that hear it, do the work once.
"""

from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {}
