"""What every test may ask for. The servers come from tests/harness/plugin.py, the people from tests/cast.py."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from tests.harness.plugin import GROUND
from tests.harness.processes import Process, Site, worker_process

pytest_plugins = ["tests.cast"]


@pytest.fixture(scope="session", autouse=True)
def servers(pytestconfig: pytest.Config) -> None:
    """Real PostgreSQL and Valkey, for the whole run."""
    pytestconfig.stash[GROUND].stand_up()


@pytest.fixture(scope="session")
def django_db_keepdb(servers: None, pytestconfig: pytest.Config) -> bool:
    """The database of an earlier run with the same migrations need not be made again."""
    return pytestconfig.stash[GROUND].has_database


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_keepdb: bool) -> None:
    """The test database needs its server first; and no second look at its migrations."""
    if django_db_keepdb:
        connection.settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, pytestconfig: pytest.Config) -> None:
    """As pytest-django has it; what it made is kept for the next run."""
    with django_db_blocker.unblock():
        connection.close()
        pytestconfig.stash[GROUND].remember_database()


@pytest.fixture(autouse=True)
def _empty_cache(servers: None) -> None:
    """Rate limits and the like start anew with each test."""
    cache.clear()


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks run at once, in the test's own process, and their errors are the test's."""
    from config.celery import app

    monkeypatch.setattr(app.conf, "task_always_eager", True)
    monkeypatch.setattr(app.conf, "task_eager_propagates", True)


@pytest.fixture
def start_worker(transactional_db: None) -> Iterator[Callable[[], Process]]:
    """Start a real Celery worker on the test database, as often as called; all are gone after the test."""
    started: list[Process] = []

    def start() -> Process:
        process = worker_process(len(started) + 1)
        started.append(process)
        process.start()
        return process

    yield start
    for process in started:
        process.kill()


@pytest.fixture
def worker(start_worker: Callable[[], Process]) -> Process:
    """One real Celery worker."""
    return start_worker()


@pytest.fixture(scope="session")
def site_processes(django_db_setup: None) -> Iterator[dict[int, Site]]:
    """The sites of the run, by number, so that a second test need not wait for a start."""
    sites: dict[int, Site] = {}
    yield sites
    for site in sites.values():
        site.kill()


@pytest.fixture
def start_site(transactional_db: None, site_processes: dict[int, Site]) -> Callable[..., Site]:
    """Return the real uvicorn process of a number, started where it does not run: `start_site(2)` is a second one."""

    def start(number: int = 1) -> Site:
        site = site_processes.setdefault(number, Site(number))
        if not site.alive:
            site.start()
        return site

    return start


@pytest.fixture
def live_site(start_site: Callable[..., Site]) -> Site:
    """One real site on the test database; `live_site.url` is its address, `kill()` and `start()` what they say."""
    return start_site()


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Tests with real processes come last: they empty the database behind them."""
    items.sort(key=lambda item: bool({"start_site", "start_worker"} & set(getattr(item, "fixturenames", ()))))
