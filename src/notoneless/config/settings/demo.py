"""A demonstration on this machine: as production, but on 127.0.0.1 without HTTPS."""

from notoneless.config.settings.base import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
