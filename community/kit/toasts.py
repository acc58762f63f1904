"""What just happened, said once on the next page, with a way back where there is one."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise


def say(request: HttpRequest, text: str | Promise, *, undo: str = "", kind: int = messages.SUCCESS) -> None:
    """Show ``text`` on the next page. ``undo`` is an address that takes the deed back when posted to."""
    messages.add_message(request, kind, str(text), extra_tags=f"undo:{undo}" if undo else "")
