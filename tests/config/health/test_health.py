"""/healthz and /readyz, as seen from inside one process; tests/house/test_ground.py has them with all parts."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import Error as DatabaseError
from django.test import Client

from config.health import readiness as asked
from config.health.pulse import give_sign


def test_healthz_asks_nobody(client: Client) -> None:
    """It is answered without the database, to any name."""
    answer = client.get("/healthz", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


@pytest.mark.django_db
def test_readyz_tells_worker_and_beat_apart(client: Client) -> None:
    """Whoever gave no sign is gone."""
    assert parts(client) == (503, {"database": "ok", "redis": "ok", "worker": "gone", "beat": "gone"})
    give_sign("worker")
    assert parts(client) == (503, {"database": "ok", "redis": "ok", "worker": "ok", "beat": "gone"})
    give_sign("beat")
    assert parts(client) == (200, {"database": "ok", "redis": "ok", "worker": "ok", "beat": "ok"})


@pytest.mark.django_db
def test_readyz_without_redis(client: Client, settings: Any) -> None:
    """Worker and beat speak through it: nothing is known of them."""
    settings.CACHES = {who: how | {"LOCATION": "unix:///nowhere/valkey.sock"} for who, how in settings.CACHES.items()}
    assert parts(client) == (503, {"database": "ok", "redis": "gone", "worker": "unknown", "beat": "unknown"})
    give_sign("worker")  # is logged, and does not raise


def test_readyz_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page itself still answers."""

    class Gone:
        def cursor(self) -> None:
            raise DatabaseError

    monkeypatch.setattr(asked, "connection", Gone())
    assert parts(client)[1]["database"] == "gone"


@pytest.mark.usefixtures("worker")
@pytest.mark.django_db(transaction=True)
def test_a_real_worker_gives_its_sign() -> None:
    """From its own loop."""
    assert cache.get("pulse:worker")


def parts(client: Client) -> tuple[int, dict[str, str]]:
    """Return the status and each part's state, as a proxy that speaks no TLS would see them."""
    answer = client.get("/readyz", headers={"host": "10.0.0.7"})
    found = answer.json()
    assert found.pop("ready") is (answer.status_code == 200)
    return answer.status_code, found
