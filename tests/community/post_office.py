"""A small real SMTP server (RFC 5321, what smtplib needs of it) that can be told to hold its answer."""

import socketserver
import threading
from email import message_from_string
from email.message import Message


class PostOffice(socketserver.ThreadingTCPServer):
    """Keeps what it has taken.

    ``hold_at`` is the command it does not answer until ``let_go``; ACCEPTED is the end of a letter it has.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Counter)
        self.taken: list[Message] = []
        self.hold_at = ""
        self.reached = threading.Event()
        self.let_go = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Return the address for EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def hold(self, command: str) -> None:
        """From now on do not answer this command."""
        self.hold_at = command
        self.reached.clear()
        self.let_go.clear()

    def open_again(self) -> None:
        """Answer everything, from now on."""
        self.hold_at = ""
        self.let_go.set()


class Counter(socketserver.StreamRequestHandler):
    """One line of one client."""

    server: PostOffice

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            command = line.split(":")[0].split()[0].upper()
            if command == "QUIT":
                self.say("221 bye")
                return
            if command == "DATA":
                self.say("354 go on")
                letter = self.letter()
                if letter is None:
                    return
                self.server.taken.append(letter)
                if self.server.hold_at == "ACCEPTED":
                    self.wait()
            if self.server.hold_at == command:
                self.wait()
            self.say("250 ok")

    def letter(self) -> Message | None:
        """Return what was sent, or None where the line went dead first."""
        lines: list[str] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.decode())
        return message_from_string("".join(lines)) if line else None

    def wait(self) -> None:
        """Hold the answer."""
        self.server.reached.set()
        self.server.let_go.wait(30)

    def say(self, words: str) -> None:
        """Answer, if anyone still listens."""
        try:
            self.wfile.write(f"{words}\r\n".encode())
        except OSError:
            self.server.reached.set()
