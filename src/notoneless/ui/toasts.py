"""Short words at the edge of the next page: what was done, and 撤销 where it can be taken back.

They pass through the session: never put a child's name or number into one.
"""

from django.contrib import messages
from django.http import HttpRequest

UNDO = "undo:"
LEVELS = {"good": messages.SUCCESS, "info": messages.INFO, "warn": messages.WARNING, "bad": messages.ERROR}


def toast(request: HttpRequest, words: str, *, tone: str = "good", undo: str = "") -> None:
    """Show `words` on the next page. `undo` is a path of this site to which 撤销 is posted. Raises ValueError else."""
    if undo and not (undo.startswith("/") and not undo.startswith("//")):
        raise ValueError("undo must be a path of this site")
    messages.add_message(request, LEVELS[tone], words, extra_tags=UNDO + undo if undo else "")
