"""School codes: shape is judged, an unknown kind is not."""

import pytest

from notoneless.standards.school_codes import parse_school_code


@pytest.mark.parametrize(
    ("raw", "kind", "province"),
    [
        ("2151000001", "小学", "四川省"),
        ("3151000002", "普通初中", "四川省"),
        ("5151000003", "特殊教育学校", "四川省"),
        ("2150000004.0", "小学", "重庆市"),
        ("２１５１００００ ０１", "小学", "四川省"),
        ("9999000001", "", ""),
    ],
)
def test_ten_digits_are_a_code(raw: str, kind: str, province: str) -> None:
    code = parse_school_code(raw)
    assert (len(code.text), code.kind, code.province, code.problems) == (10, kind, province, ())


@pytest.mark.parametrize(
    ("raw", "problem"),
    [("215100001", "school_code_length"), ("达川中学", "school_code_length"), ("", "blank"), ("暂无", "blank")],
)
def test_what_is_wrong_is_said(raw: str, problem: str) -> None:
    assert parse_school_code(raw).problems == (problem,)
