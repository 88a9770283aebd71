"""The plan of an import in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from notoneless.places.services.importing import Plan, Step

SHOWN = 200
"""So many rows of each kind are written out; of more, the number is said."""
_GROUPS = (("wrong", "有误，不会导入", "bad"), ("change", "更改", "warn"), ("add", "新增", "good"))


@dataclass(frozen=True, slots=True)
class StepShown:
    """A row of the preview."""

    where: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class GroupShown:
    """Rows that would do the same kind of thing."""

    words: str
    tone: str
    count: int
    steps: Sequence[StepShown]

    @property
    def more(self) -> int:
        return self.count - len(self.steps)


def groups_shown(plan: Plan) -> list[GroupShown]:
    """What is wrong first, then what changes, then what is new; what stays as it is only counts."""
    groups = []
    for act, words, tone in _GROUPS:
        steps = [step for step in plan.by_row if step.act == act]
        if steps:
            groups.append(GroupShown(words, tone, len(steps), [_shown(step) for step in steps[:SHOWN]]))
    return groups


def _shown(step: Step) -> StepShown:
    cells = step.row.cells
    name = next((cells[field] for field in ("name", "village", "school", "school_year") if cells.get(field)), "")
    return StepShown(f"{step.row.sheet} 第 {step.row.number} 行", name, step.words)
