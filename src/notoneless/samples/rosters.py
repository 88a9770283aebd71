"""The rosters that follow from the children of a chunk, before anybody has spoilt them.

Every roster is a frame with canonical field names (standards/tables/fields.csv), all text, and `child`. Columns whose
name begins with `_` serve the damage and the shaping of workbooks.
"""

import numpy as np
import polars as pl

from notoneless.samples.chance import some, stream, words
from notoneless.samples.chunks import Chunk
from notoneless.samples.places import CITY_COUNTY, COUNTY, PROVINCE_COUNTY, Places
from notoneless.standards.rosters import RosterKind

GRADES = tuple(f"{number}年级" for number in "一二三四五六七八九")
_DISABILITIES = ("视力残疾", "听力残疾", "言语残疾", "肢体残疾", "智力残疾", "精神残疾", "多重残疾")
_DEGREES = ("一级", "二级", "三级", "四级")
_HARDSHIPS = ("脱贫户", "监测对象", "低保", "特困供养", "孤儿", "事实无人抚养儿童", "突发严重困难户")
_FAR = ("四川省成都市", "重庆市", "广东省东莞市", "浙江省杭州市", "福建省厦门市", "岚州市芷江新区", "新疆维吾尔自治区")
_FAR_SCHOOLS = ("实验小学", "育才学校", "第三中学", "希望学校", "外国语学校", "附属小学")
_EVIDENCE = ("就读证明", "学籍截图", "缴费凭证", "学校电话核实")
_REPEATED = {RosterKind.REGISTER: 0.005, RosterKind.HARDSHIP: 0.005, RosterKind.ELSEWHERE: 0.004}
_REPEATED[RosterKind.ATTENDING] = 0.001
_ORDER = {
    RosterKind.REGISTER: ("_township", "_village", "_group"),
    RosterKind.ENROLMENT: ("_school", "_grade"),
    RosterKind.ATTENDING: ("_school", "_grade", "_class"),
}
_HIDDEN = (
    *("child", "_town", "_township", "_school", "_grade", "_class", "_sibling_number", "_parent_number"),
    *("_other_village", "_other_guardian", "_other_relation", "_other_phone", "status"),
)
_FIELDS = {
    RosterKind.REGISTER: (
        *("township", "village", "group", "householder", "name", "sex", "nation", "birth", "id_number"),
        *("guardian", "guardian_relation", "guardian_phone", "remark"),
    ),
    RosterKind.ENROLMENT: (
        *("school", "school_code", "grade", "class_name", "name", "sex", "birth", "nation", "document_type"),
        *("id_number", "student_number", "record_status", "study_mode", "inclusive", "disability_kind"),
        *("registered_address", "address", "phone", "guardian", "guardian_relation", "guardian_phone"),
        *("left_behind", "entered_on"),
    ),
    RosterKind.ATTENDING: (
        *("school", "class_name", "name", "sex", "id_number", "guardian", "phone", "boarding", "remark"),
    ),
    RosterKind.DISABLED: (
        *("name", "sex", "disability_card", "disability_kind", "disability_grade", "birth"),
        *("registered_address", "guardian", "phone"),
    ),
    RosterKind.HARDSHIP: (
        *("township", "village", "householder", "name", "id_number", "guardian_relation"),
        *("household_kind", "hardship", "phone"),
    ),
    RosterKind.ELSEWHERE: (
        *("name", "sex", "id_number", "township", "village", "study_place", "school", "grade", "evidence", "phone"),
    ),
    RosterKind.EXEMPT: (*("name", "sex", "id_number", "township", "village", "situation", "approval", "period"),),
    RosterKind.HOME_TEACHING: (
        *("school", "name", "sex", "id_number", "disability_kind", "disability_grade", "address"),
        *("guardian", "phone", "teacher"),
    ),
}


def rosters_of(chunk: Chunk, people: pl.DataFrame, places: Places) -> dict[RosterKind, pl.DataFrame]:
    """All rosters of a chunk, each in the order in which its office keeps it."""
    chance = stream(chunk.seed, chunk.number, "rosters")
    facts = _facts(chance, chunk, people, places)
    rosters = {
        RosterKind.REGISTER: facts.filter("_registered"),
        RosterKind.ENROLMENT: _enrolment(chance, facts, places),
        RosterKind.ATTENDING: _attending(facts, places),
        RosterKind.DISABLED: facts.filter("_disabled"),
        RosterKind.HARDSHIP: _hardship(facts.filter("_hardship")),
        RosterKind.ELSEWHERE: _elsewhere(chance, facts),
        RosterKind.EXEMPT: facts.filter(pl.col("_explained") == "exempt"),
        RosterKind.HOME_TEACHING: _home_teaching(facts),
    }
    return {kind: _in_order(chance, kind, roster) for kind, roster in rosters.items()}


