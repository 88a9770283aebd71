"""Verifying the chain in the background, and checkpoints to print and keep."""

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from notoneless.accounts.actors import actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.audit.checkpoints import Kept, RolledBackError, kept, printed, write
from notoneless.background.queries import works_of
from notoneless.background.starting import start
from notoneless.ui.toasts import toast
from notoneless.web.jobs import verify_log

RECENT = 10


@policy(Permission.READ_AUDIT, action="audit.check")
def checking(request: HttpRequest) -> HttpResponse:
    """The last verifications, and the checkpoints that are kept."""
    works = list(works_of(actor_of(request).id).filter(kind=verify_log.name)[:RECENT])
    known, problem = _kept()
    context = {
        "works": works,
        "checkpoints": list(reversed(known.checkpoints))[:RECENT],
        "count": len(known.checkpoints),
        "forged": known.forged,
        "problem": problem,
    }
    return render(request, "web/audit/checking.html", context)


@policy(Permission.READ_AUDIT, action="audit.verify", methods=("POST",))
def verify(request: HttpRequest) -> HttpResponse:
    """Have every row checked."""
    by = actor_of(request)
    start(verify_log, owner=by, once=by.id)
    return redirect("audit:checking")


@policy(Permission.READ_AUDIT, action="audit.checkpoint", methods=("POST",))
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Write a checkpoint now."""
    try:
        made = write(at=timezone.now())
    except (RolledBackError, ImproperlyConfigured, OSError) as error:
        toast(request, f"检查点没有写成：{error}", tone="bad")
        return redirect("audit:checking")
    return redirect("audit:checkpoint_print", made.seq)


@policy(Permission.READ_AUDIT, action="audit.print_checkpoint")
def checkpoint_print(request: HttpRequest, seq: int) -> HttpResponse:
    """A checkpoint on a sheet of paper: signed by hand and locked away, it outlives whatever happens to the machine."""
    found = next((each for each in reversed(_kept()[0].checkpoints) if each.seq == seq), None)
    if found is None:
        raise Http404
    return render(request, "web/audit/checkpoint.html", {"checkpoint": found, "text": printed(found)})


def _kept() -> tuple[Kept, str]:
    try:
        return kept(), ""
    except (ImproperlyConfigured, OSError) as error:
        return Kept(), f"检查点文件夹打不开：{error}"
