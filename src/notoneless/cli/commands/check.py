"""notoneless check: what is in a file and what is wrong with it."""

from pathlib import Path
from typing import Any

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.console import Screen, screen
from notoneless.cli.exits import Exit
from notoneless.cli.options import PATH, Whole, existing, speaking
from notoneless.sheets.messages import field_label, sentence
from notoneless.sheets.rosters import RosterSheet


@click.command(
    cls=ChineseCommand,
    short_help="看看文件里是什么名册、有什么问题",
    help="""逐个说明文件里有哪些名册、每列认作什么、哪些行不是儿童、哪些单元格有问题。

    给出文件夹时检查其中全部文件。--out 把原表连同“问题”列写到那个文件夹。有错误时退出码为 1。""",
)
@click.argument("files", metavar="文件…", type=PATH, nargs=-1, required=True)
@click.option("--out", metavar="文件夹", type=PATH, help="写出带“问题”列和底色的原表")
@click.option(
    "--most",
    metavar="个数",
    type=Whole(0, 1_000_000_000),
    default=20,
    show_default=False,
    help="每个表最多列出几个问题，默认 20，0 为全部",
)
@speaking
def check(files: tuple[Path, ...], out: Path | None, most: int, as_json: bool, quiet: bool) -> int:
    """Print what each file is and what is wrong with it; with --out, give the files back annotated."""
    from notoneless.cli.annotating import annotate_books  # noqa: PLC0415 - as in reconcile
    from notoneless.ledgers.closed_folders import closed_folders  # noqa: PLC0415
    from notoneless.ledgers.reading import Reading, read_files, roster_files  # noqa: PLC0415

    console = screen(quiet=quiet, as_json=as_json)
    given = [existing(path, "文件") for path in files]
    paths = [p for path in given for p in (roster_files(path, out and out.resolve()) if path.is_dir() else [path])]
    if not paths:
        console.warn("没有可检查的文件（.xlsx、.xls、.et、.csv、.txt）")
        return Exit.NOTHING
    root = _common(paths)
    with console.watching() as watch:
        reading = read_files(paths, root, progress=lambda n, of, name: watch(f"读取 {name}", n, of))
    closed = [each for path in given if path.is_dir() for each in closed_folders(path, out and out.resolve())]
    reading = Reading(reading.books, (*reading.refused, *closed))
    sheets = [sheet for book in reading.books for sheet in book.sheets]
    for sheet in sheets:
        _tell(console, sheet, most)
    for name, why in reading.refused:
        console.warn(f"未能读取 {name}：{why}")
    written = annotate_books(reading, root, out.resolve()) if out else []
    for path in written:
        console.say(f"已写出 {path}")
    console.data(
        {
            "sheets": [_as_data(sheet) for sheet in sheets],
            "refused": [{"file": name, "why": why} for name, why in reading.refused],
            "written": [str(path) for path in written],
        }
    )
    wrong = reading.refused or any(p.severity == "error" for sheet in sheets for p in sheet.problems)
    return Exit.PROBLEMS if wrong else Exit.DONE


def _common(paths: list[Path]) -> Path:
    """The nearest folder that holds all files."""
    folders = [path.parent for path in paths]
    common = folders[0]
    while not all(folder.is_relative_to(common) for folder in folders):
        if common == common.parent:
            raise click.UsageError("文件不在同一个盘上，请分开检查")
        common = common.parent
    return common


def _tell(console: Screen, sheet: RosterSheet, most: int) -> None:
    """One sheet in a few lines."""
    what = sheet.kind.label if sheet.kind else "不是名册"
    hidden = "" if sheet.visible else "（隐藏的工作表）"
    console.say(
        f"{sheet.file}［{sheet.sheet}］{hidden}：{what}，"
        f"{len(sheet.rows)} 名儿童，另有 {len(sheet.explained)} 行不是儿童"
    )
    known = [f"{c.heading or '（无标题）'}→{field_label(c.field)}" for c in sheet.columns if c.field]
    if known:
        console.say(f"  列：{'，'.join(known)}")
    unknown = [c.heading for c in sheet.columns if not c.field and c.heading]
    if unknown:
        console.say(f"  原样保留的列：{'，'.join(unknown)}")
    for remark in sheet.remarks:
        console.say(f"  注意：{remark}")
    shown = sheet.problems if most == 0 else sheet.problems[:most]
    for problem in shown:
        console.say(f"  第 {problem.row} 行 {field_label(problem.field) if problem.field else ''}：{sentence(problem)}")
    if len(sheet.problems) > len(shown):
        console.say(f"  ……还有 {len(sheet.problems) - len(shown)} 个问题（--most 0 列出全部，--out 写回原表）")


def _as_data(sheet: RosterSheet) -> dict[str, Any]:
    return {
        "file": sheet.file,
        "sheet": sheet.sheet,
        "visible": sheet.visible,
        "kind": sheet.kind.value if sheet.kind else None,
        "title": sheet.title,
        "children": len(sheet.rows),
        "columns": [{"index": c.index, "heading": c.heading, "field": c.field, "how": c.how} for c in sheet.columns],
        "context": sheet.context,
        "explained": [{"row": row.row, "reason": row.reason} for row in sheet.explained],
        "problems": [
            {
                "row": p.row,
                "column": p.column,
                "field": p.field,
                "code": p.code,
                "severity": p.severity,
                "sentence": sentence(p),
            }
            for p in sheet.problems
        ],
        "remarks": sheet.remarks,
    }
