"""What the database itself refuses, whoever writes."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from tests.factories.places import district, school_of, townships, villages_of

from notoneless.accounts.scope import NOTHING, acting
from notoneless.places.models import Division, PlaceChange, School, SchoolClass, SchoolYear, Term, Zone

pytestmark = pytest.mark.django_db
DAY, LATER = date(2024, 3, 1), date(2024, 3, 2)
HERE = {"code": "511791200", "name": "新镇", "level": "township", "path": "/511791/511791200/"}
SCHOOL = {"code": "2151990000", "name": "新小学", "stage": "primary", "kind": "primary_school"}


def refused(constraint: str, model: type[models.Model], **values: Any) -> None:
    with pytest.raises(IntegrityError) as fault, transaction.atomic():
        model._default_manager.create(**values)
    assert constraint in str(fault.value) or "UNIQUE" in str(fault.value)


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("division_path_fits", {"path": "/511791/511791201/"}),
        ("division_path_fits", {"path": "/511791200/"}),
        ("division_path_fits", {"code": "51179120", "path": "/511791/51179120/"}),
        ("division_path_fits", {"level": "village"}),
        ("division_has_parent", {"parent": None}),
        ("division_dates", {"opened_on": LATER, "closed_on": DAY}),
    ],
)
def test_a_division_is_whole(constraint: str, change: dict[str, Any]) -> None:
    refused(constraint, Division, **{**HERE, "parent": district(), **change})


def test_an_open_division_has_no_successor() -> None:
    home = district()
    refused("division_successor", Division, **HERE, parent=home, successor=townships()[0])


def test_a_code_is_used_by_one_open_division_and_by_any_number_of_closed_ones() -> None:
    home = district()
    for _ in range(2):
        Division.objects.create(**HERE, parent=home, closed_on=DAY)
    Division.objects.create(**HERE, parent=home)
    refused("division_open_code", Division, **HERE, parent=home)


def test_paths_are_ordered_by_code_points_on_every_database() -> None:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, Division._meta.db_table)
    (path,) = (column for column in columns if column.name == "path")
    assert path.collation == ("C" if connection.vendor == "postgresql" else None)


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("school_code_length", {"code": "215199000"}),
        ("school_kind_of_stage", {"stage": "junior"}),
        ("school_dates", {"opened_on": LATER, "closed_on": DAY}),
    ],
)
def test_a_school_is_whole(constraint: str, change: dict[str, Any]) -> None:
    district()
    refused(constraint, School, **{**SCHOOL, "division": townships()[0], **change})


def test_a_school_code_is_used_by_one_open_school() -> None:
    district()
    site = townships()[0]
    School.objects.create(**SCHOOL, division=site, closed_on=DAY)
    School.objects.create(**SCHOOL, division=site)
    refused("school_open_code", School, **SCHOOL, division=site)


def test_a_class_is_open_once_in_its_year() -> None:
    district()
    there = SchoolClass.objects.all()[0]
    values = {"school": there.school, "school_year": there.school_year, "grade": there.grade, "name": "一年级1班"}
    SchoolClass.objects.create(**values, number=there.number, closed_on=DAY)
    refused("school_class_open_once", SchoolClass, **values, number=there.number)
    refused("school_class_number", SchoolClass, **values, number=0)
    refused("school_class_grade", SchoolClass, **{**values, "grade": 10}, number=1)


def test_a_village_has_one_school_for_each_stage_of_a_year() -> None:
    district()
    village = villages_of(townships()[0])[0]
    zone = Zone.objects.filter(division=village, stage="primary")[0]
    other = {"division": village, "school_year": zone.school_year, "school": school_of("nine_year_school")}
    assert Zone.objects.filter(division=village, school_year=zone.school_year).count() == 3
    refused("zone_one_school_per_stage", Zone, **other, stage="primary")
    Zone.objects.create(**other, stage="primary", closed_on=DAY)
    refused("zone_stage", Zone, **other, stage="nine_year")


def test_years_and_terms_have_their_days_in_order() -> None:
    refused("school_year_dates", SchoolYear, name="2030-2031", starts_on=LATER, ends_on=DAY)
    year = SchoolYear.objects.create(name="2030-2031", starts_on=date(2030, 9, 1), ends_on=date(2031, 8, 31))
    refused("term_dates", Term, school_year=year, number=1, starts_on=LATER, ends_on=LATER)
    refused("term_number", Term, school_year=year, number=3, starts_on=DAY, ends_on=LATER)
    Term.objects.create(school_year=year, number=1, starts_on=DAY, ends_on=LATER)
    refused("term_once", Term, school_year=year, number=1, starts_on=DAY, ends_on=LATER)


def test_a_change_is_of_a_division_or_of_a_school() -> None:
    home = district()
    refused("place_change_of_one", PlaceChange, kind="renamed", recorded_by="x")
    refused(
        "place_change_of_one",
        PlaceChange,
        kind="renamed",
        recorded_by="x",
        division=home,
        school=school_of("primary_school"),
    )


def test_nothing_that_is_pointed_to_can_be_deleted() -> None:
    district()
    for thing in (townships()[0], school_of("primary_school"), SchoolYear.objects.all()[0]):
        with pytest.raises(models.ProtectedError), acting(NOTHING):
            thing.delete()
