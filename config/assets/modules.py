"""Modules that import one another become one, so that a page fetches one file where it is written in twenty."""

import os
import re
from pathlib import Path

IMPORT = re.compile(r'^import (?:\{ ([^}]+) \} from )?"(\.[^"]+)";\n', re.M)
EXPORT = re.compile(r"^export (?=(?:const|class|function) (\w+))", re.M)


def files_of(entries: list[Path]) -> list[Path]:
    """Return the entries and all that they import, each after what it imports. A circle of imports is not followed."""
    found: list[Path] = []
    begun: set[Path] = set()

    def visit(path: Path) -> None:
        if path in begun:
            return
        begun.add(path)
        for _names, address in IMPORT.findall(path.read_text()):
            visit(_target(path, address))
        found.append(path)

    for entry in entries:
        visit(entry)
    return found


def join(entries: list[Path], apart: set[Path], target: Path) -> str:
    """Return one module that does what the entries do, for the address ``target``.

    Each file keeps its own names. Those in ``apart`` stay files of their own and are imported: what two scripts of a
    page share must be one.
    """
    files = files_of(entries)
    number = {path: at for at, path in enumerate(files)}
    heads, bodies = [], []
    for path in files:
        if path in apart:
            exported = ", ".join(f"{name}: {name}{number[path]}" for name in _exported(path))
            address = os.path.relpath(path, target.parent)
            named = ", ".join(f"{name} as {name}{number[path]}" for name in _exported(path))
            heads.append(f'import {{ {named} }} from "./{address}";')
            bodies.append(f"const module{number[path]} = {{ {exported} }};")
            continue
        bodies.append(f"const module{number[path]} = (() => {{\n{_body(path, number)}\n}})();")
    return "\n".join([*heads, *bodies]) + "\n"


def _body(path: Path, number: dict[Path, int]) -> str:
    def taken(match: re.Match[str]) -> str:
        names, address = match.groups()
        return f"const {{ {names} }} = module{number[_target(path, address)]};\n" if names else ""

    text = EXPORT.sub("", IMPORT.sub(taken, path.read_text())).strip()
    return f"{text}\nreturn {{ {', '.join(_exported(path))} }};"


def _exported(path: Path) -> list[str]:
    return EXPORT.findall(path.read_text())


def _target(path: Path, address: str) -> Path:
    return (path.parent / address).resolve()
