"""A demonstration on this machine: as production, but on 127.0.0.1 without HTTPS."""

import os

from notoneless.config.settings.base import *  # noqa: F403

GALLERY = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
DEMO_REPORT = os.environ.get("NOTONELESS_DEMO_REPORT", "")
