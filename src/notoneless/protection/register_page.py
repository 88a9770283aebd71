"""The register of fields as a page for people: who reviews it looks at purpose, basis and retention."""

from collections.abc import Iterator
from itertools import groupby

from django.apps import apps
from django.db import models

from notoneless.protection.fields import SealedTextField
from notoneless.protection.masking import kinds
from notoneless.protection.register import FieldClass, FieldRow, register

CLASSES = {FieldClass.OPEN: "公开", FieldClass.PERSONAL: "个人信息", FieldClass.SPECIAL: "敏感个人信息"}
HEAD = ("字段", "名称", "级别", "目的", "依据", "保存期限", "页面上怎样显示", "怎样存放")


def page() -> str:
    """The register in Markdown."""
    counts = "，".join(
        f"{words} {sum(row.class_ is class_ for row in register().values())} 个" for class_, words in CLASSES.items()
    )
    lines = ["# 字段登记表", "", f"系统存放的每个字段：为什么要、凭什么、存多久、怎样显示。共 {counts}。", ""]
    for label, rows in groupby(register().values(), key=lambda row: row.key[0]):
        lines += _section(apps.get_model(label), list(rows))
    return "\n".join(lines)


def _section(model: type[models.Model], rows: list[FieldRow]) -> Iterator[str]:
    yield f"## {model._meta.verbose_name} `{model._meta.label}`"
    yield ""
    yield _line(HEAD)
    yield _line(["---"] * len(HEAD))
    for row in rows:
        yield _line(_cells(model, row))
    yield ""


def _cells(model: type[models.Model], row: FieldRow) -> list[str]:
    field = model._meta.get_field(row.field)
    return [
        f"`{row.field}`",
        str(getattr(field, "verbose_name", row.field)),
        CLASSES[row.class_],
        row.purpose,
        row.basis,
        row.retention,
        f"遮盖：{kinds()[row.mask]['label']}" if row.mask else "照原样",
        "加密" if isinstance(field, SealedTextField) else row.plain_because or "明文",
    ]


def _line(cells: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
