"""The tests: keys and files in a folder that is thrown away, weak hashing of passwords, the same walls.

NOTONELESS_TEST_DATABASE (postgresql://…) runs the same tests on PostgreSQL.
"""

import os
import tempfile
from pathlib import Path

# Each of several test processes has a folder of its own.
if "NOTONELESS_HOME" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["NOTONELESS_HOME"] = tempfile.mkdtemp(prefix="notoneless-test-")

from notoneless.config.databases import database
from notoneless.config.settings.base import *  # noqa: F403
from notoneless.config.settings.base import HERE

GALLERY = True
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES = {"default": database(os.environ.get("NOTONELESS_TEST_DATABASE", ""), HERE.sqlite)}
DATABASES["default"]["TEST"] = (
    {} if "postgresql" in DATABASES["default"]["ENGINE"] else {"NAME": str(Path(HERE.home, "test.sqlite3"))}
)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
