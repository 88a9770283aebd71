"""The folders and files of a bureau: which children stand in which workbook, on which sheet, in which style."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from notoneless.samples.damage import Level
from notoneless.samples.files import Encoding
from notoneless.samples.layouts import Habits, Layout, Sheet, draw_habits, layouts
from notoneless.samples.places import COUNTY
from notoneless.standards.rosters import RosterKind

_GRADES = "一二三四五六七八九"
_OTHERS = (
    (
        RosterKind.DISABLED,
        "4-残联数据/6-15周岁持证残疾儿童少年名单",
        f"{COUNTY}6—15周岁持证残疾儿童少年名单（区残联提供）",
    ),
    (RosterKind.HARDSHIP, "5-特殊群体/脱贫户监测户及困境儿童名单", "义务教育阶段脱贫户、监测户及困境儿童名单"),
    (RosterKind.ELSEWHERE, "6-去向说明/区外就读台账", f"{COUNTY}户籍适龄儿童少年区外就读台账"),
    (RosterKind.EXEMPT, "6-去向说明/休学延缓入学死亡情况登记表", "休学、延缓入学、死亡等特殊情况登记表"),
    (RosterKind.HOME_TEACHING, "6-去向说明/送教上门学生名册", f"{COUNTY}义务教育学校送教上门学生名册"),
)


@dataclass(frozen=True, slots=True)
class File:
    """One file to be written: `encoding` for a text file, None for a workbook."""

    path: str
    sheets: tuple[Sheet, ...]
    encoding: Encoding | None = None
    notes: bool = False
    codes: bool = False


def files_of(
    rosters: Mapping[RosterKind, pl.DataFrame],
    codes: Mapping[str, str],
    level: Level,
    as_of: date,
    chance: np.random.Generator,
) -> Iterator[File]:
    """Every file of a district, in order of its path's folder. `codes` gives a township's code by its name."""
    yield from _registers(rosters[RosterKind.REGISTER], codes, level, as_of, chance)
    yield from _enrolment(rosters[RosterKind.ENROLMENT])
    yield from _attending(rosters[RosterKind.ATTENDING], level, as_of, chance)
    for kind, path, title in _OTHERS:
        layout = _layout(kind, level, chance)
        yield File(f"{path}.xlsx", (Sheet("名单", (title,), layout, rosters[kind]),))


def _layout(kind: RosterKind, level: Level, chance: np.random.Generator) -> Layout:
    """Two styles at most where nothing is damaged, else any but the one that keeps the class in the sheet's name."""
    found = [layout for layout in layouts(kind) if kind is not RosterKind.ATTENDING or "class_name" in layout.fields]
    return found[int(chance.integers(min(len(found), 2) if level == "none" else len(found)))]


def _by(frame: pl.DataFrame, key: str) -> list[pl.DataFrame]:
    return frame.partition_by(key, maintain_order=True)


def _registers(
    roster: pl.DataFrame, codes: Mapping[str, str], level: Level, as_of: date, chance: np.random.Generator
) -> Iterator[File]:
    for children in _by(roster, "_township"):
        town = children["_town"][0]
        titles = (
            f"{COUNTY}{town}义务教育阶段适龄儿童少年名册",
            f"填报单位（盖章）：{town}人民政府        填报日期：{as_of.year}年{as_of.month}月{as_of.day}日",
        )
        footers = ("填表人：            审核人：            联系电话：", "注：适龄儿童少年指6—15周岁。")
        name = town if chance.random() < 0.7 else "Sheet1"
        sheet = Sheet(name, titles, _layout(RosterKind.REGISTER, level, chance), children, footers)
        notes, hidden, text = (chance.random(3) < 0.15) & (level != "none")
        stem = f"1-适龄儿童少年名册/{codes[town]}{town}适龄儿童少年名册"
        habits = draw_habits(chance, level)
        if text:
            encoding: Encoding = "utf-8-sig" if chance.random() < 0.5 else "gb18030"
            plain = Sheet(name, titles[:1], sheet.layout, children)
            yield File(f"{stem}.csv", (plain,), encoding)
        else:
            yield File(f"{stem}.xlsx", (_with(sheet, habits),), None, bool(notes), bool(hidden))


def _with(sheet: Sheet, habits: Habits) -> Sheet:
    return Sheet(sheet.name, sheet.titles, sheet.layout, sheet.children, sheet.footers, habits)


def _enrolment(roster: pl.DataFrame) -> Iterator[File]:
    layout = layouts(RosterKind.ENROLMENT)[0]
    primary, junior = roster.filter(pl.col("_grade") <= 6), roster.filter(pl.col("_grade") > 6)
    yield File("2-学籍系统导出/学生基本信息（小学）.xlsx", (Sheet("学生基本信息", (), layout, primary),))
    stem = "学生基本信息（初中）"
    yield File(f"2-学籍系统导出/{stem}.csv", (Sheet(stem, (), layout, junior),), "gb18030")


def _attending(roster: pl.DataFrame, level: Level, as_of: date, chance: np.random.Generator) -> Iterator[File]:
    term = f"{as_of.year}年{'春' if as_of.month < 9 else '秋'}"
    for children in _by(roster, "_school"):
        school = children["school"][0]
        style = chance.random()
        if style < 0.45:
            layout = _layout(RosterKind.ATTENDING, level, chance)
            title = f"{school}{term}季学期在校学生花名册"
            sheets = [
                Sheet(
                    "在校学生",
                    (title,),
                    layout,
                    children,
                    ("校长（签字）：          填表人：",),
                    draw_habits(chance, level),
                )
            ]
        else:
            # One school in six writes the class nowhere but on the tab.
            tab_only = style > 0.83 and level != "none"
            layout = layouts(RosterKind.ATTENDING)[2] if tab_only else _layout(RosterKind.ATTENDING, level, chance)
            classes = children.partition_by("_grade", "_class", maintain_order=True)
            sheets = [_class_sheet(school, layout, each) for each in classes]
        yield File(f"3-在校学生名册/{school}{term}在校学生花名册.xlsx", tuple(sheets))


def _class_sheet(school: str, layout: Layout, children: pl.DataFrame) -> Sheet:
    grade, number = children["_grade"][0], children["_class"][0]
    title = f"{school}{_GRADES[grade - 1]}年级{number}班学生花名册"
    return Sheet(f"{grade}.{number}班", (title,), layout, children, (f"合计：{children.height}人",))
