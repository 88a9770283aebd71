"""How passwords are kept, and how many are worked on at once.

Why scrypt. One sign-in costs (measured on one core of a 2-core machine, Python 3.11): PBKDF2-SHA256 with 1,000,000
rounds 0.31 s, PBKDF2-SM3 0.75 s, scrypt N=2^17 0.51 s, N=2^14 p=5 0.21 s, N=2^15 p=1 0.10 s. Argon2: one package more.
2,000 people sign in within 5 minutes at the start of term: 6.7 a second. With one core kept for pages a 2-core machine
can afford 0.15 s each; only the last one fits. scrypt N=2^15 takes 32 MiB a guess, so that graphics cards gain little.

What it gives up against N=2^15 p=3 (the figure of OWASP's Password Storage Cheat Sheet) is made up for by the key:
the password is keyed (HMAC-SHA256) before it is hashed, with a key that lies outside the database and its backups. Who
steals the database alone cannot try a single guess.
"""

import fcntl
import hmac
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import ScryptPasswordHasher

from notoneless.protection.keys import secrets_key

PURPOSE = b"accounts.passwords"
WAITING = 8
"""So many may wait in one process. More would take the threads that other people's pages need."""


class TooManySigningInError(Exception):
    """More people than can wait are signing in at this moment; trying again in some seconds helps."""


class KeyedScryptHasher(ScryptPasswordHasher):
    """scrypt over the keyed password, at most (cores - 1) at once on this machine."""

    algorithm = "keyed_scrypt"
    work_factor = 2**15
    block_size = 8
    parallelism = 1
    maxmem = 2**26

    def encode(self, password: str, salt: str, n: int | None = None, r: int | None = None, p: int | None = None) -> str:
        """The text to keep. Raises TooManySigningInError where the queue is full."""
        key = hmac.digest(secrets_key().secret, PURPOSE, "sha256")
        keyed = hmac.new(key, password.encode("utf-8", "surrogatepass"), "sha256").hexdigest()
        with SLOTS.one():
            return super().encode(keyed, salt, n, r, p)


class Slots:
    """Places for work that takes a whole core, shared by all processes of this installation through locked files."""

    def __init__(self, places: int, waiting: int = WAITING) -> None:
        self.places = max(1, places)
        self._here = threading.BoundedSemaphore(self.places)
        self._queue = threading.BoundedSemaphore(self.places + waiting)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold a place while working. Raises TooManySigningInError at once when too many wait already."""
        if not self._queue.acquire(blocking=False):
            raise TooManySigningInError
        try:
            with self._here, self._file():
                yield
        finally:
            self._queue.release()

    @contextmanager
    def _file(self) -> Iterator[None]:
        folder = Path(settings.PROTECTION_KEYS).parent / "run"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files = [os.open(folder / f"password-{at}.lock", os.O_CREAT | os.O_RDWR, 0o600) for at in range(self.places)]
        try:
            if not any(_taken(file) for file in files):
                fcntl.flock(files[secrets.randbelow(self.places)], fcntl.LOCK_EX)
            yield
        finally:
            for file in files:  # closing gives the lock back, as does the end of a killed process
                os.close(file)


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


SLOTS = Slots((os.cpu_count() or 2) - 1)
