"""One number, several names: who is the child, and who loses a number that is somebody else's."""

import pytest
from tests.factories.rosters import Child, attending, enrolment, identity_number, records, register

from notoneless.matching.engines import open_engine
from notoneless.matching.exact import group_by_number
from notoneless.matching.records import Roster

SU = Child("苏小满")
BROTHER = Child("苏小川", sex="男", birth="20110317", order=35, grade="七年级", school="清溪镇初级中学")
TWIN = SU.but(name="苏小盈", order=24)


def _people(*rosters: Roster) -> tuple[list[list[int]], list[int]]:
    """The records that the numbers put together (more than one), and those that lost their number."""
    values = records(*rosters).values
    with open_engine() as engine:
        exact = group_by_number(values, engine)
    groups: dict[int, list[int]] = {}
    for uid, group in enumerate(exact.group.to_list()):
        groups.setdefault(group, []).append(uid)
    return [uids for uids in groups.values() if len(uids) > 1], exact.freed.to_list()


def test_equal_numbers_are_one_child() -> None:
    others = BROTHER, TWIN
    rosters = register(SU, *others), enrolment(SU, *others), attending(SU, *others)
    assert _people(*rosters) == ([[0, 3, 6], [1, 4, 7], [2, 5, 8]], [])


def test_the_group_stands_under_its_first_record() -> None:
    values = records(register(BROTHER, SU), enrolment(SU)).values
    with open_engine() as engine:
        assert group_by_number(values, engine).group.to_list() == [0, 1, 1]


@pytest.mark.parametrize(
    "number", ["", "无", SU.number[:17], SU.number[:17] + "0", "5.11791201405010E+17", SU.number[:15] + "000"]
)
def test_what_is_no_valid_number_joins_nobody(number: str) -> None:
    again = SU.written(id_number=number)
    assert _people(register(again), enrolment(again)) == ([], [])


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("苏小满", "the same name"),
        ("苏小滿", "another form of a character"),
        ("苏 小 满", "spaces"),
        ("苏晓满", "a homophone"),
        ("苏小漫", "a slip of the pen"),
        ("苏满", "a character left out"),
        ("", "no name at all"),
    ],
)
def test_a_slip_of_the_pen_stays_under_its_number(written: str, why: str) -> None:
    assert _people(register(SU), enrolment(SU), attending(SU.written(name=written))) == ([[0, 1, 2]], []), why


def test_a_pet_name_stays_when_class_family_and_sex_are_the_childs() -> None:
    assert _people(register(SU), enrolment(SU), attending(SU.written(name="妞妞"))) == ([[0, 1, 2]], [])


def test_a_renamed_child_stays_when_birth_family_and_sex_are_the_childs() -> None:
    renamed = SU.but(name="罗晨曦")
    assert _people(register(renamed), enrolment(SU), attending(SU)) == ([[0, 1, 2]], [])


def test_a_stranger_with_the_number_is_freed() -> None:
    stranger = Child("罗建国", sex="男", guardian="罗大山", phone="13890000999", grade="五年级")
    written = stranger.written(id_number=SU.number)
    assert _people(register(SU), enrolment(SU), attending(written)) == ([[0, 1]], [2])


def test_the_siblings_number_in_the_childs_cell_is_freed() -> None:
    written = SU.written(id_number=BROTHER.number)
    rosters = register(SU, BROTHER), enrolment(SU, BROTHER), attending(written, BROTHER)
    assert _people(*rosters) == ([[0, 2], [1, 3, 5]], [4])


def test_the_siblings_number_is_freed_where_the_sibling_has_left_that_roster() -> None:
    written = SU.written(id_number=BROTHER.number)
    assert _people(register(SU, BROTHER), enrolment(BROTHER), attending(written)) == ([[1, 2]], [3])


def test_the_twins_number_in_the_childs_cell_is_freed() -> None:
    written = SU.written(id_number=TWIN.number)
    rosters = register(SU, TWIN), enrolment(SU, TWIN), attending(written)
    assert _people(*rosters) == ([[0, 2], [1, 3]], [4])


def test_twins_under_each_others_numbers_are_both_freed() -> None:
    crossed = SU.written(id_number=TWIN.number), TWIN.written(id_number=SU.number)
    rosters = register(SU, TWIN), enrolment(SU, TWIN), attending(*crossed)
    assert _people(*rosters) == ([[0, 2], [1, 3]], [4, 5])


def test_a_number_copied_down_stays_with_its_owner() -> None:
    copied = BROTHER.but(name="李明", guardian="李大山", phone="13890000777").written(id_number=SU.number)
    assert _people(register(SU, copied), enrolment(SU)) == ([[0, 2]], [1])


def test_a_number_copied_down_to_a_like_name_stays_with_its_owner_too() -> None:
    copied = TWIN.written(id_number=SU.number)
    assert _people(register(SU, copied), enrolment(SU)) == ([[0, 2]], [1])


def test_the_number_is_whose_birth_and_sex_it_holds() -> None:
    """Two rows against one: the more rows under the number, the wrong ones."""
    wrong = BROTHER.but(name="苏大河").written(id_number=SU.number)
    assert _people(register(SU, wrong), enrolment(wrong)) == ([], [1, 2])


@pytest.mark.parametrize(
    ("order", "birth"), [(22, "20140501"), (35, "20110317")], ids=["of the child's sex", "of the brother's sex"]
)
def test_the_child_who_is_twice_in_one_roster_is_one_child(order: int, birth: str) -> None:
    child = SU.but(order=order, birth=birth, sex="女" if order % 2 == 0 else "男")
    assert _people(register(child, child), enrolment(child)) == ([[0, 1, 2]], [])


def test_the_parents_number_is_no_childs() -> None:
    father = identity_number("19860210", 71)
    rosters = register(SU.written(id_number=father), BROTHER.written(id_number=father)), enrolment(SU)
    assert _people(*rosters) == ([], [])
