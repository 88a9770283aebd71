"""The figures that Prometheus reads; several workers add to the same ones."""

from prometheus_client import Histogram

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.5, 1, 2, 5, 10)
REQUESTS = Histogram(
    "notoneless_request_seconds",
    "How long requests took, by the name of the view",
    ("view", "method", "status"),
    buckets=BUCKETS,
)
