"""A management command finds the house that runs from its data folder, and only that."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(data_dir: str | Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command with nothing in the environment but the data folder."""
    told = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=told | {"DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db
def test_a_running_house_is_joined():
    done = run(os.environ["DATA_DIR"], "diffsettings")
    assert done.returncode == 0, done.stderr
    assert "DEBUG = True" in done.stdout


def test_an_empty_folder_is_no_house(tmp_path: Path):
    done = run(tmp_path, "check")
    assert done.returncode == 1
    assert done.stderr.strip() == 'Cairn cannot start: Environment variable "SECRET_KEY" not set'
