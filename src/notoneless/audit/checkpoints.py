"""Checkpoints: where the chain stood at a time, signed and kept off the machine.

A chain alone cannot show that its last rows were cut off, or that the whole database was put back to an older state:
what is left is a good chain. A checkpoint kept elsewhere shows it. They are lines of JSON in one file a month, in the
folder that the setting AUDIT_CHECKPOINTS names: a share of another machine, a stick that the auditor keeps. Each can be
printed.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from json import JSONDecodeError, loads
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from notoneless.audit.canonical import encode, instant
from notoneless.audit.checking import BEGINNING, Mark
from notoneless.audit.models import ChainHead, Event
from notoneless.audit.sealing import UnknownKeyError, seal, seal_of

ROWS, AGE = 1_000, timedelta(minutes=10)
"""A checkpoint is due after so many rows, or when the last one is so old and a row has been added."""


class RolledBackError(Exception):
    """The log is shorter than a checkpoint knows it to have been."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """After `seq` rows, `rows` of them in the table, the code of the chain was `mac`.

    `restored` is why the database was put back from a backup: checkpoints before this one no longer count.
    """

    seq: int
    mac: str
    rows: int
    at: str
    key: str
    restored: str = ""
    signature: str = ""

    def mark(self) -> Mark:
        """What the checkpoint knows of the chain."""
        return Mark(self.seq, self.mac, f"检查点（{self.at[:16]} UTC）")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a folder holds: good checkpoints in the order in which they were written, and lines that are none.

    `forged`: whole lines whose signature is wrong. `unreadable`: half lines, as a power cut leaves them.
    """

    checkpoints: tuple[Checkpoint, ...] = ()
    forged: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()

    def counting(self) -> tuple[Checkpoint, ...]:
        """Those that still count: from the last restoration on that was declared."""
        restored = [at for at, each in enumerate(self.checkpoints) if each.restored]
        return self.checkpoints[restored[-1] :] if restored else self.checkpoints


def folder() -> Path:
    """Where checkpoints are kept. Raises ImproperlyConfigured where no folder is named."""
    path = getattr(settings, "AUDIT_CHECKPOINTS", "")
    if not path:
        raise ImproperlyConfigured("AUDIT_CHECKPOINTS names no folder")
    return Path(path)


def kept(where: Path | None = None) -> Kept:
    """Read all checkpoints in a folder."""
    good: list[Checkpoint] = []
    forged: list[str] = []
    unreadable: list[str] = []
    for name, line in _lines(where or folder()):
        found = _parsed(line)
        if found is None:
            unreadable.append(name)
        elif signed_well(found):
            good.append(found)
        else:
            forged.append(name)
    return Kept(tuple(good), tuple(forged), tuple(unreadable))


def signed_well(checkpoint: Checkpoint) -> bool:
    """Whether it is one of ours, unchanged."""
    try:
        return seal_of(checkpoint.key)(_message(checkpoint)) == checkpoint.signature
    except UnknownKeyError:
        return False


def write(*, at: datetime | None = None, restored: str = "", where: Path | None = None) -> Checkpoint:
    """Write down where the chain stands. `restored` is given by `restoring.declare_restored`."""
    target = where or folder()
    last = _last(target)
    head = ChainHead.objects.get(pk=1)
    since = last.seq if last and not restored and last.seq <= head.seq else 0
    rows = (last.rows if last and since else 0) + Event.objects.filter(seq__gt=since, seq__lte=head.seq).count()
    sealed = seal()
    bare = Checkpoint(head.seq, head.mac, rows, instant(at or timezone.now()), sealed.name, restored)
    checkpoint = replace(bare, signature=sealed.mac(_message(bare)))
    _append(target, checkpoint)
    return checkpoint


def write_if_due(now: datetime, where: Path | None = None) -> Checkpoint | None:
    """Write a checkpoint when enough rows or time have passed since the last. To be called every minute.

    Raises RolledBackError when the chain is shorter than it was.
    """
    last = _last(where or folder())
    seq = ChainHead.objects.get(pk=1).seq
    if last is None:
        return write(at=now, where=where) if seq else None
    age = now - datetime.fromisoformat(f"{last.at}+00:00")
    added = seq - last.seq
    if added < 0:
        raise RolledBackError(f"the last checkpoint knows {last.seq} rows, the log has {seq}")
    due = added >= ROWS or (added > 0 and not timedelta(0) <= age < AGE)
    return write(at=now, where=where) if due else None


def printed(checkpoint: Checkpoint) -> str:
    """A checkpoint to be put on paper and signed by hand: codes in groups that can be compared aloud."""
    rows = {
        "时间（UTC）": checkpoint.at,
        "末条序号": str(checkpoint.seq),
        "条数": str(checkpoint.rows),
        "校验码": _grouped(checkpoint.mac),
        "密钥": checkpoint.key,
        "签名": _grouped(checkpoint.signature),
        "恢复说明": checkpoint.restored,
    }
    lines = [f"{name}：{value}" for name, value in rows.items() if value]
    return "\n".join(["一个不少  审计日志检查点", *lines, "核对人：            日期："])


def _grouped(code: str) -> str:
    return " ".join(code[at : at + 8] for at in range(0, len(code), 8))


def _message(checkpoint: Checkpoint) -> bytes:
    """What is signed; the word in front keeps a signature from ever being the code of a row."""
    return f"checkpoint\n{encode([v for name, v in asdict(checkpoint).items() if name != 'signature'])}".encode()


def _lines(where: Path) -> Iterator[tuple[str, str]]:
    """Every line with its place: files by name, which is by month."""
    for path in sorted(where.glob("checkpoints-*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if line.strip():
                yield f"{path.name} 第 {number} 行", line


def _parsed(line: str) -> Checkpoint | None:
    try:
        values = loads(line)
    except (JSONDecodeError, RecursionError):
        return None
    if not isinstance(values, Mapping) or values.keys() != Checkpoint.__dataclass_fields__.keys():
        return None
    wrong: Iterable[str] = (n for n, v in values.items() if not isinstance(v, int if n in ("seq", "rows") else str))
    return Checkpoint(**values) if not any(wrong) else None


def _last(where: Path) -> Checkpoint | None:
    """The last good checkpoint of the newest file: older files need not be read for it."""
    for path in sorted(where.glob("checkpoints-*.jsonl"), reverse=True):
        for line in reversed(path.read_text(encoding="utf-8", errors="replace").splitlines()):
            found = _parsed(line)
            if found is not None and signed_well(found):
                return found
    return None


def _append(where: Path, checkpoint: Checkpoint) -> None:
    """Add a line and wait until it lies on the disk. A half line that a power cut left is closed first."""
    where.mkdir(parents=True, exist_ok=True)
    path = where / f"checkpoints-{checkpoint.at[:7]}.jsonl"
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            broken = file.read(1) != b"\n"
            file.write(b"\n" if broken else b"")
        file.write(encode(asdict(checkpoint)).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def marks(checkpoints: Iterable[Checkpoint]) -> list[Mark]:
    """What they know of the chain, beginning with its beginning."""
    return [BEGINNING, *(each.mark() for each in checkpoints)]
