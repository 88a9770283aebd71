"""Where the lines go: all of them to standard error of the process, whence `serve` gathers one log."""

from typing import Any

QUIET = ("axes", "django.server", "asyncio", "urllib3")
"""Loggers that tell nothing that is not said elsewhere: sign-ins that failed are the audit's."""


def logging_settings(level: str = "INFO") -> dict[str, Any]:
    """Django's LOGGING; the server of pages takes the same."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "notoneless.config.logs.lines.JsonLines"}},
        "filters": {"known_answers": {"()": "notoneless.config.logs.filters.KnownAnswers"}},
        "handlers": {
            "log": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stderr",
                "formatter": "lines",
                "filters": ["known_answers"],
            }
        },
        "root": {"handlers": ["log"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.db.backends": {"level": "WARNING"},  # at DEBUG it would write the values of queries
            "_granian": {"handlers": [], "level": level, "propagate": True},
            "granian.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
            **{name: {"level": "WARNING"} for name in QUIET},
        },
    }
