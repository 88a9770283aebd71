"""Whether the keyring is the one that the database was sealed with, asked before anything is sealed or opened."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from django.apps import apps
from django.apps.registry import Apps
from django.db import connection, transaction
from django.utils import timezone

from notoneless.protection.holders import everything, rows, sealed_models
from notoneless.protection.keyring.file import Contents, create, fresh, read
from notoneless.protection.keys import Keyring, cipher, keyring, keyring_path
from notoneless.protection.models import KeyMark
from notoneless.protection.refusals import KeyringError

MASTER = "master"


def ensure_keyring(registry: Apps = apps) -> Keyring:
    """The keys of this installation; made at its first start, when the database holds nothing sealed.

    Called when the database is migrated and before anything is served. Raises KeyringError: lost, damaged, lying too
    open, or another installation's.
    """
    path = keyring_path()
    if not path.exists():
        _refuse_to_begin(registry)
        with suppress(FileExistsError):  # another process was first
            create(path, fresh(cipher()))
    contents = read(path)
    if _is_there(KeyMark._meta.db_table):
        refuse_another(contents)
        mark(contents)
    return keyring()


def keyring_problems() -> list[str]:
    """What is wrong with the keys, in words for whoever runs the installation. Changes nothing."""
    try:
        contents = read(keyring_path())
        if _is_there(KeyMark._meta.db_table):
            refuse_another(contents)
    except KeyringError as error:
        return [str(error)]
    return []


def refuse_another(contents: Contents) -> None:
    """Raises KeyringError when a key that the database was sealed with is not among `contents`."""
    held = set(_ids(contents))
    wanted = KeyMark.objects.filter(retired_at=None).values_list("purpose", "key_id")
    lost = sorted(set(wanted) - held)
    if lost:
        named = "、".join(f"{purpose} {key_id}" for purpose, key_id in lost)
        raise KeyringError(
            f"密钥文件 {keyring_path()} 不是这个数据库的，或者是旧的一份：缺少 {named}；请从离线保存处放回正确的文件"
        )


def mark(contents: Contents) -> None:
    """Write down which keys are in use from now on."""
    since = {master.key.id.hex(): master.made_at for master in contents.masters}
    for purpose, key_id in _ids(contents):
        KeyMark.objects.get_or_create(
            purpose=purpose, key_id=key_id, defaults={"made_at": since.get(key_id, timezone.now())}
        )


@contextmanager
def alone() -> Iterator[Contents]:
    """The keyring as it is now, and nobody else changes it until the block ends: the database keeps the order."""
    with transaction.atomic():
        ensure_keyring()
        KeyMark.objects.select_for_update().get(purpose="index")
        yield read(keyring_path())


def _ids(contents: Contents) -> Iterable[tuple[str, str]]:
    for master in contents.masters:
        yield MASTER, master.key.id.hex()
    for purpose, key in contents.others.items():
        yield purpose, key.id.hex()


def _refuse_to_begin(registry: Apps) -> None:
    """New keys beside old data would hide that the old ones are lost."""
    there = set(connection.introspection.table_names())
    known = KeyMark._meta.db_table in there and KeyMark.objects.exists()
    models = [model for model in sealed_models(registry) if model._meta.db_table in there]
    with everything("look_for_sealed_rows"):
        if known or any(rows(model).exclude(data_key=b"").exists() for model in models):
            raise KeyringError(
                f"数据库里已有加密的内容，但没有找到密钥文件 {keyring_path()}；请从离线保存处放回，不要另造一把"
            )


def _is_there(table: str) -> bool:
    return table in connection.introspection.table_names()
