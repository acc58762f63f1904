"""The two ways an action says no."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


class Refused(Exception):
    """The person may try, but it cannot be done as asked: ``reason`` is for them to read.

    ``code`` is stable and for machines; ``field`` names the form field it belongs to, if one does.
    """

    def __init__(self, code: str, reason: str | Promise, *, field: str | None = None) -> None:
        super().__init__(str(reason))
        self.code = code
        self.reason = reason
        self.field = field


def require(allowed: bool, why: str | Promise = "") -> None:
    """Pass, or raise ``PermissionDenied`` (which a page answers with 403)."""
    if not allowed:
        raise PermissionDenied(why)
