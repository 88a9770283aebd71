"""The tables of children, of what was changed, and of who has looked."""

from notoneless.children.models.alarm import Alarm
from notoneless.children.models.change import Change
from notoneless.children.models.child import Child
from notoneless.children.models.erasure import Erasure
from notoneless.children.models.look import Look
from notoneless.children.models.showing import Showing

__all__ = ["Alarm", "Change", "Child", "Erasure", "Look", "Showing"]
