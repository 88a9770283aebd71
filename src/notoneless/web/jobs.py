"""Work beside the pages that no feature owns."""

import time
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from notoneless.audit.actors import SYSTEM
from notoneless.audit.recording import record
from notoneless.audit.verifying import verify
from notoneless.background import work
from notoneless.background.progress import Progress


@work("audit.verify", "核验操作日志")
def verify_log(progress: Progress) -> Mapping[str, Any]:
    """Check every row of the log; what was found is recorded in it."""
    progress.step(0, 0, "正在逐条核验")
    begun = time.perf_counter()
    verdict = verify()
    details: dict[str, str | int] = {"rows": verdict.rows, "vouched": verdict.vouched, "asked_by": progress.owner_id}
    if not verdict.intact:
        details |= {"first_bad": verdict.first_bad or 0, "why": verdict.why}
    with transaction.atomic():
        event, outcome = ("audit.verified", "done") if verdict.intact else ("audit.found_tampered", "failed")
        record(event, actor=SYSTEM, outcome=outcome, details=details)
    seconds = round(time.perf_counter() - begun, 1)
    return {"intact": verdict.intact, "seconds": seconds, "last": verdict.last, **details}
