"""Many small files, written by people, become the few that a browser fetches."""

import os
import re
import tempfile
from pathlib import Path

from django.conf import settings

from config.assets.modules import files_of, join

STATIC = settings.BASE_DIR / "static"

COMMENT = re.compile(r"/\*.*?\*/", re.S)
INDENT = re.compile(r"\s*\n\s*")


def stylesheets() -> list[Path]:
    """Every stylesheet under static/css, the order of layers first; each names its own layer."""
    first = STATIC / "css" / "layers.css"
    return [first, *sorted(path for path in (STATIC / "css").rglob("*.css") if path != first)]


def elements() -> list[Path]:
    """Every custom element that any page may use; each stands alone, without imports."""
    return sorted((STATIC / "js" / "elements").glob("*.js"))


def style() -> str:
    """All stylesheets in one, without comments and indentation."""
    text = "\n".join(path.read_text() for path in stylesheets())
    return INDENT.sub("\n", COMMENT.sub("", text)).strip() + "\n"


def script() -> str:
    """All elements in one module, each in a block of its own so that names cannot meet."""
    return "\n".join(f"{{\n{path.read_text().strip()}\n}}" for path in elements()) + "\n"


#: What the page of a talk is made of; `socket` is shared with the bell of every page, and so a file of its own.
TALK = ("pages/room-now", "talk/text-meeting", "talk/mention-field", "talk/own-signs", "pages/live-talk")


def talk_entries() -> list[Path]:
    """The scripts of a page with a talk."""
    return [(STATIC / "js" / f"{name}.js").resolve() for name in TALK]


def talk_files() -> list[Path]:
    """The same, and all that they import."""
    return files_of(talk_entries())


def talk() -> str:
    """The scripts of a page with a talk as one module."""
    scripts = (STATIC / "js").resolve()
    return join(talk_entries(), {scripts / "lib" / "socket.js"}, scripts / "talk.js")


#: Address under STATIC_URL, the files it is made of, and how.
BUNDLES = {
    "css/cairn.css": (stylesheets, style),
    "js/cairn.js": (elements, script),
    "js/talk.js": (talk_files, talk),
}


def build(name: str, folder: Path) -> Path:
    """The bundle's file below ``folder``, written anew where a source is newer.

    Safe while another process builds the same: the file changes in one step.
    """
    sources, join = BUNDLES[name]
    target = folder / name
    newest = max(path.stat().st_mtime_ns for path in [*sources(), *{path.parent for path in sources()}])
    if not target.exists() or target.stat().st_mtime_ns < newest:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False) as new:
            new.write(join())
        os.chmod(new.name, 0o644)
        os.replace(new.name, target)
    return target
