"""A demonstration on this machine: as production, but on 127.0.0.1 without HTTPS."""

import os

from notoneless.config.settings.base import *  # noqa: F403

GALLERY = True
SECOND_FACTOR_REQUIRED = False  # who tries it out may have no app at hand; it can be set up all the same
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
DEMO_REPORT = os.environ.get("NOTONELESS_DEMO_REPORT", "")
