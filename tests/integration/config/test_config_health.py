"""What machines ask: alive, ready, figures. No word about a person, and for strangers no figures."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client

from notoneless.config.health import readiness
from notoneless.config.health.addresses import among
from notoneless.config.health.heartbeat import STALE, beats, pulse_file


@pytest.fixture
def worker(settings: Any, tmp_path: Path) -> Path:
    """A home in which the background worker gives signs of life."""
    settings.HOME = tmp_path
    pulse_file(tmp_path).parent.mkdir()
    pulse_file(tmp_path).touch()
    return tmp_path


def test_alive_needs_no_database(client: Client) -> None:
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"live": True})
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready_when_all_parts_are(client: Client, worker: Path) -> None:
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() == {"ready": True, "parts": dict.fromkeys(readiness.PARTS, True)}


@pytest.mark.django_db
def test_without_a_worker_it_is_not_ready(client: Client, worker: Path) -> None:
    pulse_file(worker).unlink()
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["parts"] == {"database": True, "migrations": True, "worker": False, "disk": True}


@pytest.mark.django_db
def test_without_a_database_it_is_not_ready_and_says_so(client: Client, worker: Path) -> None:
    def away(*_: Any) -> Any:
        raise DatabaseError("away")

    with connection.execute_wrapper(away):
        response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["parts"]["database"] is False


def test_a_sign_of_life_grows_stale(worker: Path) -> None:
    now = pulse_file(worker).stat().st_mtime
    assert beats(worker, now + STALE - 1)
    assert not beats(worker, now + STALE + 1)


@pytest.mark.django_db
def test_figures_for_those_who_may(client: Client, worker: Path) -> None:
    client.get("/health/live")
    text = client.get("/metrics").content.decode()
    assert 'notoneless_request_seconds_count{method="GET",status="2xx",view="health:live"}' in text
    for name in ("ready", "disk_free_ratio", "background_waiting", "background_oldest_seconds", "database_bytes"):
        assert f"notoneless_{name}" in text


@pytest.mark.django_db
def test_for_strangers_there_is_no_such_page(client: Client, settings: Any) -> None:
    settings.METRICS_FROM = ["10.0.0.0/8"]
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", REMOTE_ADDR="10.3.4.5").status_code == 200


@pytest.mark.django_db
def test_a_stranger_behind_the_proxy_is_not_the_proxy(client: Client, settings: Any) -> None:
    settings.METRICS_FROM, settings.TRUSTED_PROXIES = ["127.0.0.1"], 1
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="8.8.8.8").status_code == 404
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="127.0.0.1, 8.8.8.8").status_code == 404


@pytest.mark.parametrize(
    ("address", "networks", "fits"),
    [
        ("127.0.0.1", ["127.0.0.1"], True),
        ("10.255.0.1", ["10.0.0.0/8"], True),
        ("11.0.0.1", ["10.0.0.0/8"], False),
        ("::1", ["::1"], True),
        ("", ["127.0.0.1"], False),
        ("nonsense", ["0.0.0.0/0"], False),
    ],
)
def test_which_addresses_are_meant(address: str, networks: list[str], fits: bool) -> None:
    assert among(address, networks) is fits


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
@pytest.mark.django_db
def test_only_reading(client: Client, path: str) -> None:
    assert client.post(path).status_code in (403, 404, 405)
    cache.clear()


@pytest.mark.django_db
def test_every_answer_has_the_number_of_its_request(client: Client, settings: Any) -> None:
    first, second = (client.get("/health/live")["X-Request-ID"] for _ in range(2))
    assert first != second
    given = {"HTTP_X_REQUEST_ID": "abcdef0123456789"}
    assert client.get("/health/live", **given)["X-Request-ID"] != "abcdef0123456789"
    settings.TRUSTED_PROXIES = 1
    assert client.get("/health/live", **given)["X-Request-ID"] == "abcdef0123456789"
