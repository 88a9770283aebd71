"""Before the first page: refuse what is unsafe, then bring the database up to the program, with a backup before.

python -m notoneless.config.serving.preparing; its exit code says whether the service may start.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import django
from django.db import connection

from notoneless.cli.faults import fault_sentence
from notoneless.config.installation import AS_OWNER, Installation, installation

UPDATE = "update"
if TYPE_CHECKING:
    from notoneless.config.checks.findings import Finding


def prepare(here: Installation) -> bool:
    """Whether the service may start; what stands in the way is printed."""
    from notoneless.config.checks.examining import unsafe  # noqa: PLC0415 - Django is needed first

    if _told(unsafe(here)):
        return False
    _up_to_date(here)
    return not _told(unsafe(here))  # of a new database only now everything can be asked


def _told(findings: "list[Finding]") -> bool:
    for each in findings:
        print(f"✗ {each.title}：{each.says}\n    怎么办：{each.todo}", file=sys.stderr)
    return bool(findings)


def _up_to_date(here: Installation) -> None:
    from notoneless.config.backups.writing import back_up  # noqa: PLC0415 - as above
    from notoneless.config.health.readiness import pending_migrations  # noqa: PLC0415
    from notoneless.config.keys import backup_key  # noqa: PLC0415
    from notoneless.config.tables import make_tables  # noqa: PLC0415

    pending = pending_migrations()
    if pending and connection.introspection.table_names():
        made = back_up(here.home / "backups-before-update", backup_key(), datetime.now(UTC))
        print(f"数据库要升级（{len(pending)} 步），已先备份到 {made.path}", file=sys.stderr)
    if here.database_owner:  # the tables are another's
        environment = {**os.environ, AS_OWNER: "1"}
        subprocess.run([sys.executable, "-m", __spec__.name, UPDATE], env=environment, check=True)  # noqa: S603 - ours
    else:
        make_tables(here)


def _update(here: Installation) -> int:
    """In a process that signs in as the owner of the tables."""
    from notoneless.config.tables import make_tables  # noqa: PLC0415 - as above

    make_tables(here)
    return 0


def main(words: list[str]) -> int:
    """The exit code. A fault is a sentence, unless NOTONELESS_DEBUG asks for all of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notoneless.config.settings.production")
    try:
        django.setup()
        if UPDATE in words:
            return _update(installation())
        return 0 if prepare(installation()) else 1
    except Exception as fault:
        if os.environ.get("NOTONELESS_DEBUG"):
            raise
        print(fault_sentence(fault), file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
