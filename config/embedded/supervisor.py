"""`make run`: everything Cairn needs, in order, kept running, and gone when this process is."""

import json
import os
import signal
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from config.embedded.child import Child
from config.embedded.keep import Kept
from config.embedded.lock import Lock, leave_note
from config.embedded.orphans import end_orphans
from config.embedded.prepare import ROOT, Preparation, wants_demo
from config.embedded.programs import beat_program, site_program, worker_program
from config.embedded.refusal import Refusal
from config.embedded.say import say
from config.embedded.servers import Servers, log_folder
from config.embedded.terminal import in_front
from config.seeds.people import CAST, PASSWORD

READY_WITHIN = 120.0
LARGEST_LOG = 5_000_000


class Asked(Exception):
    """Somebody asked us to stop."""


class Supervisor:
    """Starts, watches and stops one Cairn."""

    def __init__(self, data_dir: Path, port: int) -> None:
        self.data_dir, self.port, self.url = data_dir, port, f"http://127.0.0.1:{port}/"
        self.environment = os.environ | {"DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"}
        self.environment.setdefault("DEBUG", "true")
        self.environment.setdefault("SITE_URL", self.url.rstrip("/"))
        self.kept: list[Kept] = []
        self.all_ready = False

    def run(self) -> None:
        """Run until asked to stop. Raises Refusal where something only a person can mend is in the way."""
        lock = Lock(self.data_dir)
        for asking in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(asking, _ask)
        with in_front():
            try:
                end_orphans(self.data_dir)
                check_port(self.port)
                shorten_logs(log_folder(self.data_dir))
                self._start()
                self._watch()
            except Asked:
                say("Stopping …")
            finally:
                self._stop()
                lock.release()

    def _start(self) -> None:
        ours = {name for name in ("DATABASE_URL", "REDIS_URL") if name not in os.environ}
        servers = Servers(self.data_dir, postgres="DATABASE_URL" in ours, valkey="REDIS_URL" in ours)
        say(f"{servers.sources()}; data in {self.data_dir}, logs in {self.data_dir / 'log'}.")
        servers.start()
        self.kept = [Kept(child) for child in servers.children]
        self._write_down()
        Preparation(self.data_dir, self.environment).run()
        for name, program in (("web", site_program(self.port)), ("worker", worker_program()), ("beat", beat_program())):
            log = self.data_dir / "log" / f"{name}.log"
            child = Child(name, program, log, self.environment, ROOT, patience=4)
            self.kept.append(Kept(child))
            child.start()
        self._write_down()

    def _watch(self) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while True:
            if [kept for kept in self.kept if kept.look(all_ready=self.all_ready)]:
                self._write_down()
            if not self.all_ready:
                missing = what_is_missing(self.url)
                if not missing:
                    self.all_ready = True
                    say(f"READY {self.url}")
                    if wants_demo(self.environment):
                        say(f"Sign in as {logins()}; every password is {PASSWORD}")
                elif time.monotonic() > deadline:
                    raise Refusal(f"Cairn is not ready after {READY_WITHIN:g} s: {missing}; see {self.data_dir}/log")
            time.sleep(0.1)

    def _stop(self) -> None:
        """Stop in the order of need: beat, worker, web, servers."""
        for asking in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(asking, signal.SIG_IGN)
        users = [kept.child for kept in self.kept if kept.child.name in ("beat", "worker", "web")]
        for child in reversed(users):
            child.ask_to_stop()
        for child in reversed(users):
            child.wait_or_kill()
        for kept in self.kept:
            kept.child.ask_to_stop()
        for kept in self.kept:
            kept.child.wait_or_kill()

    def _write_down(self) -> None:
        children = {kept.child.pid: kept.child.program[0] for kept in self.kept}
        names = {kept.child.name: kept.child.pid for kept in self.kept}
        leave_note(self.data_dir, supervisor=os.getpid(), url=self.url, names=names, children=children)


def logins() -> str:
    """Return who can sign in, for a person to copy."""
    return ", ".join(person.email for person in CAST)


def check_port(port: int) -> None:
    """Raise Refusal where someone listens on `port` already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Refusal(f"Port {port} is taken ({error.strerror}); try `make run PORT={port + 1}`.") from error


def what_is_missing(url: str) -> str:
    """Return, in words, what is not ready yet; empty when all is."""
    try:
        with urllib.request.urlopen(f"{url}readyz", timeout=5) as answer:  # noqa: S310 - our own address
            answer.read()
        return ""
    except urllib.error.HTTPError as error:
        parts = json.loads(error.read() or "{}") if error.code == 503 else {"web": f"answers {error.code}"}
        return ", ".join(f"{part} {state}" for part, state in parts.items() if state not in ("ok", False))
    except OSError:
        return "web does not answer"


def shorten_logs(folder: Path) -> None:
    """Put long logs aside as NAME.log.1, one each."""
    for log in folder.glob("*.log"):
        if log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_name(f"{log.name}.1"))


def _ask(_signal: int, _frame: FrameType | None) -> None:
    raise Asked
