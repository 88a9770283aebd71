"""What runs by the clock, and what the export worker asks of this package."""

from notoneless.children.jobs import daily

__all__ = ["daily"]
