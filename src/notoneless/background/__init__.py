"""Work that takes longer than a page may: queued in the database, with progress, an end and a way to stop it."""

from notoneless.background.kinds import work

__all__ = ["work"]
