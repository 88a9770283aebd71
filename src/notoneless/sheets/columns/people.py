"""Which of several columns of names is the child, which the guardian, which the householder."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from notoneless.sheets.grid import looks_like_data
from notoneless.standards.tables import load

_PACKAGE = "notoneless.sheets"
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_NAME = re.compile(
    rf"[{_HAN}□?？*＊○〇]{{2,6}}|[{_HAN}]{{1,10}}[·•・‧．.。∙]\s?[{_HAN}·•・‧．.]{{1,14}}|[A-Za-z][A-Za-z .'-]{{3,30}}"
)
_TAIL = re.compile(r"[（(【\[].*$|[\s\u00a0\u3000\u200b]+")
_NOT_PERSON = re.compile(r"[村镇乡县区校班组级户类证]$|社区|街道|残疾|小学|中学")


@lru_cache(maxsize=200_000)
def looks_like_name(text: str) -> bool:
    """Whether a text may be a person's name: a known surname first, or the dot or the letters of a foreign one."""
    bare = _TAIL.sub("", text)
    if _NAME.fullmatch(bare) is None or looks_like_data(bare):
        return False
    if bare[0].isascii() or any(dot in bare for dot in "·•・‧．.∙"):
        return True
    return (bare[0] in _surnames() or bare[:2] in _surnames()) and not (_NOT_PERSON.search(bare) and len(bare) > 2)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(name for row in load("common_surnames", _PACKAGE).rows for name in row["surnames"].split())


def roles_of_names(names: Mapping[int, Sequence[str]], fields: Mapping[int, str | None]) -> dict[int, str]:
    """Give each column of names its role, by what stands beside it and by how the columns agree.

    `names` has a sample of cells per column of names, row by row the same rows; `fields` what is known of the other
    columns. The child's names seldom repeat, stand beside sex or identity number and are never the householder's.
    """
    if not names:
        return {}
    taken = {field for field in fields.values() if field}
    order = sorted(names, key=lambda column: (-_childlike(column, names, fields), column))
    roles: dict[int, str] = {}
    if "name" not in taken:
        roles[order.pop(0)] = "name"
    for column in sorted(order, key=lambda at: (-_guardianlike(at, fields), at)):
        role = _adult_role(column, fields, taken | set(roles.values()))
        if role:
            roles[column] = role
    return roles


def _childlike(column: int, names: Mapping[int, Sequence[str]], fields: Mapping[int, str | None]) -> float:
    cells = [text for text in names[column] if text]
    score = 2.0 * len(set(cells)) / max(1, len(cells)) + len(cells) / max(1, len(names[column]))
    score += _beside(column, fields, {"sex": 1.5, "id_number": 1.0, "birth": 1.0, "nation": 0.5, "former_name": 0.5})
    score += {"serial": 0.7, "class_name": 0.5, "student_number": 0.5}.get(fields.get(column - 1) or "", 0.0)
    score -= {"guardian_relation": 1.5, "guardian_phone": 1.0, "phone": 0.8}.get(fields.get(column + 1) or "", 0.0)
    for other, cells_of_other in names.items():
        if other != column and _agreement(names[column], cells_of_other) > 0.2:
            score -= 2.0  # householder and guardian are often one person; a child is neither
    return score


def _guardianlike(column: int, fields: Mapping[int, str | None]) -> float:
    near = {"guardian_relation": 2.0, "phone": 1.0, "guardian_phone": 2.0, "guardian_id": 1.0, "village": -1.0}
    return _beside(column, fields, {**near, "group": -1.0, "household_kind": -1.0})


def _adult_role(column: int, fields: Mapping[int, str | None], taken: set[str]) -> str | None:
    """The guardian first; a second column of adults is the householder."""
    beside_place = _beside(column, fields, {"village": 1.0, "group": 1.0}) > 0
    beside_relation = _beside(column, fields, {"guardian_relation": 1.0, "phone": 1.0, "guardian_phone": 1.0}) > 0
    order = ("householder", "guardian") if beside_place and not beside_relation else ("guardian", "householder")
    return next((role for role in order if role not in taken), None)


def _beside(column: int, fields: Mapping[int, str | None], weights: Mapping[str, float]) -> float:
    return sum(weights.get(fields.get(at) or "", 0.0) for at in (column - 1, column + 1))


def _agreement(left: Sequence[str], right: Sequence[str]) -> float:
    pairs = [(one, two) for one, two in zip(left, right, strict=True) if one and two]
    return sum(one == two for one, two in pairs) / len(pairs) if pairs else 0.0
