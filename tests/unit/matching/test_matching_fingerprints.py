"""A row's name: the same in the next file, in another place, under another file name; another for other words."""

import pytest
from tests.factories.rosters import Child, attending, enrolment, reconciled, records, register

from notoneless.matching.fingerprints import fingerprints
from notoneless.matching.records import Roster

SU = Child("苏小满")
LUO = Child("罗大川", sex="男", birth="20121103", order=35, guardian="罗长河", phone="13890000202", village="石板村")
YING = SU.but(name="苏小盈", order=24)


def _prints(*rosters: Roster) -> dict[tuple[str, str], str]:
    """Kind and name of each row to its fingerprint."""
    stacked = records(*rosters)
    return {
        (kind, name): text
        for (kind, name), text in zip(stacked.texts.select("kind", "name").rows(), fingerprints(stacked), strict=True)
    }


def test_a_row_keeps_its_name_wherever_it_stands() -> None:
    here = _prints(register(SU, LUO, YING), attending(SU, LUO))
    there = _prints(
        attending(LUO, SU, file="在校/六月.xls", sheet="Sheet2", first=7),
        register(YING, file="甲.csv"),
        register(LUO, SU, file="新的 名册.xlsx", first=40),
    )
    assert here == there
    assert len(set(here.values())) == 5
    assert all(len(text) == 16 and set(text) <= set("0123456789abcdef") for text in here.values())


def test_other_rows_of_a_new_file_change_nothing() -> None:
    before, after = _prints(register(SU)), _prints(register(LUO, SU, YING), enrolment(SU))
    assert before.items() <= after.items()


@pytest.mark.parametrize(
    ("cells", "same"),
    [
        ({"name": "苏 小 满"}, True),
        ({"name": "苏小滿"}, True),
        ({"id_number": f" {SU.number}"}, True),
        ({"birth": "2014-05-01"}, True),
        ({"remark": "外出"}, True),
        ({"guardian_phone": "13890000999"}, True),
        ({"name": "苏小漫"}, False),
        ({"id_number": YING.number}, False),
        ({"birth": "20140502"}, False),
        ({"guardian": "罗玉兰"}, False),
        ({"village": "石板村"}, False),
    ],
)
def test_what_a_row_must_say_to_be_the_same_row(cells: dict[str, str], same: bool) -> None:
    before = _prints(register(SU)).popitem()[1]
    after = _prints(register(SU.written(**cells))).popitem()[1]
    assert (before == after) is same


def test_the_same_words_in_another_kind_of_roster_are_another_row() -> None:
    found = _prints(register(SU), enrolment(SU), attending(SU))
    assert len(set(found.values())) == 3


def test_rows_that_say_the_same_are_told_apart() -> None:
    twice, once = (fingerprints(records(register(*children))) for children in ((SU, SU, SU), (SU,)))
    assert len(set(twice)) == 3
    assert once.item() in set(twice)


def test_a_child_is_named_after_its_first_row() -> None:
    result = reconciled(attending(SU), enrolment(SU), register(SU))
    prints = result.rows.get_column("fingerprint").to_list()
    assert result.rows.get_column("child").to_list() == [f"C{prints[0]}"] * 3
    assert result.rows.get_column("kind")[0] == "register"
