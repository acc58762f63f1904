"""Socket addresses: one socket a page."""

from typing import Any

socket_urls: list[Any] = []
