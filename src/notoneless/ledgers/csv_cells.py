"""Texts in the csv files of a result: a leading ' keeps a spreadsheet from taking one for a formula.

Source: OWASP, CSV Injection; OWASP ASVS 5.0, 1.2.10. A csv file has no cell styles, so the mark stands in the text
itself. A text that begins with ' gets one too: taking one off always gives back what was there.
"""

import re

import polars as pl

from notoneless.sheets.writers.safety import FORMULA_STARTS, starts_formula

MARK = "'"


def marked(text: str) -> str:
    """The text as it is written."""
    return MARK + text if _needs_mark(text) else text


def unmarked(text: str) -> str:
    """The text as it was before `marked`; a ' that a person typed before an ordinary word stays."""
    rest = text.removeprefix(MARK)
    return rest if rest != text and _needs_mark(rest) else text


def _needs_mark(text: str) -> bool:
    return starts_formula(text) or text.startswith(MARK)


def marked_columns() -> pl.Expr:
    """`marked` for every text column of a table."""
    starts = "".join(re.escape(start) for start in (*sorted(FORMULA_STARTS), MARK))
    return pl.col(pl.String).str.replace(f"^[{starts}]", f"{MARK}${{0}}")
