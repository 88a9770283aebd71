"""Division codes: level by their zeros, hierarchy by their digits, unknown ones with a remark only."""

import pytest

from notoneless.standards.divisions import Level, ancestors, contains, level, parse_division, province_name


@pytest.mark.parametrize(
    ("raw", "text", "step"),
    [
        ("510000", "510000000000", Level.PROVINCE),
        ("500000", "500000000000", Level.PROVINCE),
        ("511700", "511700000000", Level.CITY),
        ("512000", "512000000000", Level.CITY),
        ("511703", "511703000000", Level.COUNTY),
        ("511710", "511710000000", Level.COUNTY),
        ("511703100", "511703100000", Level.TOWNSHIP),
        ("511703100000", "511703100000", Level.TOWNSHIP),
        ("511703100201", "511703100201", Level.VILLAGE),
        ("５１１７０３", "511703000000", Level.COUNTY),
    ],
)
def test_the_level_is_in_the_digits(raw: str, text: str, step: Level) -> None:
    division = parse_division(raw)
    assert (division.text, division.level, division.province) == (text, step, province_name(text))
    assert (division.problems, division.remarks) == ((), ())


def test_an_unknown_division_is_a_remark() -> None:
    division = parse_division("991791")
    assert (division.problems, division.remarks) == ((), ("unknown_province",))
    assert parse_division("511791").remarks == ()


@pytest.mark.parametrize(("raw", "problem"), [("5117", "division_shape"), ("达川区", "division_shape"), ("", "blank")])
def test_what_is_wrong_is_said(raw: str, problem: str) -> None:
    assert parse_division(raw).problems == (problem,)


def test_the_areas_above() -> None:
    assert ancestors("511703100201") == ("511703100000", "511703000000", "511700000000", "510000000000")
    assert ancestors("510000") == ()
    assert [level(code) for code in ancestors("511703")] == [Level.CITY, Level.PROVINCE]


@pytest.mark.parametrize(
    ("area", "code", "inside"),
    [
        ("511700", "511703100201", True),
        ("511703000000", "511703100201", True),
        ("511703", "511703", True),
        ("511703", "511702100201", False),
        ("511703100000", "511703", False),
    ],
)
def test_an_area_contains_what_begins_like_it(area: str, code: str, inside: bool) -> None:
    assert contains(area, code) is inside
