"""The database of an installation: SQLite with settings that lose nothing, or PostgreSQL by one address."""

from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # an answer that was given survives a power cut
    "foreign_keys=ON",
    "busy_timeout=20000",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "mmap_size=134217728",
    "cache_size=-32000",
    "journal_size_limit=67108864",
)
NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def database(address: str, file: Path) -> dict[str, Any]:
    """Django's settings for the database at `address` (postgresql://…), or for SQLite in `file` where it is empty.

    Raises psycopg.ProgrammingError for an address that cannot be read.
    """
    return _postgresql(address) if address else _sqlite(file)


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,  # a new connection for each page costs a third of the throughput
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # DEFERRED ends in "database is locked" as soon as two people write
            "timeout": 20,
            "init_command": " ".join(f"PRAGMA {pragma};" for pragma in PRAGMAS),
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    given = conninfo_to_dict(address)
    known = {NAMES[key]: str(value) for key, value in given.items() if key in NAMES}
    options = {key: value for key, value in given.items() if key not in NAMES}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        **known,
    }
