"""uvicorn's WebSocket, which lets the hub write frames that were made once.

`uvicorn --ws community.kit.live_protocol:LiveProtocol` serves with it. It offers the scope extension
``cairn.written``: an object with ``write(frame bytes)`` and ``shut(code, reason)``. It also holds what no application
can: frames of more than 64 KiB close the socket, nothing is compressed (a compressor costs each waiting member more
memory than the rest of their line), and a reader who falls behind is closed with 4408. Where the server is another
one, the extension is missing, and lines use plain ASGI instead (``live_line.py``).
"""

import logging
import socket
from asyncio import AbstractEventLoop, BaseTransport
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.exceptions import InvalidState
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.server import ServerProtocol

from community.kit.live_line import BEHIND, LARGEST_BACKLOG, LARGEST_INCOMING

EXTENSION = "cairn.written"

# Of what a slow reader has not taken yet the system keeps so much, we LARGEST_BACKLOG; then the line ends.
SYSTEM_BUFFER = 256 * 1024
SECONDS_TO_LEAVE = 10.0


class LiveProtocol(WebSocketsSansIOProtocol):
    """One socket on this server."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.conn = ServerProtocol(max_size=LARGEST_INCOMING, logger=logging.getLogger("uvicorn.error"))
        self.writes = False
        self.choked = False

    def connection_made(self, transport: BaseTransport) -> None:
        """Take the connection over from HTTP."""
        super().connection_made(transport)
        # What read the request is done with it, and refers to itself in circles: let it go now, not when the
        # collector comes by. Its last step, handing us the transport, is still to come.
        self.loop.call_soon(vars(transport.get_protocol()).clear)
        line = transport.get_extra_info("socket")
        if line is not None:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SYSTEM_BUFFER // 2)

    def handle_connect(self, event: Request) -> None:
        """Answer the handshake, and offer written frames to the application."""
        super().handle_connect(event)
        if self.response.status_code == 101:
            self.scope["extensions"][EXTENSION] = self  # type: ignore[assignment]
            self.writes = True

    def write(self, frame: bytes) -> None:
        """Write one whole frame, unless the line is ending. Call it after the handshake was accepted."""
        if self.writes:
            self.transport.write(frame)
            if self.choked and self.transport.get_write_buffer_size() > LARGEST_BACKLOG:
                self.shut(BEHIND, "You fell behind. Come back with since.")

    def shut(self, code: int, reason: str = "") -> None:
        """End the line with this code, at once for us; the reader gets what was written before, and ten seconds."""
        if not self.writes:
            return
        self.writes = False
        self.close_sent = True
        self.stop_keepalive()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        try:
            self.conn.send_close(code, reason)
        except InvalidState:
            self.transport.abort()
            return
        self.transport.write(b"".join(self.conn.data_to_send()))
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(SECONDS_TO_LEAVE, self.transport.abort)

    def pause_writing(self) -> None:
        """Hear that the reader does not keep up."""
        self.choked = True
        super().pause_writing()

    def resume_writing(self) -> None:
        """Hear that the reader has caught up."""
        self.choked = False
        super().resume_writing()

    def handle_close(self, event: Frame) -> None:
        """The reader says goodbye."""
        self.writes = False
        super().handle_close(event)

    def handle_parser_exception(self) -> None:
        """What came was no WebSocket frame, or too large a one."""
        self.writes = False
        super().handle_parser_exception()

    def keepalive_timeout(self) -> None:
        """The reader does not answer any more."""
        self.writes = False
        super().keepalive_timeout()

    def connection_lost(self, exc: Exception | None) -> None:
        """The reader is gone: let go of all that points back here, so that nothing waits for the collector."""
        self.writes = False
        super().connection_lost(exc)
        if self.handshake_initiated:
            self.scope.get("extensions", {}).pop(EXTENSION, None)
        self.conn.parser.close()

    def shutdown(self) -> None:
        """The server stops."""
        self.writes = False
        super().shutdown()
