"""The process that serves pages: python -m notoneless.config.serving.web ADDRESS PORT WORKERS [CERTIFICATE KEY]."""

import sys
from pathlib import Path
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.server import Server

from notoneless.config.logs.settings import logging_settings
from notoneless.config.serving.parentage import end_with_parent

TARGET = "notoneless.config.wsgi:application"
THREADS = 4
"""Requests that one worker answers at a time (measured: more only lets them wait inside instead of outside)."""
WAITING = 256
"""Requests that may wait for a worker."""


def serve(address: str, port: int, workers: int, certificate: Path | None = None, key: Path | None = None) -> None:
    """Serve until SIGTERM."""
    tls: dict[str, Any] = {"ssl_cert": certificate, "ssl_key": key} if certificate and key else {}
    Server(
        TARGET,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=WAITING,
        http=HTTPModes.http1,
        websockets=False,
        log_dictconfig=logging_settings(),
        respawn_failed_workers=True,
        workers_kill_timeout=20,
        **tls,
    ).serve()


if __name__ == "__main__":
    end_with_parent()
    where, port, workers, *files = sys.argv[1:]
    serve(where, int(port), int(workers), *map(Path, files))
