"""The backup that the service makes once a day: python -m notoneless.config.serving.nightly."""

import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import django

from notoneless.config.installation import Installation, installation
from notoneless.config.serving.parentage import end_with_parent

_log = logging.getLogger("notoneless.backup")


def nightly(here: Installation) -> bool:
    """Whether there is a new backup; why not stands in the log."""
    from notoneless.config.backups.keeping import Keep  # noqa: PLC0415 - Django is needed first
    from notoneless.config.backups.making import back_up_and_tidy  # noqa: PLC0415
    from notoneless.config.keys import backup_key  # noqa: PLC0415

    try:
        made, gone = back_up_and_tidy(Path(here.backup_folder), backup_key(), datetime.now(UTC), Keep())
    except Exception:
        _log.exception("每日备份没有做成")
        return False
    _log.info("每日备份已做好：%s，删去旧备份 %d 份", made.path.name, len(gone))
    return True


if __name__ == "__main__":
    end_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notoneless.config.settings.production")
    django.setup()
    sys.exit(0 if nightly(installation()) else 1)
