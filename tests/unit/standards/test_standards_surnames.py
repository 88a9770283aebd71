import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.surnames import compound_surnames, split_surname


@pytest.mark.parametrize(
    ("name", "surname", "given_name"),
    [
        ("王小明", "王", "小明"),
        ("欧阳明", "欧阳", "明"),
        ("欧阳小明", "欧阳", "小明"),
        ("诸葛小明", "诸葛", "小明"),
        ("司马", "司", "马"),
        ("爱新觉罗小明", "爱新觉罗", "小明"),
        ("张王小明", "张", "王小明"),
        ("阿依古丽·买买提", "", "阿依古丽·买买提"),
        ("李", "李", ""),
        ("", "", ""),
    ],
)
def test_where_the_surname_ends(name: str, surname: str, given_name: str) -> None:
    assert split_surname(name) == (surname, given_name)


def test_compound_surnames_have_several_characters() -> None:
    assert all(len(surname) > 1 for surname in compound_surnames())


@given(st.text())
def test_nothing_is_lost(name: str) -> None:
    assert "".join(split_surname(name)) == name
