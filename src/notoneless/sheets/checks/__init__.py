"""Checks of a roster, one per function: each looks at the whole sheet and gives all that it finds."""

from notoneless.sheets.checks.columns_present import missing_columns
from notoneless.sheets.checks.every_check import check_sheet

__all__ = ["check_sheet", "missing_columns"]
