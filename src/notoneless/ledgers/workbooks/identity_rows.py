"""The rows of the rosters whose identity does not stand: the number, the birth date, the sex, the name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from notoneless.matching.normalising.distinct import text_column
from notoneless.matching.reconciling import Reconciliation
from notoneless.sheets.messages import sentence
from notoneless.sheets.rosters import CellProblem
from notoneless.standards.disability_cards import parse_disability_card
from notoneless.standards.identity_numbers import PROBLEM_WORDS, IdState, parse_identity_number
from notoneless.standards.rosters import RosterKind

CONTRADICTED, ADULT = "contradicted", "adult"
ID, BIRTH, SEX, NAME = "身份证号", "出生日期", "性别", "姓名"
_OTHERS_FIRST = ("enrolment", "register")
_TEXTS = ("name", "id_number", "disability_card", "birth", "sex", "guardian", "school", "township", "village")
_VALUES = ("id_state", "cell_state", "id_text", "key", "dob_cell", "dob_id", "sex_cell", "id_sex")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong in one row. `row` has the fields of `problem_rows`; `right` may be "": nobody knows better."""

    row: Mapping[str, object]
    item: str
    written: str
    problem: str
    right: str = ""
    because: str = ""


def identity_table(result: Reconciliation) -> pl.DataFrame:
    """Every row with what it says of identity, `state` (that of the number, or why it is not this child's), `numbers`
    (whether its sheet has any number) and the normal form of its name as `plain_name`."""
    values = result.records.values
    frame = result.rows.select("uid", "person", "child", "kind", "file", "sheet", "row")
    frame = frame.with_columns(
        *(text_column(result.rows, field).fill_null("") for field in _TEXTS),
        *(values.get_column(field) for field in _VALUES),
        values.get_column("name").alias("plain_name"),
    )
    freed = pl.col("uid").is_in(result.linkage.freed.implode())
    return frame.with_columns(
        pl.when(freed).then(pl.lit(CONTRADICTED)).otherwise("cell_state").alias("state"),
        ((pl.col("id_number") != "") | (pl.col("disability_card") != "")).any().over("file", "sheet").alias("numbers"),
    )


def sheets_without_numbers(table: pl.DataFrame) -> pl.DataFrame:
    """kind, file, sheet and rows of each sheet on which nobody has a number: one request, not one per row."""
    bare = table.filter(~pl.col("numbers"))
    return bare.group_by("kind", "file", "sheet", maintain_order=True).agg(pl.len().alias("rows"))


def row_problems(table: pl.DataFrame) -> Iterator[RowProblem]:
    """All problems, in the order of the rows; `table` as `identity_table` gives it."""
    known = _valid_numbers(table)
    names = _usual_names(table)
    owners = _owners(table)
    wrong = table.filter(_suspicious(known, names))
    for row in wrong.iter_rows(named=True):
        others = known.get(row["person"], {})
        yield from _number(row, others, owners)
        yield from _birth(row, others)
        yield from _sex(row)
        yield from _name(row, names.get(row["person"]))


def _suspicious(known: Mapping[int, Mapping[str, str]], names: Mapping[int, tuple[str, str, str]]) -> pl.Expr:
    """The rows worth a closer look: a cheap test that leaves the sound millions out."""
    differing = [person for person, numbers in known.items() if len(numbers) > 1]
    born = pl.col("dob_cell") != pl.col("dob_id")
    return (
        ((pl.col("state") != IdState.VALID) & pl.col("numbers"))
        | pl.col("person").is_in(differing)
        | pl.col("person").is_in(list(names))
        | ((pl.col("dob_cell") > 0) & born)
        | ((pl.col("sex_cell") > 0) & (pl.col("id_sex") > 0) & (pl.col("sex_cell") != pl.col("id_sex")))
    )


def _own(table: pl.DataFrame) -> pl.DataFrame:
    """The rows with a valid number of the child itself (in its cell, or inside a formal student number), those whose
    word counts first on top."""
    order = pl.col("kind").replace_strict(
        {kind: at for at, kind in enumerate(_OTHERS_FIRST)}, default=len(_OTHERS_FIRST)
    )
    own = (pl.col("id_state") == IdState.VALID) & (pl.col("state") != CONTRADICTED)
    return table.filter(own & (pl.col("key") > 0)).sort(order, "uid")


def _valid_numbers(table: pl.DataFrame) -> dict[int, dict[str, str]]:
    """For each person its valid numbers, and where each stands."""
    found: dict[int, dict[str, str]] = {}
    first = _own(table).unique(["person", "id_text"], keep="first", maintain_order=True)
    for row in first.iter_rows(named=True):
        found.setdefault(row["person"], {})[row["id_text"]] = place(row)
    return found


def _owners(table: pl.DataFrame) -> dict[str, tuple[str, str]]:
    """Whose each number that was freed from a row is: name and place."""
    freed = table.filter(pl.col("state") == CONTRADICTED).select("id_text").unique()
    own = _own(table).join(freed, on="id_text", how="semi").unique("id_text", keep="first", maintain_order=True)
    return {row["id_text"]: (row["name"], place(row)) for row in own.iter_rows(named=True)}


