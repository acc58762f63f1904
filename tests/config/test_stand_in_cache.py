"""Where Redis is gone, the cache goes on in memory."""

import time
from typing import Any

import pytest
from django.core.cache import caches

from config import stand_in_cache


@pytest.fixture
def lost(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(stand_in_cache, "_rests_until", 0.0)
    settings.CACHES = {who: how | {"LOCATION": "unix:///nowhere/valkey.sock"} for who, how in settings.CACHES.items()}
    yield caches["default"]
    caches["default"].clear()


def test_what_is_put_in_is_found_again(lost: Any) -> None:
    assert lost.get("step") is None
    lost.set("step", 1)
    assert lost.incr("step") == 2
    assert lost.add("step", 7) is False
    assert lost.get_many(["step", "other"]) == {"step": 2}
    assert lost.get_or_set("other", 3) == 3
    assert "other" in lost
    lost.delete("step")
    assert lost.touch("step") is False
    lost.clear()
    assert lost.get("other") is None


def test_redis_is_asked_once_and_then_left_alone(lost: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    lost.get("step")
    rests = stand_in_cache._rests_until
    assert rests > time.monotonic()
    lost.get("step")
    assert stand_in_cache._rests_until == rests


def test_redis_comes_back(lost: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    lost.set("step", 1)
    monkeypatch.setattr(stand_in_cache, "_rests_until", 0.0)
    assert lost.get("step") == 1, "still gone"
