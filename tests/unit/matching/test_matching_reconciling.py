"""One situation after the other, each with the whole answer: every child, its rows, its cell and what was found."""

import pytest
from tests.factories.rosters import (
    Answer,
    Child,
    answer,
    attending,
    disabled,
    elsewhere,
    enrolment,
    exempt,
    hardship,
    home_teaching,
    reconciled,
    register,
)

from notoneless.matching.records import Roster

SU = Child("苏小满")
LUO = Child("罗大川", sex="男", birth="20121103", order=35, guardian="罗长河", phone="13890000202", village="石板村")
ALL = "register enrolment attending"
SITUATIONS = [
    pytest.param([register(SU), enrolment(SU), attending(SU)], [("苏小满", ALL, "own_school", "")], id="在校"),
    pytest.param(
        [register(SU, LUO), enrolment(SU, LUO), attending(SU, LUO)],
        [("罗大川", ALL, "own_school", ""), ("苏小满", ALL, "own_school", "")],
        id="two children",
    ),
    pytest.param(
        [enrolment(SU), attending(SU)], [("苏小满", "enrolment attending", "own_school", "")], id="随迁：不在本区户籍"
    ),
    pytest.param([register(SU)], [("苏小满", "register", "out_of_school", "not_enrolled")], id="有户籍无学籍"),
    pytest.param(
        [register(SU), enrolment(SU), attending(LUO), enrolment(LUO, file="初中.csv")],
        [
            ("罗大川", "enrolment attending", "own_school", ""),
            ("苏小满", "register enrolment", "suspected", "record_without_person"),
        ],
        id="在籍不在校",
    ),
    pytest.param(
        [register(SU), attending(SU)],
        [("苏小满", "register attending", "no_record", "person_without_record")],
        id="在校无学籍",
    ),
    pytest.param(
        [
            register(SU),
            enrolment(SU, SU.but(school="白马镇中心小学").written(student_number="L511791201405010225")),
            attending(SU),
        ],
        [("苏小满", "register enrolment enrolment attending", "own_school", "duplicate_record")],
        id="重复学籍，一条是L号",
    ),
    pytest.param(
        [
            register(SU),
            enrolment(SU, SU.but(school="白马镇中心小学").written(id_number="", student_number="L511791201405010225")),
            attending(SU),
        ],
        [("苏小满", "register enrolment enrolment attending", "own_school", "duplicate_record identity_problem")],
        id="重复学籍，L号那条没有身份证号",
    ),
    pytest.param(
        [register(SU), enrolment(SU, SU.but(school="白马镇中心小学").written(record_status="转出")), attending(SU)],
        [("苏小满", "register enrolment enrolment attending", "own_school", "")],
        id="转出的旧学籍不算",
    ),
    pytest.param(
        [register(SU), enrolment(SU.but(school="白马镇中心小学")), attending(SU)],
        [("苏小满", ALL, "other_school", "attends_elsewhere")],
        id="人籍分离",
    ),
    pytest.param(
        [register(SU), enrolment(SU.but(school="霁川区清溪镇中心小学校")), attending(SU)],
        [("苏小满", ALL, "own_school", "")],
        id="同一所学校的另一种写法",
    ),
    pytest.param(
        [register(SU), enrolment(SU), attending(SU.but(school="霁川区特殊教育学校"))],
        [("苏小满", ALL, "special_school", "attends_elsewhere")],
        id="在特教学校就读，学籍在普通学校",
    ),
    pytest.param(
        [register(SU), enrolment(SU.written(inclusive="是")), attending(SU), disabled(SU)],
        [("苏小满", f"{ALL} disabled", "inclusive", "")],
        id="随班就读",
    ),
    pytest.param(
        [register(SU), enrolment(SU.written(study_mode="送教上门")), disabled(SU), home_teaching(SU)],
        [("苏小满", "register enrolment disabled home_teaching", "home_teaching", "")],
        id="送教上门",
    ),
    pytest.param(
        [register(SU), enrolment(SU.written(study_mode="送教上门"))],
        [("苏小满", "register enrolment", "home_teaching", "")],
        id="送教上门只见于学籍",
    ),
    pytest.param(
        [
            register(SU),
            enrolment(SU.written(record_status="休学")),
            exempt(SU.written(situation="休学", approval="霁教〔2023〕8号")),
        ],
        [("苏小满", "register enrolment exempt", "suspended", "")],
        id="休学有批准",
    ),
    pytest.param(
        [register(SU), enrolment(SU.written(record_status="休学"))],
        [("苏小满", "register enrolment", "suspended_record", "")],
        id="休学只见于学籍",
    ),
    pytest.param(
        [register(SU), enrolment(SU), attending(SU), exempt(SU.written(situation="休学", approval="霁教〔2023〕8号"))],
        [("苏小满", f"{ALL} exempt", "own_school", "explanation_conflict")],
        id="登记休学却在教室里",
    ),
    pytest.param(
        [register(SU), exempt(SU.written(situation="延缓入学", approval="霁教〔2023〕9号"))],
        [("苏小满", "register exempt", "delayed", "")],
        id="延缓入学",
    ),
    pytest.param(
        [register(SU), exempt(SU.written(situation="死亡"))], [("苏小满", "register exempt", "dead", "")], id="死亡登记"
    ),
    pytest.param([register(SU.written(remark="已故"))], [("苏小满", "register", "dead", "")], id="备注已故"),
    pytest.param([register(SU.written(remark="户口迁出"))], [("苏小满", "register", "moved", "")], id="备注户口迁出"),
    pytest.param(
        [register(SU.written(remark="外出"))],
        [("苏小满", "register", "out_of_school", "not_enrolled")],
        id="备注外出不算",
    ),
    pytest.param(
        [register(SU), elsewhere(SU)], [("苏小满", "register elsewhere", "elsewhere", "")], id="区外就读有证明"
    ),
    pytest.param(
        [register(SU), elsewhere(SU.written(evidence=""))],
        [("苏小满", "register elsewhere", "elsewhere", "evidence_missing")],
        id="区外就读无证明",
    ),
    pytest.param(
        [register(SU), enrolment(SU), attending(SU), elsewhere(SU)],
        [("苏小满", f"{ALL} elsewhere", "own_school", "explanation_conflict")],
        id="登记区外就读却在教室里",
    ),
    pytest.param(
        [register(SU), disabled(SU)],
        [("苏小满", "register disabled", "out_of_school", "disabled_unplaced not_enrolled")],
        id="残疾未安置",
    ),
    pytest.param(
        [disabled(SU)],
        [("苏小满", "disabled", "unregistered", "disabled_unplaced not_on_register")],
        id="残疾未安置，也不在户籍名册",
    ),
    pytest.param(
        [register(SU), hardship(SU)],
        [("苏小满", "register hardship", "out_of_school", "hardship_out_of_school not_enrolled")],
        id="困难家庭失学",
    ),
    pytest.param(
        [register(SU), enrolment(SU), hardship(SU)],
        [("苏小满", "register enrolment hardship", "suspected", "hardship_out_of_school record_without_person")],
        id="困难家庭在籍不在校",
    ),
    pytest.param(
        [register(SU), hardship(SU.written(household_kind="一般农户"))],
        [("苏小满", "register hardship", "out_of_school", "not_enrolled")],
        id="一般农户不是困难家庭",
    ),
    pytest.param(
        [register(SU.but(birth="20171001"), LUO.but(birth="20070801"))],
        [("罗大川", "register", "out_of_age", ""), ("苏小满", "register", "out_of_age", "")],
        id="不足龄和超龄",
    ),
    pytest.param(
        [register(SU.but(birth="20170831"), LUO.but(birth="20070901"))],
        [
            ("罗大川", "register", "out_of_school", "not_enrolled"),
            ("苏小满", "register", "out_of_school", "not_enrolled"),
        ],
        id="学龄的第一天和最后一天",
    ),
    pytest.param(
        [register(SU, SU), enrolment(SU), attending(SU)],
        [("苏小满", f"register {ALL}", "own_school", "doubled_row")],
        id="同一名册中两次",
    ),
    pytest.param(
        [register(SU), enrolment(SU), attending(SU, file="一.xlsx"), attending(SU, file="二.xlsx")],
        [("苏小满", f"{ALL} attending", "own_school", "doubled_row")],
        id="两张在校名册上都有",
    ),
]


