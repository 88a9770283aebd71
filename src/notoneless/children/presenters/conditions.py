"""The conditions of an export in words: kept in the register, so nothing of what was typed is among them."""

from collections.abc import Callable, Mapping
from uuid import UUID

from notoneless.children.models.child import SEXES
from notoneless.children.states import WORDS, ChildStatus
from notoneless.places.queries import class_by_id, division_by_code, school_by_id
from notoneless.standards.numerals import han

_YES_NO = {"yes": "有", "no": "无"}


def _area(value: str) -> str:
    division = division_by_code(value.rsplit("-", 1)[-1])
    return division.name if division else value


def _school(value: str) -> str:
    school = school_by_id(UUID(value))
    return school.name if school else "（学校不明）"


def _class(value: str) -> str:
    found = class_by_id(UUID(value))
    return f"{found.school.name}{found}" if found else "（班级不明）"


_WORDS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "area": ("地区", _area),
    "school": ("学校", _school),
    "school_class": ("班级", _class),
    "grade": ("年级", lambda value: f"{han(int(value))}年级"),
    "sex": ("性别", lambda value: SEXES.get(value, value)),
    "placed": ("学校", _YES_NO.__getitem__),
    "status": ("状态", lambda value: WORDS[ChildStatus(value)]),
    "hardship": ("家庭困难", _YES_NO.__getitem__),
    "disability": ("残疾", _YES_NO.__getitem__),
}


def conditions_in_words(filters: Mapping[str, str]) -> str:
    """地区：霁汀街道；年级：三年级; 管辖范围内全部 where there is none."""
    words = [
        f"{_WORDS[name][0]}：{_safely(name, value)}" for name, value in filters.items() if name in _WORDS and value
    ]
    words += ["按姓名或号码查找"] if filters.get("q") else []
    return "；".join(words) or "管辖范围内全部"


def _safely(name: str, value: str) -> str:
    """What is no value of the condition has no words; such a condition finds nobody."""
    try:
        return _WORDS[name][1](value)
    except (ValueError, KeyError):
        return "（不明）"
