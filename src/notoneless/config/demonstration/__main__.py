"""Set up a house with a made-up district: python -m notoneless.config.demonstration HOME ACCOUNTS.

Each line that it prints names what comes next.
"""

import logging
import os
import sys
from pathlib import Path

from notoneless.config.installation import AS_OWNER, FILE, HOME, installation
from notoneless.config.writing_settings import settings_text, write_settings

NAME = "霁川区教育局（示范）"


def make(home: Path, accounts: Path) -> None:
    """Settings, tables, places of the school year that it is, people with their accounts, children."""
    site: dict[str, object] = {"name": NAME, "https": False}
    write_settings(home / FILE, settings_text({"site": site}))
    os.environ |= {HOME: str(home), AS_OWNER: "1"}
    import django  # noqa: PLC0415 - its settings are those of the new home

    logging.disable(logging.INFO)  # what a person sees are the stages
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 - as above

    from notoneless.config.demonstration.children import make_children  # noqa: PLC0415 - Django is needed first
    from notoneless.config.demonstration.people import make_people  # noqa: PLC0415
    from notoneless.config.demonstration.places import make_places  # noqa: PLC0415
    from notoneless.config.tables import make_tables  # noqa: PLC0415

    today = timezone.localdate()
    _say("建立数据库")
    make_tables(installation(home))
    _say("设立乡镇、村、学校和班级")
    district = make_places(as_of=today)
    _say("开设账号")
    make_people(district, accounts, as_of=today)
    _say("登记儿童")
    make_children(district, as_of=today)


def _say(stage: str) -> None:
    print(stage, flush=True)


if __name__ == "__main__":
    folder, accounts = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notoneless.config.settings.demo")
    make(Path(folder), Path(accounts))
