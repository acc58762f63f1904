"""Copies of programs where `nobody` can run them: a virtual environment in root's home is closed to them."""

import os
import shutil
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path

from config.embedded.owner import Owner
from config.embedded.refusal import Refusal

TRUSTED = 0  # root: a place of anyone else's might hold anything
PLACES = (Path("/var/cache/cairn"), Path("/var/lib/cairn"), Path("/opt/cairn"))


def reachable_copy(site: Path, parts: Sequence[str], name: str, owner: Owner | None) -> Path:
    """Return a folder that holds `parts` of `site` and is open to `owner`: `site` itself, or a copy called `name`.

    Raises Refusal where a copy is needed and cannot be made.
    """
    if owner is None or open_to_all(site):
        return site
    for place in PLACES:
        try:
            place.mkdir(mode=0o755, parents=True, exist_ok=True)
            if open_to_all(place) and place.stat().st_uid == TRUSTED:
                return _copy(site, parts, place / name)
        except OSError:
            continue
    raise Refusal(f"{site} is closed to the user `nobody`, and no copy could be made in {PLACES[0]}.")


def open_to_all(folder: Path) -> bool:
    """Tell whether any user may enter `folder`, and so every folder above it."""
    return all(stat.S_IMODE(step.stat().st_mode) & stat.S_IXOTH for step in (folder, *folder.parents))


def _copy(site: Path, parts: Sequence[str], target: Path) -> Path:
    if target.is_dir():  # complete, for it got its name last
        return target
    half = Path(tempfile.mkdtemp(prefix=".half-", dir=target.parent))
    for part in parts:
        (half / part).parent.mkdir(parents=True, exist_ok=True)
        if (site / part).is_dir():
            shutil.copytree(site / part, half / part)
        else:
            shutil.copy2(site / part, half / part)
    for folder, _, files in os.walk(half):
        os.chmod(folder, 0o755)
        for file in files:
            os.chmod(os.path.join(folder, file), 0o755)
    try:
        half.rename(target)
    except OSError:
        shutil.rmtree(half)
        if not target.is_dir():
            raise
    return target
