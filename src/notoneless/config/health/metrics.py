"""What Prometheus reads: the figures of all workers together, and what the database says at this moment."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from notoneless.config.backups.latest import latest_backup
from notoneless.config.health.disk import free_share
from notoneless.config.health.readiness import readiness


class Moment(Collector):
    """Figures that are asked for at the moment of reading."""

    def collect(self) -> Iterator[Metric]:
        """The gauges, one after the other."""
        home = Path(settings.HOME)
        ready = GaugeMetricFamily("notoneless_ready", "1 when the part is in order", labels=["part"])
        for part, fine in readiness().items():
            ready.add_metric([part], float(fine))
        yield ready
        yield GaugeMetricFamily("notoneless_disk_free_ratio", "Free share of the disk", free_share(home))
        if backup := latest_backup(home):
            yield GaugeMetricFamily("notoneless_backup_age_seconds", "Age of the last backup", time.time() - backup.at)
        try:
            yield from _of_the_database()
        except DatabaseError:
            return


def _of_the_database() -> Iterator[Metric]:
    waiting = DBTaskResult.objects.ready()
    first = waiting.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    yield GaugeMetricFamily("notoneless_background_waiting", "Background work that waits", waiting.count())
    oldest = (timezone.now() - first).total_seconds() if first else 0.0
    yield GaugeMetricFamily("notoneless_background_oldest_seconds", "How long the first of it has waited", oldest)
    yield GaugeMetricFamily("notoneless_database_bytes", "Size of the database", _size())


def _size() -> int:
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        return sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*") if each.is_file())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def figures() -> bytes:
    """The text that Prometheus reads."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest(_MOMENT) + generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(_MOMENT) + generate_latest(together)


_MOMENT = CollectorRegistry()
_MOMENT.register(Moment())
