"""Whether this process can answer people: each part is asked briefly, and named by a word."""

from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from notoneless.config.health.disk import free_share
from notoneless.config.health.heartbeat import beats

NEARLY_FULL = 0.05
"""Free share of the disk below which nothing is taken in any more."""


def database() -> bool:
    """It answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def migrations() -> bool:
    """None is pending. Once found so, it is so for the life of the process."""
    global _migrated  # noqa: PLW0603 - a fact about this process
    if not _migrated:
        try:
            _migrated = not pending_migrations()
        except DatabaseError:
            return False
    return _migrated


def pending_migrations() -> list[str]:
    """The migrations of this program that the database does not have: accounts.0002_x. Raises DatabaseError."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, backwards in plan if not backwards]


def worker() -> bool:
    """It has given a sign of life of late."""
    return beats(Path(settings.HOME))


def disk() -> bool:
    """It is not about to be full."""
    return free_share(Path(settings.HOME)) > NEARLY_FULL


PARTS: Mapping[str, Callable[[], bool]] = {
    "database": database,
    "migrations": migrations,
    "worker": worker,
    "disk": disk,
}
_migrated = False


def readiness() -> dict[str, bool]:
    """Every part and whether it is in order. When the database does not answer, nothing else is asked of it."""
    found: dict[str, bool] = {}
    for name, ask in PARTS.items():
        found[name] = ask() if name != "migrations" or found["database"] else False
    return found
