"""The limit: bare sockets (picows), one INSERT a message, no sessions, no access, no order kept for later."""

import asyncio
import json
import os
import queue
import sys
import threading
from typing import Any

import psycopg2
import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, WSUpgradeRequest, ws_create_server

rooms: dict[int, set[WSTransport]] = {}
posts: "queue.SimpleQueue[tuple[WSTransport, dict[str, Any]]]" = queue.SimpleQueue()


class Line(WSListener):
    """One socket."""

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.line = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type != WSMsgType.TEXT:
            transport.disconnect()
            return
        content = json.loads(frame.get_payload_as_bytes())
        if content["type"] == "watch":
            rooms.setdefault(content["conversation"], set()).add(transport)
            transport.send(WSMsgType.TEXT, b'{"type":"watching"}')
        elif content["type"] == "post":
            posts.put((transport, content))

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        for room in rooms.values():
            room.discard(transport)


def keep(loop: asyncio.AbstractEventLoop) -> None:
    """Insert one by one, and tell the room after each."""
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_said (id bigserial PRIMARY KEY, room bigint, mark uuid, body text)"
        )
        while True:
            line, content = posts.get()
            cursor.execute(
                "INSERT INTO bench_said (room, mark, body) VALUES (%s, %s, %s) RETURNING id",
                (content["conversation"], content["client_id"], content["body"]),
            )
            [(seq,)] = cursor.fetchall()
            message = {
                "type": "message",
                "conversation": content["conversation"],
                "seq": seq,
                "client_id": content["client_id"],
                "body": content["body"],
            }
            answer = json.dumps({"type": "posted", "seq": seq}, separators=(",", ":")).encode()
            text = json.dumps(message, separators=(",", ":")).encode()
            loop.call_soon_threadsafe(tell, content["conversation"], text, line, answer)


def tell(room: int, text: bytes, line: WSTransport, answer: bytes) -> None:
    """Send to everyone in the room, and the answer to the author."""
    for other in rooms[room]:
        other.send(WSMsgType.TEXT, text)
    line.send(WSMsgType.TEXT, answer)


def listener(request: WSUpgradeRequest) -> WSListener:
    """Return what hears a new socket."""
    return Line()


async def main(port: int) -> None:
    """Serve until killed."""
    server = await ws_create_server(listener, "127.0.0.1", port)
    threading.Thread(target=keep, args=(asyncio.get_running_loop(),), daemon=True).start()
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
