"""The inside of a backup: named parts in the order in which they were written, compressed, then sealed."""

import gzip
import hashlib
import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from notoneless.config.backups.manifest import NAME, Manifest, from_json
from notoneless.config.backups.sealing import BadBackupError, SealingReader, SealingWriter
from notoneless.protection.ciphers import Key

PART = 8 * 1024 * 1024
"""Bytes of a database in one part: what is held in memory."""
_QUICK = 1


class Archive:
    """Takes parts, and remembers the hash of each."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.parts: dict[str, str] = {}

    def add(self, name: str, data: bytes) -> None:
        """One part."""
        self._tar.addfile(_info(name, len(data)), io.BytesIO(data))
        self.parts[name] = hashlib.sha256(data).hexdigest()

    def add_stream(self, folder: str, source: IO[bytes]) -> None:
        """A long thing, as parts folder/00000000, folder/00000001, …"""
        number, data = 0, source.read(PART)
        while data or not number:  # a thing without a byte is a part too
            self.add(f"{folder}/{number:08}", data)
            number, data = number + 1, source.read(PART)

    def close_with(self, manifest: Manifest) -> None:
        """The last part."""
        data = manifest.to_json()
        self._tar.addfile(_info(NAME, len(data)), io.BytesIO(data))


@contextmanager
def writing(target: IO[bytes], key: Key, cipher: str) -> Iterator[Archive]:
    """An archive that is written to `target`. It is whole only when the block ends without an error."""
    sealed = SealingWriter(target, key, cipher)
    squeezed = gzip.GzipFile(fileobj=sealed, mode="wb", compresslevel=_QUICK, mtime=0)
    with tarfile.open(fileobj=squeezed, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        yield Archive(tar)
    squeezed.close()
    sealed.finish()


class Reading:
    """The parts of an archive, one after the other. `manifest` is there once all of them were read."""

    def __init__(self, source: IO[bytes], key: Key) -> None:
        self._sealed = SealingReader(source, key)
        self.manifest: Manifest | None = None
        self._found: dict[str, str] = {}

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of each. At the end everything was compared with the manifest. Raises BadBackupError."""
        squeezed = gzip.GzipFile(fileobj=self._sealed, mode="rb")  # type: ignore[call-overload]
        try:
            with tarfile.open(fileobj=squeezed, mode="r|") as tar:
                for info in tar:
                    data = _data(tar, info)
                    if info.name == NAME:
                        self.manifest = from_json(data)
                        continue
                    self._found[info.name] = hashlib.sha256(data).hexdigest()
                    yield info.name, data
            self._drain(squeezed)
        except (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError) as fault:
            raise BadBackupError("备份文件里面的内容读不出来；请换一份备份") from fault
        if self.manifest is None or dict(self.manifest.parts) != self._found:
            raise BadBackupError("备份文件里的内容与它的清单不一致；请换一份备份")

    def _drain(self, squeezed: gzip.GzipFile) -> None:
        """Read to the very end, so that a file that was cut or lengthened is noticed."""
        while squeezed.read(PART):
            pass
        while self._sealed.read(PART):
            pass


def _data(tar: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    source = tar.extractfile(info)
    if source is None:
        raise BadBackupError("备份文件里有不认识的东西；请换一份备份")
    return source.read()


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = size
    info.mode = 0o600
    return info
