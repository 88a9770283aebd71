"""The keyring: made once, never silently anew, and not another installation's."""

import json
from pathlib import Path

import pytest
from tests.factories.sealed import REGISTRY, Pupil

from notoneless.protection.keyring.file import create, fresh, fresh_master, overwrite, read, with_master
from notoneless.protection.keyring.marks import ensure_keyring, keyring_problems
from notoneless.protection.keys import audit_key, backup_key, index_key, keyring, keyring_path, secrets_key
from notoneless.protection.models import KeyMark
from notoneless.protection.refusals import KeyringError

pytestmark = pytest.mark.usefixtures("sealed")


def test_the_first_start_makes_one_that_only_its_owner_can_read() -> None:
    keyring_path().unlink()
    made = ensure_keyring(REGISTRY)
    assert keyring_path().stat().st_mode & 0o777 == 0o600
    assert keyring_path().parent.stat().st_mode & 0o777 == 0o700
    assert made.newest is keyring().newest
    assert ensure_keyring(REGISTRY).newest is made.newest
    assert [path.name for path in keyring_path().parent.iterdir()] == ["keyring.json"]


def test_each_use_has_a_key_of_its_own() -> None:
    keys = {key.secret for key in (keyring().newest, index_key(), audit_key(), backup_key(), secrets_key())}
    assert len(keys) == 5


def test_none_is_made_beside_sealed_data() -> None:
    Pupil.objects.create(phone="13800000001")
    keyring_path().unlink()
    with pytest.raises(KeyringError, match="不要另造"):
        ensure_keyring(REGISTRY)
    assert not keyring_path().exists()


def test_none_is_made_beside_a_database_that_knows_one() -> None:
    ensure_keyring(REGISTRY)
    keyring_path().unlink()
    with pytest.raises(KeyringError, match="不要另造"):
        ensure_keyring(REGISTRY)


def test_another_installation_s_is_refused() -> None:
    ensure_keyring(REGISTRY)
    keyring_path().unlink()
    create(keyring_path(), fresh("aes-256-gcm"))
    with pytest.raises(KeyringError, match="不是这个数据库的"):
        ensure_keyring(REGISTRY)
    assert "不是这个数据库的" in keyring_problems()[0]


def test_one_from_before_a_rotation_is_refused() -> None:
    ensure_keyring(REGISTRY)
    before = read(keyring_path())
    overwrite(keyring_path(), with_master(before, fresh_master()))
    ensure_keyring(REGISTRY)
    overwrite(keyring_path(), before)
    with pytest.raises(KeyringError, match="旧的一份"):
        ensure_keyring(REGISTRY)


def test_the_database_holds_ids_and_no_key() -> None:
    ensure_keyring(REGISTRY)
    marks = set(KeyMark.objects.values_list("purpose", "key_id"))
    assert marks == {
        ("master", keyring().newest.id.hex()),
        *((purpose, key.id.hex()) for purpose, key in keyring().others.items()),
    }


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o602])
def test_a_file_that_others_can_read_is_refused(mode: int) -> None:
    keyring_path().chmod(mode)
    with pytest.raises(KeyringError, match="chmod 600"):
        keyring()
    keyring_path().chmod(0o600)
    assert keyring().newest


@pytest.mark.parametrize("mode", [0o770, 0o702])
def test_a_folder_that_others_can_write_is_refused(mode: int) -> None:
    keyring_path().parent.chmod(mode)
    with pytest.raises(KeyringError, match="chmod 700"):
        read(keyring_path())
    keyring_path().parent.chmod(0o700)


@pytest.mark.parametrize("damage", ["", "{}", "[]", "null", '{"edition": 1}', "\x00"])
def test_a_damaged_file_is_refused(damage: str) -> None:
    keyring_path().write_text(damage, encoding="utf-8")
    with pytest.raises(KeyringError, match="已损坏"):
        keyring()
    assert len(keyring_problems()) == 1


def test_one_wrong_character_in_a_key_is_noticed() -> None:
    path = keyring_path()
    laid_out = json.loads(path.read_text(encoding="utf-8"))
    key = laid_out["keys"]["audit"]["key"]
    laid_out["keys"]["audit"]["key"] = ("B" if key[0] != "B" else "C") + key[1:]
    path.write_text(json.dumps(laid_out), encoding="utf-8")
    with pytest.raises(KeyringError, match="已损坏"):
        keyring()


def test_a_file_is_never_replaced_by_creating_one() -> None:
    before = keyring_path().read_bytes()
    with pytest.raises(FileExistsError):
        create(keyring_path(), fresh("aes-256-gcm"))
    assert keyring_path().read_bytes() == before


def test_messages_show_where_the_file_lies_and_no_key(keys_of_this_test: Path) -> None:
    secrets = [key.secret for key in (keyring().newest, *keyring().others.values())]
    keys_of_this_test.write_text("{}", encoding="utf-8")
    with pytest.raises(KeyringError) as caught:
        keyring()
    assert str(keys_of_this_test) in str(caught.value)
    assert not any(secret.hex() in repr(caught.value) for secret in secrets)
