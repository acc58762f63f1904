"""Frames: what open pages hear, as JSON text and as the bytes of a WebSocket."""

import json
from collections.abc import Iterable, Sequence
from struct import pack
from typing import Any

# One frame stays well below 1 MiB, which is what many clients take at most.
LARGEST_BATCH = 256 * 1024

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(frame: dict[str, Any]) -> str:
    """Return a frame as JSON text."""
    return _encode(frame)


def wire(text: str) -> bytes:
    """Return a text as one whole WebSocket frame from a server: final, unmasked, uncompressed (RFC 6455, 5.2)."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 65536:
        return pack("!BBH", 0x81, 126, size) + payload
    return pack("!BBQ", 0x81, 127, size) + payload


class Frame:
    """One text frame, made once for however many will hear it; its wire form is made at its first use."""

    __slots__ = ("_wire", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._wire: bytes | None = None

    @property
    def wire(self) -> bytes:
        """Return the bytes to write to a transport."""
        if self._wire is None:
            self._wire = wire(self.text)
        return self._wire


def frame(content: dict[str, Any]) -> Frame:
    """Return a frame of this content."""
    return Frame(_encode(content))


def batched(texts: Sequence[str]) -> list[Frame]:
    """Return encoded frames as few: one alone as it is, several as an array, in order; none as none."""
    if len(texts) == 1:
        return [Frame(texts[0])]
    return [Frame("[" + ",".join(some) + "]") for some in _portions(texts)]


def _portions(texts: Sequence[str]) -> Iterable[list[str]]:
    portion: list[str] = []
    size = 0
    for text in texts:
        if portion and size + len(text) > LARGEST_BATCH // 2:
            yield portion
            portion, size = [], 0
        portion.append(text)
        size += len(text)
    if portion:
        yield portion
