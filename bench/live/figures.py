"""What was measured: kept in `figures.json` beside this file, so that tables and pictures can be made from it anew."""

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

KEPT = Path(__file__).parent / "figures.json"


class Figures:
    """By part, what its scene returned, when, and how busy others kept the machine meanwhile."""

    def __init__(self, parts: dict[str, Any] | None = None, machine: dict[str, Any] | None = None) -> None:
        self.parts, self.machine = parts or {}, machine or {}

    @classmethod
    def kept(cls) -> "Figures":
        """Return the last that were kept; none at the first time."""
        return cls(**json.loads(KEPT.read_text())) if KEPT.exists() else cls()

    def keep(self) -> None:
        """Keep them, in place of the last ones."""
        KEPT.write_text(json.dumps({"machine": self.machine, "parts": self.parts}, indent=1) + "\n")

    def put(self, part: str, found: dict[str, Any], others: list[float]) -> None:
        """Note what a part has found, just now."""
        when = datetime.now(UTC).date().isoformat()
        self.parts[part] = {"on": when, "others": [round(one, 1) for one in others], "found": rounded(found)}

    def at(self, *path: object) -> Any:
        """Return one figure (part, then the keys); None where it was not measured."""
        here: Any = self.parts.get(str(path[0]), {}).get("found", {})
        for step in path[1:]:
            here = here.get(str(step)) if isinstance(here, dict) else None
        return here

    def others(self) -> list[float]:
        """Return how busy others were, in percent, each time before something was measured."""
        return [busy for part in self.parts.values() for busy in part["others"]]

    def days(self) -> list[str]:
        """Return the days on which it was measured."""
        return sorted({part["on"] for part in self.parts.values()})


def machine_here(database: str) -> dict[str, Any]:
    """Return what this machine is. ``database``: what PostgreSQL calls itself."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "gib": round(psutil.virtual_memory().total / 2**30),
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "python": platform.python_version(),
        "database": database,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def rounded(found: Any) -> Any:
    """Return figures with the digits that mean something: four, and whole numbers as they are."""
    if isinstance(found, dict):
        return {str(key): rounded(value) for key, value in found.items()}
    return float(f"{found:.4g}") if isinstance(found, float) else found
