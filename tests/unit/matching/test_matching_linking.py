"""Damaged and missing numbers, twins, namesakes, families: which rows are one child, and what is left to a person."""

from functools import partial

import pytest
from tests.factories.rosters import (
    AS_OF,
    Answer,
    Child,
    answer,
    as_excel_keeps_it,
    disabled,
    hardship,
    identity_number,
    reconciled,
    roster,
)
from tests.factories.rosters import attending as attending_alone
from tests.factories.rosters import enrolment as enrolment_alone
from tests.factories.rosters import register as register_alone

from notoneless.matching.engines import open_engine
from notoneless.matching.reconciling import reconcile
from notoneless.matching.records import Roster
from notoneless.standards.rosters import RosterKind

SU = Child("苏小满")
YING = SU.but(name="苏小盈", order=24)
BROTHER = Child("苏小川", sex="男", birth="20120315", order=35, grade="六年级")
NAMESAKE = SU.but(
    order=46, village="石板村", guardian="苏长河", phone="13890000303", school="白马镇中心小学", class_name="2班"
)
ENDS_IN_X = SU.but(order=68)
ALL = "register enrolment attending"
MATE = Child("李明", sex="男", birth="20140712", order=57, guardian="李大山", phone="13890000404", village="双河村")
MATE_LINE = ("李明", ALL, "own_school", "")
AT_SCHOOL = ("苏小满", ALL, "own_school", "")
DAMAGED = ("苏小满", ALL, "own_school", "identity_problem")


def _with_mate(kind: RosterKind, *children: Child) -> Roster:
    """A sheet where somebody has a number: only there is a missing one a fault."""
    return roster(kind, *children, MATE)


register, enrolment, attending = (partial(_with_mate, kind) for kind in list(RosterKind)[:3])


def test_the_numbers_of_these_children_are_what_they_are_here_for() -> None:
    assert ENDS_IN_X.number.endswith("X")
    assert len({child.number for child in (SU, YING, BROTHER, NAMESAKE, ENDS_IN_X)}) == 5


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(as_excel_keeps_it(SU.number), id="被Excel抹去后三位"),
        pytest.param(SU.number[:15] + "000", id="后三位成了000"),
        pytest.param(SU.number[:17] + "0", id="末位错"),
        pytest.param(SU.number[:9] + SU.number[10:], id="少一位"),
        pytest.param(SU.number[:9] + "7" + SU.number[9:], id="多一位"),
        pytest.param(SU.number[:14] + SU.number[15] + SU.number[14] + SU.number[16:], id="两位颠倒"),
        pytest.param("无", id="无"),
        pytest.param("未上户", id="未上户"),
        pytest.param("", id="空"),
        pytest.param(identity_number("19860210", 71), id="家长的号"),
    ],
)
def test_a_spoilt_number_hides_nobody(number: str) -> None:
    """In class under a number that is no key: the child is found by name, guardian, telephone and class."""
    result = reconciled(register(SU), enrolment(SU), attending(SU.written(id_number=number)))
    assert answer(result) == [MATE_LINE, DAMAGED]


@pytest.mark.parametrize(
    "number",
    [
        ENDS_IN_X.number[:17] + "x",
        ENDS_IN_X.number[:17] + "×",
        ENDS_IN_X.number[:17] + "Ｘ",
        f"'{ENDS_IN_X.number}",
        f" {ENDS_IN_X.number[:6]} {ENDS_IN_X.number[6:]}\u3000",
        ENDS_IN_X.number.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}),
        ENDS_IN_X.number.replace("0", "O"),
    ],
)
def test_a_number_in_another_dress_is_the_number(number: str) -> None:
    rosters = register(ENDS_IN_X), enrolment(ENDS_IN_X), attending(ENDS_IN_X.written(id_number=number))
    result = reconciled(*rosters)
    assert (answer(result), result.linkage.links.height) == ([MATE_LINE, AT_SCHOOL], 0)


