"""A district of eight made-up children, one for each thing that a workbook must show; their division does not exist."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import polars as pl

from notoneless.matching.decisions import Decision
from notoneless.matching.engines import open_engine
from notoneless.matching.reconciling import Reconciliation, reconcile
from notoneless.matching.records import Roster
from notoneless.standards.identity_numbers import check_digit
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

AS_OF = date(2024, 3, 1)
CREATED = datetime(2024, 3, 1, tzinfo=UTC)
FIELDS = tuple(row["field"] for row in load("fields").rows)
SCHOOL, OTHER_SCHOOL = "赵家镇中心小学校", "石桥镇中心小学校"


def number(birth: str, serial: str, division: str = "511791") -> str:
    first = f"{division}{birth}{serial}"
    return first + check_digit(first)


ZHANG, LI, WANG = number("20140501", "001"), number("20130302", "002"), number("20120709", "003")
CHEN, ZHAO, ZHOU = number("20150811", "004"), number("20110315", "006"), number("20140718", "007")
HE, HE_OTHER = number("20130606", "008"), number("20130606", "028")
FATHER = number("19850203", "011")

Row = dict[str, str]


def register(name: str, birth: str, id_number: str, guardian: str, phone: str, *, township: str = "赵家镇") -> Row:
    place = {"township": township, "village": "清溪村" if township == "赵家镇" else "石桥村", "group": "2组"}
    sex = "男" if id_number[16:17] in "13579" and id_number else "女"
    about = {"name": name, "birth": birth, "id_number": id_number, "sex": sex}
    return {**about, **place, "guardian": guardian, "guardian_phone": phone, "householder": guardian}


def enrolled(name: str, id_number: str, guardian: str, school: str = SCHOOL, status: str = "在读") -> Row:
    about = {"name": name, "id_number": id_number, "guardian": guardian, "school": school, "record_status": status}
    return {
        **about,
        "birth": id_number[6:14],
        "grade": "四年级",
        "class_name": "2班",
        "student_number": f"G{id_number}",
    }


def attending(name: str, id_number: str, guardian: str, school: str = SCHOOL) -> Row:
    about = {"name": name, "id_number": id_number, "guardian": guardian, "school": school}
    return {**about, "grade": "四年级", "class_name": "2班"}


ROSTERS: dict[RosterKind, list[Row]] = {
    RosterKind.REGISTER: [
        register("张小明", "20140501", ZHANG, "张大山", "13900000001"),
        register("李静雯", "20130302", LI, "李大海", "13900000002"),
        register("王志强", "20120709", WANG, "王大河", "13900000003"),
        register("陈雨桐", "20150811", CHEN, "陈大林", "13900000004"),
        register("孙海洋", "20140909", "", "孙大江", "13900000005", township="石桥镇"),
        register("赵思源", "20110315", ZHAO, "赵大川", "13900000006"),
        register("周安康", "20140718", FATHER, "周大平", "13900000007"),
        register("何小芳", "20130606", HE, "何大田", "13900000008"),
    ],
    RosterKind.ENROLMENT: [
        enrolled("张小明", ZHANG, "张大山"),
        enrolled("李静雯", LI, "李大海"),
        enrolled("周安康", ZHOU, "周大平", OTHER_SCHOOL),
    ],
    RosterKind.ATTENDING: [
        attending("张小明", f"{ZHANG[:3]}", "张大山"),
        attending("陈雨桐", CHEN, "陈大林"),
        attending("周安康", ZHOU, "周大平", OTHER_SCHOOL),
    ],
    RosterKind.HARDSHIP: [{"name": "李静雯", "id_number": LI, "hardship": "监测户", "township": "赵家镇"}],
    RosterKind.ELSEWHERE: [
        {"name": "赵思源", "id_number": ZHAO, "study_place": "某市某区", "evidence": "学籍截图", "township": "赵家镇"},
        {
            "name": "何小芳",
            "id_number": HE_OTHER,
            "guardian": "何大田",
            "phone": "13900000008",
            "study_place": "某市某区",
            "township": "赵家镇",
            "village": "清溪村",
        },
    ],
}


def district(rosters: dict[RosterKind, list[Row]] | None = None, decisions: Sequence[Decision] = ()) -> Reconciliation:
    """Reconcile the rosters, each a file of its own with headings in row 2."""
    tables = [
        Roster(
            kind,
            pl.DataFrame(
                [
                    {**dict.fromkeys(FIELDS, ""), **row, "file": f"{kind.label}.xlsx", "sheet": "表", "row": at}
                    for at, row in enumerate(rows, start=3)
                ]
            ),
        )
        for kind, rows in (rosters or ROSTERS).items()
    ]
    with open_engine() as engine:
        return reconcile(tables, AS_OF, engine, decisions=decisions)


def child_of(result: Reconciliation, name: str) -> str:
    (child,) = result.children.filter(pl.col("name") == name).get_column("child").to_list()
    return str(child)


def whereabouts(result: Reconciliation) -> dict[str, str]:
    return dict(result.children.select("name", "whereabouts").iter_rows())
