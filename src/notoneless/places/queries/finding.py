"""Places found by the words in which people write them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from notoneless.places.models import Division, School
from notoneless.places.queries.divisions import open_divisions
from notoneless.places.queries.schools import schools_in
from notoneless.places.rules.paths import ROOT, DivisionLevel
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.standards.addresses import normal_township, normal_village
from notoneless.standards.schools import same_school, school_key

Place = TypeVar("Place", Division, School)


class PlaceFinder:
    """All open places of an area, read once; each question is then answered without the database."""

    def __init__(self, within: str = ROOT) -> None:
        divisions = list(open_divisions(within))
        self._townships = [each for each in divisions if each.level == DivisionLevel.TOWNSHIP]
        self._villages: dict[object, list[Division]] = defaultdict(list)
        for each in divisions:
            if each.level == DivisionLevel.VILLAGE:
                self._villages[each.parent_id].append(each)
        self._schools: dict[str, list[School]] = defaultdict(list)
        self._codes: dict[str, School] = {}
        for school in schools_in(within):
            self._schools[school_key(school.name)].append(school)
            self._codes[school.code] = school

    def township(self, name: str) -> Division:
        """The township of this name. Raises NotPossibleError when there is none, or more than one."""
        found = _exact_or_normal(self._townships, name, normal_township)
        return _only(found, name, "乡镇（街道）", "township", "区划表")

    def village(self, township: Division, name: str) -> Division:
        """The village of this name in a township. Raises NotPossibleError."""
        found = _exact_or_normal(self._villages[township.id], name, normal_village)
        return _only(found, name, f"{township.name}的村（社区）", "village", "区划表")

    def school(self, name: str, code: str = "") -> School:
        """The school of this code, or of this name. Raises NotPossibleError."""
        if code:
            if code not in self._codes:
                raise NotPossibleError(f"没有标识码为“{code}”的学校；请先导入学校表", "school_code")
            return self._codes[code]
        alike = [school for school in self._schools[school_key(name)] if same_school(school.name, name)]
        exact = [school for school in alike if school.name == name]
        return _only(exact or alike, name, "学校", "school", "学校表")


def _exact_or_normal(places: Iterable[Division], name: str, normal: Callable[[str], str]) -> list[Division]:
    places = list(places)
    exact = [place for place in places if place.name == name]
    return exact or [place for place in places if normal(place.name) == normal(name)]


def _only(found: list[Place], name: str, what: str, field: str, table: str) -> Place:
    if not found:
        raise NotPossibleError(f"没有名为“{name}”的{what}；请核对写法，或先导入{table}", field)
    if len(found) > 1:
        raise NotPossibleError(f"有 {len(found)} 个{what}都叫“{name}”，请写全称或填写标识码", field)
    return found[0]
