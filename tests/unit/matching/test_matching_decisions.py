"""What people decided stands above the evidence, as long as it is valid."""

from datetime import date

import polars as pl
import pytest
from tests.factories.rosters import AS_OF, Child, answer, attending, enrolment, reconciled, register

from notoneless.matching.decisions import Decision, Verdict, pairs, settled
from notoneless.matching.reconciling import Reconciliation
from notoneless.matching.records import Roster

SU = Child("苏小满")
STRANGER = Child("罗晨曦", order=88, guardian="罗长河", phone="13890000303", village="石板村")
PRINTS = pl.Series(["aa", "bb", "cc", "dd"])


def _print(result: Reconciliation, kind: str, at: int = 0) -> str:
    """The fingerprint of a row of a kind of roster."""
    return str(result.rows.filter(pl.col("kind") == kind).get_column("fingerprint")[at])


@pytest.mark.parametrize(
    ("decisions", "same", "different"),
    [
        ([], [], []),
        ([Decision(Verdict.SAME, "aa", "cc")], [(0, 2)], []),
        ([Decision(Verdict.DIFFERENT, "dd", "bb")], [], [(3, 1)]),
        ([Decision(Verdict.SAME, "aa", "zz")], [], []),
        ([Decision(Verdict.SAME, "aa", "bb"), Decision(Verdict.DIFFERENT, "bb", "aa")], [], [(1, 0)]),
        ([Decision(Verdict.DIFFERENT, "aa", "bb"), Decision(Verdict.SAME, "aa", "bb")], [(0, 1)], []),
        ([Decision(Verdict.SETTLED, "aa", result="C1")], [], []),
    ],
    ids=["none", "same", "different", "a row that is gone", "later different", "later same", "settled is no pair"],
)
def test_the_pairs_that_people_decided(
    decisions: list[Decision], same: list[tuple[int, int]], different: list[tuple[int, int]]
) -> None:
    assert pairs(decisions, Verdict.SAME, PRINTS) == same
    assert pairs(decisions, Verdict.DIFFERENT, PRINTS) == different


@pytest.mark.parametrize(
    ("until", "as_of", "valid"),
    [
        (None, date(2024, 3, 1), True),
        (date(2024, 3, 1), date(2024, 3, 1), True),
        (date(2024, 2, 29), date(2024, 3, 1), False),
        (date(2024, 8, 31), date(2024, 9, 1), False),
    ],
)
def test_a_result_is_valid_to_the_last_day(until: date | None, as_of: date, valid: bool) -> None:
    known = settled([Decision(Verdict.SETTLED, "bb", result="C1", until=until)], PRINTS, pl.Series([0, 1, 0, 3]), as_of)
    assert known.rows() == ([(1, "C1", "suspended")] if valid else [])


@pytest.mark.parametrize(
    ("result", "cell"),
    [
        ("A2", "moved"),
        ("A4", "dead"),
        ("B2", "elsewhere"),
        ("C1", "suspended"),
        ("C2", "delayed"),
        ("H", ""),
        ("?", ""),
    ],
)
def test_the_cell_that_a_result_names(result: str, cell: str) -> None:
    known = settled([Decision(Verdict.SETTLED, "aa", result=result)], PRINTS, pl.Series([7, 1, 2, 3]), AS_OF)
    assert known.rows() == [(7, result, cell)]


DOUBTFUL = (register(SU), enrolment(SU), attending(STRANGER))


def test_two_rows_that_people_call_one_child() -> None:
    """A name, a family and a number of another: no evidence would ever join them."""
    before = reconciled(*DOUBTFUL)
    assert [line[0] for line in answer(before)] == ["罗晨曦", "苏小满"]
    same = Decision(Verdict.SAME, _print(before, "attending"), _print(before, "register"))
    assert answer(reconciled(*DOUBTFUL, decisions=[same])) == [
        ("苏小满", "register enrolment attending", "own_school", "identity_problem")
    ]


def test_two_rows_under_one_number_that_people_call_two_children() -> None:
    rosters = register(SU), enrolment(SU), attending(SU)
    before = reconciled(*rosters)
    apart = Decision(Verdict.DIFFERENT, _print(before, "attending"), _print(before, "register"))
    after = reconciled(*rosters, decisions=[apart])
    assert answer(after) == [
        ("苏小满", "attending", "no_record", "person_without_record"),
        ("苏小满", "register enrolment", "suspected", "record_without_person"),
    ]
    assert after.balance.holds


def test_two_rows_alike_that_people_call_two_children() -> None:
    rosters = register(SU), enrolment(SU.written(id_number=""))
    before = reconciled(*rosters)
    assert len(answer(before)) == 1
    apart = Decision(Verdict.DIFFERENT, _print(before, "register"), _print(before, "enrolment"))
    after = reconciled(*rosters, decisions=[apart])
    assert sorted(rows for _, rows, _, _ in answer(after)) == ["enrolment", "register"]
    assert after.linkage.doubtful.height == 0


def test_the_later_decision_counts() -> None:
    before = reconciled(*DOUBTFUL)
    rows = _print(before, "attending"), _print(before, "register")
    decisions = [Decision(Verdict.SAME, *rows), Decision(Verdict.DIFFERENT, *rows)]
    assert answer(reconciled(*DOUBTFUL, decisions=decisions)) == answer(before)


SETTLINGS = [
    pytest.param([register(SU)], "B2", "elsewhere", "", id="在外就读"),
    pytest.param([register(SU), enrolment(SU)], "C1", "suspended", "", id="休学"),
    pytest.param([register(SU)], "A4", "dead", "", id="死亡"),
    pytest.param([register(SU)], "H", "out_of_school", "not_enrolled", id="no place named"),
    pytest.param([register(SU), enrolment(SU), attending(SU)], "C1", "own_school", "", id="sits in class all the same"),
]


@pytest.mark.parametrize(("rosters", "result", "cell", "findings"), SETTLINGS)
def test_a_settled_child_is_in_the_cell_of_the_result(
    rosters: list[Roster], result: str, cell: str, findings: str
) -> None:
    text = _print(reconciled(*rosters), "register")
    after = reconciled(*rosters, decisions=[Decision(Verdict.SETTLED, text, result=result)])
    assert [(line[2], line[3]) for line in answer(after)] == [(cell, findings)]
    assert after.children.get_column("result").to_list() == [result]
    assert after.balance.holds


def test_when_its_time_has_run_out_the_child_is_back_on_the_list() -> None:
    text = _print(reconciled(register(SU)), "register")
    decisions = [Decision(Verdict.SETTLED, text, result="C1", until=date(2024, 8, 31))]
    cells = [
        answer(reconciled(register(SU), decisions=decisions, as_of=day))[0][2]
        for day in (date(2024, 8, 31), date(2024, 9, 1))
    ]
    assert cells == ["suspended", "out_of_school"]


def test_decisions_outlive_their_files() -> None:
    before = reconciled(*DOUBTFUL)
    same = Decision(Verdict.SAME, _print(before, "attending"), _print(before, "register"))
    moved = attending(STRANGER, file="六月/在校.xls", first=30), enrolment(SU, file="新.csv"), register(SU, sheet="二")
    assert len(answer(reconciled(*moved, decisions=[same]))) == 1
