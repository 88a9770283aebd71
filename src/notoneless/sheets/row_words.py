"""Words that tell a row apart from a child: titles, totals, signatures, notes, examples."""

import re
from functools import cache, lru_cache

from notoneless.standards.tables import load

TITLE = re.compile(r"名册|名单|花名册|台账|登记表|统计表|一览表|信息表|汇总表|情况表|明细表|信息采集表")


@lru_cache(maxsize=20000)
def reason_by_words(text: str) -> str | None:
    """Why a row that begins with this text is no child (a reason of the table row_words), or None."""
    return next((reason for reason, pattern in _patterns() if pattern.match(text)), None)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["reason"], re.compile(row["pattern"])) for row in load("row_words", "notoneless.sheets").rows)
