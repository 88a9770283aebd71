"""The workbooks that a bureau gets from a reconciliation: ledgers, check lists, balances, and what to correct."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from notoneless.ledgers.workbooks.balance_tables import write_balance_tables
from notoneless.ledgers.workbooks.check_lists import write_check_lists
from notoneless.ledgers.workbooks.children_ledger import write_children_ledger
from notoneless.ledgers.workbooks.doubtful_pairs import write_doubtful_pairs
from notoneless.ledgers.workbooks.finding_lists import write_finding_lists
from notoneless.ledgers.workbooks.identity_problems import write_identity_problems
from notoneless.matching.reconciling import Reconciliation

__all__ = ["WORKBOOKS", "WriteWorkbooks"]


class WriteWorkbooks(Protocol):
    """Writes its workbooks below `folder` and gives their paths; the same result and `created` give the same bytes."""

    def __call__(self, result: Reconciliation, folder: Path, *, created: datetime) -> list[Path]: ...


WORKBOOKS: Mapping[str, WriteWorkbooks] = MappingProxyType(
    {
        "适龄儿童台账": write_children_ledger,
        "疑似失学辍学核查清单": write_check_lists,
        "四查三比对汇总": write_balance_tables,
        "身份信息问题清单": write_identity_problems,
        "待人工确认": write_doubtful_pairs,
        "问题清单": write_finding_lists,
    }
)
"""Name to function, most wanted first. Each may run in a process of its own: it keeps nothing and shares nothing."""
