"""A person at a browser, who notices what nobody should have to: broken scripts, strangers on the line, barriers."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request

AXE = Path(__file__).resolve().parent.parent / "vendor" / "axe.min.js"
#: What the browser says when the page was left for the next one meanwhile.
WENT_ON = ("context was destroyed", "navigation", "documentElement")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Complaints:
    """What went wrong in the browser during one test."""

    def __init__(self, origin: str) -> None:
        self.host = urlsplit(origin).netloc
        self.lines: list[str] = []
        self.allowed: list[str] = []

    def allow(self, words: str) -> None:
        """Expect complaints that hold `words`: a console speaks of every 422, say, and of a server that was killed."""
        self.allowed.append(words)

    def listen(self, context: BrowserContext) -> None:
        """Hear everything that happens in `context`."""
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.lines.append(f"script error: {error.error}"))

    def unexpected(self) -> list[str]:
        """Return what was not allowed."""
        return [line for line in self.lines if not any(words in line for words in self.allowed)]

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.lines.append(f"request to another origin: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            where = message.location.get("url", "")
            self.lines.append(f"console: {message.text} ({where})")


def barriers(page: Page, standards: Iterable[str] = STANDARDS) -> list[str]:
    """Return what axe-core finds on the page, one line a violation and place; empty is good.

    A page that is still on its way is waited for: half a page, without its styles, is nobody's.
    """
    found = _looked_at(page, list(standards))
    return [
        f"{page.url}: {violation['id']} ({violation['impact']}): {violation['help']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def _looked_at(page: Page, standards: list[str], tries: int = 3) -> dict[str, Any]:
    page.wait_for_load_state("load")
    try:
        page.evaluate(AXE.read_text())  # evaluated by the debugger, so the page's CSP stays as it is
        found: dict[str, Any] = page.evaluate(
            "standards => axe.run(document, {runOnly: {type: 'tag', values: standards}})", standards
        )
    except Error as error:
        if tries > 1 and any(words in str(error) for words in WENT_ON):
            return _looked_at(page, standards, tries - 1)
        raise
    return found