def _columns(kind: RosterKind) -> list[str]:
    return [*_FIELDS[kind], *_HIDDEN]


def fields_of(kind: RosterKind) -> tuple[str, ...]:
    """The fields that a roster of this kind has."""
    return _FIELDS[kind]


def _facts(chance: np.random.Generator, chunk: Chunk, people: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Everything that any roster says about a child, as text."""
    count = people.height

    def one_of(options: tuple[str, ...]) -> pl.Series:
        return words(options, chance.integers(len(options), size=count))

    grade = people["_grade"].to_numpy()
    entered = chunk.school_year - np.where(grade > 6, grade - 7, grade - 1)
    kind, degree = chance.integers(len(_DISABILITIES), size=count), chance.integers(len(_DEGREES), size=count)
    status, number, place = pl.col("status"), pl.col("id_number"), pl.concat_str("township", "village")
    years = f"{chunk.school_year}.9—{chunk.school_year + 1}.8"
    return people.with_columns(
        _class=pl.lit(0),
        _town="township",
        birth=pl.col("birth").dt.to_string("%Y%m%d"),
        grade=words(GRADES, grade - 1),
        guardian_phone="phone",
        document_type=pl.lit("居民身份证"),
        student_number=pl.concat_str(pl.lit("G"), number),
        record_status=pl.when((status == "suspended") & pl.Series(some(chance, 0.9, count)))
        .then(pl.lit("休学"))
        .otherwise(pl.lit("在读")),
        study_mode=pl.when((status == "home_teaching") & pl.Series(some(chance, 0.85, count)))
        .then(pl.lit("送教上门"))
        .otherwise(one_of(("走读", "走读", "寄宿"))),
        inclusive=pl.when(pl.col("_disabled") & (status == "in_school")).then(pl.lit("是")).otherwise(pl.lit("否")),
        disability_kind=words(_DISABILITIES, kind),
        disability_grade=words(_DEGREES, degree),
        disability_card=pl.concat_str(number, words([str(at) for at in range(1, 8)], kind), words("1234", degree)),
        registered_address=pl.when("migrant")
        .then(one_of(_FAR))
        .otherwise(pl.concat_str(pl.lit(PROVINCE_COUNTY), place)),
        address=pl.concat_str(pl.lit(COUNTY), place, "group"),
        left_behind=one_of(("否", "否", "是")),
        entered_on=pl.Series(entered * 100 + 9).cast(pl.String),
        boarding=one_of(("否", "是")),
        household_kind=one_of(("一般农户", "脱贫户", "监测户")),
        hardship=one_of(_HARDSHIPS),
        study_place=one_of(_FAR),
        evidence=one_of(_EVIDENCE),
        situation=status.replace_strict({"suspended": "休学", "delayed": "延缓入学", "dead": "死亡"}, default=""),
        approval=pl.when(status == "dead")
        .then(pl.lit(""))
        .otherwise(
            pl.concat_str(
                pl.lit(f"霁教〔{chunk.school_year}〕"), one_of(tuple(str(at) for at in range(1, 60))), pl.lit("号")
            )
        ),
        period=pl.when(status == "dead").then(pl.lit("")).otherwise(pl.lit(years)),
        teacher=one_of(tuple(f"{surname}老师" for surname in "王李张刘陈杨赵黄周吴")),
        remark=_remark(chance, people),
    )


def _remark(chance: np.random.Generator, people: pl.DataFrame) -> pl.Series:
    """What a township writes beside a child: true, but not always of use."""
    said = pl.Series(some(chance, 0.5, people.height))
    away = words(("外出", "随父母外出", "转走", "在外就读"), chance.integers(4, size=people.height))
    status, seldom = people["status"], pl.Series(some(chance, 0.2, people.height))
    return pl.select(
        pl.when((status == "dead") & said)
        .then(pl.lit("已故"))
        .when((status == "out_known") & seldom)
        .then(away)
        .when((status == "out_unknown") & seldom)
        .then(pl.lit("外出，联系不上"))
        .otherwise(pl.lit(""))
    ).to_series()


def _in_class(facts: pl.DataFrame, school: pl.Expr, places: Places) -> pl.DataFrame:
    """Seat the children in a class of `school`."""
    seated = facts.with_columns(_school=school)
    classes = pl.Series(places.classes).gather(seated["_school"])
    number = seated["_room"] % classes + 1
    return seated.with_columns(
        _class=number,
        school=pl.Series(places.schools).gather(seated["_school"]),
        school_code=pl.Series(places.school_codes).gather(seated["_school"]),
        class_name=pl.concat_str("grade", number.cast(pl.String), pl.lit("班")),
    )


def _enrolment(chance: np.random.Generator, facts: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Enrolments; the second of two has a temporary student number (L…, 学籍号规则) and mostly no ID."""
    own = pl.when(pl.col("status") == "special_school").then(places.special).otherwise("_school")
    kept = pl.when("_disabled").then("disability_kind").otherwise(pl.lit("无残疾"))
    facts = facts.with_columns(disability_kind=kept)
    first = _in_class(facts.filter(pl.col("_enrolments") > 0), own, places)
    draw = pl.Series(chance.random(first.height))
    tail = pl.Series(chance.integers(1000, 10_000, size=first.height)).cast(pl.String)
    temporary = pl.concat_str(pl.lit("L"), pl.col("id_number").str.slice(0, 14), tail)
    first = first.with_columns(student_number=pl.when(draw < 0.015).then(temporary).otherwise("student_number"))
    second = _in_class(facts.filter(pl.col("_enrolments") > 1), pl.col("_other_school"), places)
    tail = pl.Series(chance.integers(1000, 10_000, size=second.height)).cast(pl.String)
    bare = pl.Series(some(chance, 0.6, second.height))
    second = second.with_columns(
        student_number=pl.concat_str(pl.lit("L"), pl.col("id_number").str.slice(0, 14), tail),
        id_number=pl.when(bare).then(pl.lit("")).otherwise("id_number"),
    )
    return pl.concat([first, second])


def _attending(facts: pl.DataFrame, places: Places) -> pl.DataFrame:
    status = pl.col("status")
    sits = (
        pl.when(status == "special_school")
        .then(places.special)
        .when(status == "elsewhere_in_district")
        .then("_other_school")
        .otherwise("_school")
    )
    remark = pl.when(pl.col("inclusive") == "是").then(pl.lit("随班就读")).otherwise(pl.lit(""))
    return _in_class(facts.filter("_attends").with_columns(remark=remark), sits, places)


def _hardship(facts: pl.DataFrame) -> pl.DataFrame:
    child = pl.when(pl.col("sex") == "男").then(pl.lit("子")).otherwise(pl.lit("女"))
    grandchild = pl.when(pl.col("sex") == "男").then(pl.lit("孙子")).otherwise(pl.lit("孙女"))
    parent = pl.col("guardian_relation").is_in(["父亲", "母亲"])
    return facts.with_columns(
        householder="guardian", guardian_relation=pl.when(parent).then(child).otherwise(grandchild)
    )


def _elsewhere(chance: np.random.Generator, facts: pl.DataFrame) -> pl.DataFrame:
    gone = facts.filter(pl.col("_explained") == "elsewhere")
    return gone.with_columns(school=words(_FAR_SCHOOLS, chance.integers(len(_FAR_SCHOOLS), size=gone.height)))


def _home_teaching(facts: pl.DataFrame) -> pl.DataFrame:
    taught = facts.filter(pl.col("_explained") == "home_teaching")
    return taught.with_columns(school=pl.concat_str(pl.lit(CITY_COUNTY), "township", pl.lit("中心小学校")))


def _in_order(chance: np.random.Generator, kind: RosterKind, roster: pl.DataFrame) -> pl.DataFrame:
    """The columns of a roster, its rows as its office keeps them, a few children twice.

    Twice because by household and by home, or because two lists were run together.
    """
    count = roster.height
    again = np.flatnonzero(some(chance, _REPEATED.get(kind, 0.0), count))
    at = np.concatenate([np.arange(count), again])
    keys = [chance.random(len(at)), *(roster[key].to_numpy()[at] for key in reversed(_ORDER.get(kind, ())))]
    if kind is RosterKind.REGISTER:
        keys[0] = at  # a family stays together
    order = np.lexsort(keys)
    listed = roster.select(_columns(kind))[at[order]]
    if kind is not RosterKind.REGISTER:
        return listed
    moved = pl.Series(order >= count)
    return listed.with_columns(village=pl.when(moved).then("_other_village").otherwise("village"))
