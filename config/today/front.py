"""The front page: what this is, and the way in."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Front:
    """``demo`` is true where the demo's people may be tried."""

    demo: bool


def front_page() -> Front:
    return Front(demo=settings.DEBUG)