SPOILT = SU.written(id_number="")
FAMILIES = [
    pytest.param(
        [register(SU, YING), enrolment(SU, YING), attending(SU, YING)],
        [AT_SCHOOL, ("苏小盈", ALL, "own_school", "")],
        id="twins with their numbers",
    ),
    pytest.param(
        [register(SU, YING), enrolment(SU, YING), attending(SPOILT, YING.written(id_number=""))],
        [DAMAGED, ("苏小盈", ALL, "own_school", "identity_problem")],
        id="twins in class without their numbers",
    ),
    pytest.param(
        [register(SU, YING), enrolment(SU, YING), attending(SU, YING.written(id_number=SU.number))],
        [AT_SCHOOL, ("苏小盈", ALL, "own_school", "identity_problem")],
        id="the twin's number copied down",
    ),
    pytest.param(
        [
            register(SU, YING),
            enrolment(SU, YING),
            attending(SU.written(id_number=YING.number), YING.written(id_number=SU.number)),
        ],
        [DAMAGED, ("苏小盈", ALL, "own_school", "identity_problem")],
        id="the twins' numbers exchanged",
    ),
    pytest.param(
        [register(SU, YING), enrolment(SU, YING), attending(SU)],
        [AT_SCHOOL, ("苏小盈", "register enrolment", "suspected", "record_without_person")],
        id="one twin is not in class",
    ),
    pytest.param(
        [register(SU, YING), enrolment(SU, YING), attending(SPOILT)],
        [DAMAGED, ("苏小盈", "register enrolment", "suspected", "record_without_person")],
        id="one twin is not in class, the other without a number",
    ),
    pytest.param(
        [
            register(SU, BROTHER),
            enrolment(SU, BROTHER),
            attending(SU.written(id_number=BROTHER.number), BROTHER),
        ],
        [("苏小川", ALL, "own_school", ""), DAMAGED],
        id="the brother's number in the sister's cell",
    ),
    pytest.param(
        [register(SU, BROTHER), enrolment(SU, BROTHER), attending(SU.written(id_number=BROTHER.number))],
        [("苏小川", "register enrolment", "suspected", "record_without_person"), DAMAGED],
        id="the brother's number in the sister's cell, and the brother is missing",
    ),
    pytest.param(
        [register(SU, NAMESAKE), enrolment(SU, NAMESAKE), attending(SU, NAMESAKE)],
        [AT_SCHOOL, AT_SCHOOL],
        id="namesakes born on one day",
    ),
    pytest.param(
        [register(SU, NAMESAKE), enrolment(SU, NAMESAKE), attending(SPOILT, NAMESAKE)],
        [AT_SCHOOL, DAMAGED],
        id="namesakes born on one day, one without a number in class",
    ),
    pytest.param(
        [
            register(SPOILT, NAMESAKE.written(id_number="")),
            enrolment(SPOILT, NAMESAKE.written(id_number="")),
            attending(SPOILT, NAMESAKE.written(id_number="")),
        ],
        [DAMAGED, DAMAGED],
        id="namesakes born on one day, no number anywhere",
    ),
    pytest.param(
        [register(SU, NAMESAKE), enrolment(SU), attending(SPOILT)],
        [("苏小满", "register", "out_of_school", "not_enrolled"), DAMAGED],
        id="a namesake who is nowhere else is not lost in the other",
    ),
    pytest.param(
        [register(SU), enrolment(SU), attending(SU.but(name="妞妞"))],
        [AT_SCHOOL],
        id="the pet name in class",
    ),
    pytest.param(
        [
            register(SU),
            enrolment(SU),
            attending(SU.but(name="妞妞").written(id_number="", student_number=f"G{SU.number}")),
        ],
        [DAMAGED],
        id="the pet name in class, and the student number alone",
    ),
    pytest.param(
        [register(SU.but(name="罗晨曦")), enrolment(SU), attending(SU)],
        [AT_SCHOOL],
        id="renamed in the household register",
    ),
    pytest.param(
        [register(SU), enrolment(SU), attending(SU.written(name="苏晓满", id_number="", guardian="苏大穿"))],
        [DAMAGED],
        id="homophones in class, no number",
    ),
    pytest.param(
        [
            register(SU),
            enrolment(SU),
            attending(SU),
            disabled(SU.written(disability_card=as_excel_keeps_it(SU.number))),
        ],
        [("苏小满", f"{ALL} disabled", "own_school", "identity_problem")],
        id="the card spoilt by Excel",
    ),
    pytest.param(
        [register(SU), enrolment(SU), attending(), hardship(SU.written(id_number="", household_kind="监测户"))],
        [("苏小满", "register enrolment hardship", "suspected", "hardship_out_of_school record_without_person")],
        id="on a hardship list that has no numbers",
    ),
    pytest.param(
        [register(SU, SPOILT), enrolment(SU), attending(SU)],
        [("苏小满", f"register {ALL}", "own_school", "doubled_row identity_problem")],
        id="twice in one roster, once without the number",
    ),
]


@pytest.mark.parametrize(("rosters", "expected"), FAMILIES)
def test_families_twins_and_namesakes(rosters: list[Roster], expected: Answer) -> None:
    result = reconciled(*rosters)
    assert answer(result) == sorted([MATE_LINE, *expected])
    assert result.balance.holds


def test_two_valid_numbers_are_two_children_until_somebody_says_otherwise() -> None:
    """A slip that still passes the check digit cannot be told from another child: it is shown."""
    slipped = SU.but(order=46)
    result = reconciled(register(SU), enrolment(SU), attending(SU.written(id_number=slipped.number)))
    assert answer(result) == [
        MATE_LINE,
        ("苏小满", "attending", "no_record", "person_without_record"),
        ("苏小满", "register enrolment", "suspected", "record_without_person"),
    ]
    assert result.linkage.doubtful.get_column("why").to_list() == ["numbers"]


def test_evidence_too_weak_is_shown_and_not_used() -> None:
    vague = Child("苏小满", guardian="", phone="", school="白马镇中心小学").written(id_number="", sex="", birth="")
    result = reconciled(
        register_alone(SU), enrolment_alone(vague.written(registered_address="清溪镇", student_number=""))
    )
    assert [name for name, *_ in answer(result)] == ["苏小满", "苏小满"]
    assert result.linkage.doubtful.select("l", "r", "why").rows() == [(0, 1, "weak")]


def test_freed_records_and_near_links_are_told() -> None:
    stranger = Child("罗建国", sex="男", guardian="罗大山", phone="13890000999", grade="五年级")
    in_class = attending_alone(stranger.written(id_number=SU.number), SPOILT)
    linkage = reconciled(register_alone(SU), enrolment_alone(SU), in_class).linkage
    assert linkage.freed.to_list() == [2]
    assert linkage.links.select("l", "r").rows() == [(1, 3)]
    assert linkage.person.to_list() == [0, 0, 2, 0]


def test_the_stages_are_told_in_order() -> None:
    told: list[str] = []
    with open_engine() as engine:
        reconcile([register(SU)], AS_OF, engine, progress=told.append)
    assert told == [
        "整理各册数据",
        "按身份证号归并",
        "找出可能是同一人的记录",
        "学习本地的比对权重",
        "逐对比较",
        "逐人归并",
        "判定去向，查找问题",
    ]