@pytest.mark.parametrize(("rosters", "expected"), SITUATIONS)
def test_the_whole_answer(rosters: list[Roster], expected: Answer) -> None:
    result = reconciled(*rosters)
    assert answer(result) == expected
    assert result.balance.holds


@pytest.mark.parametrize(
    ("child", "holder"),
    [
        ([register(SU)], "清溪镇桥头村"),
        ([register(SU), enrolment(SU)], "清溪镇中心小学"),
        ([register(SU), attending(SU)], "清溪镇中心小学"),
        ([register(SU), enrolment(SU.but(school="白马镇中心小学")), attending(SU)], "白马镇中心小学"),
    ],
)
def test_who_answers_for_a_finding(child: list[Roster], holder: str) -> None:
    assert reconciled(*child).findings.get_column("answers_to").to_list() == [holder]


def test_a_finding_says_what_to_do_and_where_to_look() -> None:
    found = reconciled(register(SU, first=4), disabled(SU)).findings
    assert found.select("kind", "severity", "label", "name", "township", "village", "special").rows() == [
        ("not_enrolled", "urgent", "有户籍无学籍", "苏小满", "清溪镇", "桥头村", "持证残疾"),
        ("disabled_unplaced", "urgent", "残疾未安置", "苏小满", "清溪镇", "桥头村", "持证残疾"),
    ]
    assert set(found.get_column("evidence")) == {
        "适龄儿童少年名册：适龄儿童少年名册.xlsx［名单］第4行\n残疾儿童少年名单：残疾儿童少年名单.xlsx［名单］第2行"
    }


def test_what_is_urgent_comes_first_and_there_the_special_groups() -> None:
    result = reconciled(register(SU, LUO), hardship(LUO), attending(Child("李明", birth="20130101", guardian="李大山")))
    lines = result.findings.select("name", "severity", "special").rows()
    assert lines[0] == ("罗大川", "urgent", "脱贫户")
    assert [severity for _, severity, _ in lines] == sorted(
        (s for _, s, _ in lines), key=["urgent", "open", "data"].index
    )


def test_every_row_says_whose_it_is() -> None:
    rows = reconciled(register(SU, LUO), enrolment(LUO), attending(SU)).rows
    assert rows.select("name", "kind").rows() == [
        ("苏小满", "register"),
        ("罗大川", "register"),
        ("罗大川", "enrolment"),
        ("苏小满", "attending"),
    ]
    first, second, third, fourth = rows.get_column("child").to_list()
    assert (first, second) == (fourth, third)
    assert first != second
