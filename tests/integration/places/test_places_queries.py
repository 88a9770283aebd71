"""Reads: areas, trees, schools, classes, years, zones, and places found by their words."""

from datetime import date

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from tests.factories.places import AS_OF, district, school_of, townships, villages_of

from notoneless.places.models import Division
from notoneless.places.queries import (
    PlaceFinder,
    ancestors_of,
    areas_in,
    below,
    classes_of,
    current_school_year,
    current_term,
    division_by_code,
    open_divisions,
    parts_of,
    school_year_named,
    schools_in,
    tree,
    zone_of,
    zone_paths,
    zones_in,
    zones_of_village,
)
from notoneless.places.rules.refusals import NotPossibleError

pytestmark = pytest.mark.django_db


def test_an_area_is_itself_and_all_that_lies_in_it() -> None:
    home, (first, second, *_) = district(), (district(), townships())[1]
    assert set(open_divisions(first.path)) == {first, *villages_of(first)}
    assert open_divisions(home.path).count() == open_divisions().count() == 79
    both = Division.objects.filter(areas_in([first.path, second.path]))
    assert both.count() == 2 * 13
    assert not Division.objects.filter(areas_in([])).exists()


def test_an_area_holds_no_neighbour_whose_code_begins_alike() -> None:
    home = district()
    first = townships()[0]
    Division.objects.create(code="511791", name="旧区", level="district", path="/511791/", closed_on=AS_OF)
    other = Division.objects.create(code="511792", name="邻区", level="district", path="/511792/")
    assert other not in open_divisions(home.path)
    assert home not in open_divisions(first.path)


def test_the_database_answers_an_area_from_the_index() -> None:
    district()
    area = Division.objects.filter(**below(townships()[0].path)).order_by()
    if connection.vendor == "sqlite":
        assert "USING INDEX division_path" in area.explain()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "division_path" in area.explain()
    assert area.count() == 13


def test_the_tree_is_read_at_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    home = district()
    with django_assert_num_queries(1):
        (root,) = tree()
    assert root.division == home
    assert [branch.division for branch in root] == townships()
    assert [len(branch.parts) for branch in root] == [12] * 6
    (branch,) = tree(townships()[2].path)
    assert branch.division == townships()[2]


def test_what_lies_in_and_above_a_division() -> None:
    home = district()
    first = townships()[0]
    village = villages_of(first)[0]
    assert ancestors_of(village) == [home, first]
    assert list(parts_of(None)) == [home]
    assert list(parts_of(first)) == villages_of(first)
    assert division_by_code(village.code) == village
    assert division_by_code("511791999") is None


def test_schools_of_an_area() -> None:
    district()
    third = townships()[2]
    names = {school.kind for school in schools_in(third.path)}
    assert names == {"primary_school", "junior_school", "teaching_point"}
    assert schools_in().count() == 12


def test_classes_of_a_year_a_school_and_an_area() -> None:
    district()
    year = current_school_year(AS_OF)
    assert year is not None
    junior = school_of("junior_school")
    assert [str(each) for each in classes_of(year, junior)] == [
        f"{grade}年级{number}班" for grade in "七八九" for number in (1, 2)
    ]
    assert classes_of(year).count() == 125
    assert set(classes_of(year, within=junior.division.path)) > set(classes_of(year, junior))


@pytest.mark.parametrize(
    ("on", "year", "term"),
    [
        (date(2023, 8, 31), "2022-2023", None),
        (date(2023, 9, 1), "2023-2024", 1),
        (date(2024, 1, 19), "2023-2024", 1),
        (date(2024, 2, 10), "2023-2024", None),
        (date(2024, 2, 26), "2023-2024", 2),
        (date(2024, 8, 31), "2023-2024", None),
        (date(2024, 9, 1), None, None),
    ],
)
def test_the_school_year_and_term_of_a_day(on: date, year: str | None, term: int | None) -> None:
    district()
    found, half = current_school_year(on), current_term(on)
    assert (found.name if found else None) == year
    assert (half.number if half else None) == term
    assert found is None or school_year_named(found.starts_on.year) == school_year_named(found.name) == found


def test_the_zone_of_a_school_and_the_schools_of_a_village() -> None:
    district()
    year = current_school_year(AS_OF)
    assert year is not None
    point = school_of("teaching_point")
    township = point.division.parent
    assert township is not None
    first, *_ = villages_of(township)
    assert len(zone_of(point, year)) == 3
    assert zone_paths(point, year) == [zone.division.path for zone in zone_of(point, year)]
    schools = {zone.stage: zone.school.kind for zone in zones_of_village(first, year)}
    assert schools == {"primary": "primary_school", "junior": "junior_school", "special": "special_school"}
    nine = school_of("nine_year_school")
    assert {zone.stage for zone in zone_of(nine, year)} == {"primary", "junior"}
    assert len(zone_paths(nine, year)) == 12
    assert zones_in(year, township.path).count() == 36


def test_a_place_is_found_by_the_words_of_people() -> None:
    district()
    finder = PlaceFinder()
    township = townships()[1]
    village = villages_of(township)[3]
    assert finder.township(township.name) == finder.township(township.name.rstrip("镇乡街道")) == township
    assert finder.village(township, village.name) == finder.village(township, f"{village.name}村委会") == village
    school = school_of("primary_school")
    assert finder.school(school.name) == finder.school(school.name.removeprefix("霁川区")) == school
    assert finder.school("写错了", school.code) == school


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda finder: finder.township("没有镇"), "没有名为“没有镇”的乡镇（街道）；请核对写法，或先导入区划表"),
        (lambda finder: finder.village(townships()[0], "没有村"), "没有名为“没有村”的.+的村（社区）"),
        (lambda finder: finder.school("没有小学"), "没有名为“没有小学”的学校"),
        (lambda finder: finder.school("", "2151999999"), "没有标识码为“2151999999”的学校"),
    ],
)
def test_what_is_not_found_is_named(ask, sentence: str) -> None:  # type: ignore[no-untyped-def]
    district()
    with pytest.raises(NotPossibleError, match=sentence):
        ask(PlaceFinder())
