"""A new master key, while people go on working: the key of each row is wrapped anew, what it seals stays as it is.

Short transactions; a run that was killed is taken up by the next; a row that was erased meanwhile stays erased.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.apps.registry import Apps
from django.db import connection, transaction

from notoneless.protection.ciphers import key_id
from notoneless.protection.holders import everything, refuse_hidden_rows, rows, sealed_models
from notoneless.protection.keyring.file import Contents, fresh_master, overwrite, with_master
from notoneless.protection.keyring.marks import MASTER, alone, ensure_keyring, mark
from notoneless.protection.keys import Keyring, keyring, keyring_path
from notoneless.protection.models import KeyMark, Sealed
from notoneless.protection.refusals import ProtectionError
from notoneless.protection.sealing import row_place, unwrapped, wrapped

BATCH = 500
KEPT = timedelta(days=90)
"""How long a master stays after it was replaced: backups as old as that need it to be restored."""

Progress = Callable[[int, int], None]
Row = tuple[UUID, bytes]


@dataclass(frozen=True, slots=True)
class Rotation:
    """How it ended. `unreadable` names rows (table and id) whose key opens with no master: they were left alone."""

    key_id: str
    resumed: bool
    rows: int
    rewrapped: int
    unreadable: tuple[str, ...]


def rotate(progress: Progress, registry: Apps = apps) -> Rotation:
    """Make a new master and wrap the key of every row with it, or finish the run that was killed. Then verify."""
    models = sealed_models(registry)
    for model in models:
        refuse_hidden_rows(model)
    with everything("rotate_keys"):
        total = sum(_with_key(model).count() for model in models)
        resumed = _begin(models)
        rewrapped, seen = 0, 0
        for model in models:
            for batch in _batches(model):
                rewrapped += _rewrap(model, batch)
                seen += len(batch)
                progress(seen, total)
        late = sum(_rewrap(model, batch) for model in models for batch in _batches(model))
        ring = keyring()
        unreadable = tuple(_unreadable(ring, models))
    return Rotation(ring.newest.id.hex(), resumed, total, rewrapped + late, unreadable)


def retire(now: datetime, registry: Apps = apps) -> list[str]:
    """Remove masters that were replaced long enough ago and that no row needs any more. Gives their ids."""
    models = sealed_models(registry)
    for model in models:
        refuse_hidden_rows(model)
    with everything("retire_keys"):
        used = set(_masters_of(models))
    with alone() as contents:
        spent = [key for key in _replaced(contents, now) if key not in used]
        KeyMark.objects.filter(purpose=MASTER, key_id__in=[key.hex() for key in spent]).update(retired_at=now)
    return _forget_retired()


def _forget_retired() -> list[str]:
    """Once it is written down that a master is retired, it leaves the file, or does so next time."""
    gone = set(KeyMark.objects.filter(purpose=MASTER).exclude(retired_at=None).values_list("key_id", flat=True))
    with alone() as contents:
        kept = tuple(master for master in contents.masters if master.key.id.hex() not in gone)
        if len(kept) < len(contents.masters):
            overwrite(keyring_path(), Contents(kept, contents.others, contents.digest))
    return [master.key.id.hex() for master in contents.masters if master not in kept]


def _replaced(contents: Contents, now: datetime) -> Iterator[bytes]:
    for old, new in zip(contents.masters, contents.masters[1:], strict=False):
        if new.made_at <= now - KEPT:
            yield old.key.id


def _begin(models: list[type[Sealed]]) -> bool:
    """Make the new master, unless rows still wait for the newest one. Says whether an earlier run is taken up."""
    older = {master.id for master in ensure_keyring().masters[:-1]}
    if older and any(master in older for master in _masters_of(models)):
        return True
    with alone() as contents:
        renewed = with_master(contents, fresh_master())
        overwrite(keyring_path(), renewed)
        mark(renewed)
    return False


def _masters_of(models: list[type[Sealed]]) -> Iterator[bytes]:
    """The id of the master that each row's key is wrapped with."""
    return (key_id(key) for model in models for batch in _batches(model) for _, key in batch)


def _with_key(model: type[Sealed]) -> Any:
    return rows(model).exclude(data_key=b"")


def _batches(model: type[Sealed]) -> Iterator[list[Row]]:
    """All rows that have a key, in the order of their ids; rows made meanwhile have the newest key already."""
    after: UUID | None = None
    while True:
        found = _with_key(model) if after is None else _with_key(model).filter(pk__gt=after)
        batch = list(found.order_by("pk").values_list("pk", "data_key")[:BATCH])
        if not batch:
            return
        yield batch
        after = batch[-1][0]


def _rewrap(model: type[Sealed], batch: list[Row]) -> int:
    """One short transaction. A row is changed only if its key is still the one that was read."""
    ring = keyring()
    changed = [(_anew(ring, model, row), row) for row in batch if key_id(row[1]) != ring.newest.id]
    pk = model._meta.get_field("id")
    parameters = [(new, pk.get_db_prep_value(row, connection), old) for new, (row, old) in changed if new]
    if not parameters:
        return 0
    table, key, row_id = (connection.ops.quote_name(name) for name in (model._meta.db_table, "data_key", "id"))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {key} = %s WHERE {row_id} = %s AND {key} = %s", parameters)  # noqa: S608
        return int(cursor.rowcount)


def _anew(ring: Keyring, model: type[Sealed], row: Row) -> bytes:
    """The key of the row under the newest master; nothing where no master opens it."""
    at = row_place(model._meta.db_table, row[0])
    try:
        return wrapped(ring, unwrapped.__wrapped__(ring, row[1], at), at)
    except ProtectionError:
        return b""


def _unreadable(ring: Keyring, models: list[type[Sealed]]) -> Iterator[str]:
    """Each key is opened: what a rotation leaves behind is read, not believed."""
    for model in models:
        for batch in _batches(model):
            for row, key in batch:
                try:
                    unwrapped.__wrapped__(ring, key, row_place(model._meta.db_table, row))
                except ProtectionError:
                    yield f"{model._meta.db_table} {row}"