def _usual_names(table: pl.DataFrame) -> dict[int, tuple[str, str, str]]:
    """For each person named in several ways: the way most rosters have (plain form, as written, where it stands)."""
    order = pl.col("kind").replace_strict(
        {kind: at for at, kind in enumerate(_OTHERS_FIRST)}, default=len(_OTHERS_FIRST)
    )
    named = table.filter(pl.col("plain_name") != "")
    several = named.group_by("person").agg(pl.col("plain_name").n_unique().alias("ways")).filter(pl.col("ways") > 1)
    counted = named.join(several, on="person", how="semi").with_columns(
        pl.len().over("person", "plain_name").alias("times"), order.alias("rank")
    )
    best = counted.sort("times", "rank", "uid", descending=[True, False, False]).unique("person", keep="first")
    return {
        row["person"]: (row["plain_name"], "".join(row["name"].split()), place(row))
        for row in best.iter_rows(named=True)
    }


def place(row: Mapping[str, object]) -> str:
    """学籍系统导出：file［sheet］第7行."""
    return f"{RosterKind(str(row['kind'])).label}：{row['file']}［{row['sheet']}］第{row['row']}行"


def _number(
    row: Mapping[str, object], others: Mapping[str, str], owners: Mapping[str, tuple[str, str]]
) -> Iterator[RowProblem]:
    state, text = str(row["state"]), str(row["id_text"])
    written = str(row["id_number"]) or str(row["disability_card"])
    if state == IdState.VALID:
        rest = {number: where for number, where in others.items() if number != text}
        if rest and text in others:
            words = "同一名儿童在各册上有不同的有效身份证号，请对照户口簿确定一个。"
            yield RowProblem(row, ID, written, words, "、".join(rest), "；".join(rest.values()))
        return
    if not row["numbers"]:
        return
    right = " 或 ".join(others)
    because = "；".join(others.values())
    if len(others) == 1:
        because += _likeness(text, right)
    yield RowProblem(row, ID, written, _number_words(state, text, written, owners), right, because)


def _number_words(state: str, text: str, written: str, owners: Mapping[str, tuple[str, str]]) -> str:
    if state == ADULT:
        return sentence(CellProblem(0, 0, "id_number", "birth_not_child", written, "remark"))
    if state == CONTRADICTED:
        name, where = owners.get(text, ("", ""))
        owner = f"“{name}”（{where}）" if name else "另一名儿童"
        return f"号码本身有效，但是{owner}的号码，与本行的姓名、家庭不符，请改填本人的号码。"
    parsed = parse_identity_number(written)
    problems = parsed.problems or parse_disability_card(written).problems
    return "".join(PROBLEM_WORDS[code] for code in problems)


def _likeness(text: str, right: str) -> str:
    """What the two numbers have in common, for the reader's trust."""
    if len(text) == len(right):
        differing = sum(a != b for a, b in zip(text, right, strict=True))
        return "（与所填只差一位）" if differing == 1 else ""
    return "（与残留的前几位一致）" if len(text) >= 6 and right.startswith(text) else ""


def _birth(row: Mapping[str, object], others: Mapping[str, str]) -> Iterator[RowProblem]:
    cell, inside = int(str(row["dob_cell"])), int(str(row["dob_id"]))
    if not cell or row["state"] in (CONTRADICTED, ADULT):
        return
    if row["state"] == IdState.VALID:
        if not _same_day(cell, inside):
            words = sentence(CellProblem(0, 0, "birth", "birth_against_id", str(row["birth"]), "error"))
            yield RowProblem(row, BIRTH, str(row["birth"]), words, _day(inside), "本行身份证号第 7 至 14 位")
    elif len(others) == 1:
        number, where = next(iter(others.items()))
        if not _same_day(cell, int(number[6:14])):
            words = "出生日期与本人在其他名册上的有效身份证号不一致，请对照户口簿核对。"
            yield RowProblem(row, BIRTH, str(row["birth"]), words, _day(int(number[6:14])), where)


def _same_day(first: int, second: int) -> bool:
    """Whether two births agree as far as both are known (day 00: the month only)."""
    if first % 100 and second % 100:
        return first == second
    return first // 100 == second // 100


def _day(day: int) -> str:
    return f"{day // 10000}-{day // 100 % 100:02}-{day % 100:02}"


def _sex(row: Mapping[str, object]) -> Iterator[RowProblem]:
    cell, inside = row["sex_cell"], row["id_sex"]
    if row["state"] == IdState.VALID and cell and inside and cell != inside:
        words = sentence(CellProblem(0, 0, "sex", "sex_against_id", str(row["sex"]), "error"))
        yield RowProblem(row, SEX, str(row["sex"]), words, "男" if inside == 1 else "女", "本行身份证号第 17 位")


def _name(row: Mapping[str, object], usual: tuple[str, str, str] | None) -> Iterator[RowProblem]:
    if usual is None or row["plain_name"] in ("", usual[0]):
        return
    words = "姓名与本人在其他名册上的写法不同（错别字、异体字、少字或改名），请对照户口簿统一。"
    yield RowProblem(row, NAME, str(row["name"]), words, usual[1], usual[2])
