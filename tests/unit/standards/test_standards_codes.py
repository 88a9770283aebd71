"""Code lists: the words people write, and the code each stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.codes import code, codes, labels
from notoneless.standards.tables import load

LISTS = [
    "change", "disability_grade", "disability_kind", "document_type", "dropout_reason", "hardship", "left_behind",
    "nation", "placement", "record_status", "relation", "sex", "situation", "study_mode", "verification", "yes_no",
]  # fmt: skip

WORDS = [
    ("sex", "男", "1"), ("sex", " 女 ", "2"), ("sex", "男孩", "1"), ("sex", "1", "1"), ("sex", "f", "2"),
    ("sex", "未知", "0"), ("sex", "", None), ("sex", "男女", None),
    ("nation", "汉", "01"), ("nation", "汉族", "01"), ("nation", "01", "01"), ("nation", "土家族", "15"),
    ("nation", "土族", "30"), ("nation", "彝", "07"), ("nation", "穿青人", "97"), ("nation", "火星族", None),
    ("relation", "父亲", "51"), ("relation", "妈妈", "52"), ("relation", "爷爷", "61"), ("relation", "外祖父", "63"),
    ("relation", "外婆", "64"), ("relation", "婆婆", "62"), ("relation", "家公", "63"), ("relation", "之子", "20"),
    ("relation", "之女", "30"), ("relation", "父子", "51"), ("relation", "母女", "52"), ("relation", "孙女", "42"),
    ("relation", "外孙女", "44"), ("relation", "继父", "57"), ("relation", "幺爸", "83"), ("relation", "其他", "99"),
    ("relation", "户主", "02"), ("relation", "长女", "32"), ("relation", "51", "51"),
    ("disability_kind", "智力", "5"), ("disability_kind", "智力残疾", "5"), ("disability_kind", "听力、语言", "2"),
    ("disability_kind", "语言残疾", "3"), ("disability_kind", "无", "0"), ("disability_kind", "综合残疾", "7"),
    ("disability_kind", "孤独症", "6"), ("disability_kind", "脑瘫", "4"), ("disability_kind", "5", "5"),
    ("disability_grade", "一级", "1"), ("disability_grade", "2级", "2"), ("disability_grade", "Ⅲ", "3"),
    ("disability_grade", "Ⅳ级", "4"), ("disability_grade", "壹级", "1"), ("disability_grade", "重度", "2"),
    ("disability_grade", "视力一级", "1"), ("disability_grade", "五级", None),
    ("study_mode", "走读", "1"), ("study_mode", "寄宿", "2"), ("study_mode", "住校生", "2"),
    ("study_mode", "不住校", "1"), ("study_mode", "送教上门", "3"),
    ("record_status", "在读", "active"), ("record_status", "在校", "active"), ("record_status", "正常", "active"),
    ("record_status", "休学", "suspended"), ("record_status", "疑似辍学", "suspected"),
    ("record_status", "已转出", "transferred"), ("record_status", "毕业", "graduated"),
    ("record_status", "不在校", "other_leave"), ("record_status", "未休学", None), ("record_status", "非正常", None),
    ("change", "转入", "13"), ("change", "休学", "23"), ("change", "复学", "12"), ("change", "28", "28"),
    ("change", "其他离校", "N2"),
    ("situation", "休学", "suspended"), ("situation", "延缓入学", "deferred"), ("situation", "缓学", "deferred"),
    ("situation", "免学", "exempt"), ("situation", "已故", "deceased"), ("situation", "该生于2022年病故", "deceased"),
    ("situation", "亡", "deceased"), ("situation", "户口迁出", "moved"), ("situation", "随父母出国", "abroad"),
    ("situation", "在外地就读", "elsewhere"), ("situation", "双重户籍", "duplicate"),
    ("situation", "查无此人", "no_such_person"), ("situation", "读职高", "vocational"),
    ("situation", "失联", "lost"), ("situation", "在家", "suspected"), ("situation", "在家送教", "home_taught"),
    ("situation", "小学毕业未升学", "suspected"), ("situation", "毕业", "over_age"), ("situation", "高中村", None),
    ("situation", "未休学", None), ("situation", "随班就读", None), ("situation", "", None),
    ("hardship", "脱贫户", "formerly_poor"), ("hardship", "建档立卡", "registered_poor"),
    ("hardship", "监测户", "monitored"), ("hardship", "脱贫不稳定户", "unstable"),
    ("hardship", "边缘易致贫户", "marginal"), ("hardship", "突发严重困难户", "sudden"),
    ("hardship", "农村低保", "low_income"), ("hardship", "特困供养", "destitute"), ("hardship", "孤儿", "orphan"),
    ("hardship", "事实无人抚养儿童", "unsupported"), ("hardship", "留守", "left_behind"),
    ("hardship", "困境儿童", "difficulty"), ("hardship", "一般农户", "none"), ("hardship", "非贫困户", "none"),
    ("verification", "A4", "A4"), ("verification", "a4", "A4"), ("verification", "疑似辍学", "G"),
    ("verification", "省外就读", "B3"),
    ("yes_no", "是", "yes"), ("yes_no", "√", "yes"), ("yes_no", "否", "no"), ("yes_no", "×", "no"),
    ("yes_no", "0", "no"), ("yes_no", "Ｙ", "yes"), ("yes_no", "也许", None),
    ("left_behind", "双留守", "2"), ("left_behind", "是", "3"), ("left_behind", "非留守", "0"),
    ("document_type", "居民身份证", "1"), ("document_type", "护照", "A"), ("document_type", "其他", "Z"),
    ("placement", "随班就读", "inclusive"), ("placement", "特校", "special_school"), ("placement", "未入学", "waiting"),
    ("dropout_reason", "外出打工", "2"), ("dropout_reason", "玩手机上瘾", "6"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "word", "expected"), WORDS)
def test_words_and_their_codes(table: str, word: str, expected: str | None) -> None:
    found = code(table, word)
    assert (found.code if found else None) == expected


@pytest.mark.parametrize(
    ("table", "words", "expected"),
    [
        ("hardship", "脱贫户、低保", ["formerly_poor", "low_income"]),
        ("hardship", "监测户（突发严重困难户）", ["monitored", "sudden"]),
        ("hardship", "低保和残疾", ["low_income", "disabled"]),
        ("hardship", "孤儿/孤儿", ["orphan"]),
        ("disability_kind", "智力、肢体", ["5", "4"]),
        ("disability_kind", "听力、语言", ["2"]),
        ("hardship", "", []),
    ],
)
def test_a_cell_with_several_words(table: str, words: str, expected: list[str]) -> None:
    assert [entry.code for entry in codes(table, words)] == expected


@pytest.mark.parametrize("table", LISTS)
def test_codes_and_labels_stand_for_themselves(table: str) -> None:
    for value, label in labels(table).items():
        for word in (value, label):
            found = code(table, word)
            assert found is not None
            assert found.code == value


def test_the_lists_are_whole() -> None:
    assert len(labels("nation")) == 58
    assert list(labels("disability_grade")) == ["1", "2", "3", "4"]
    groups = [value[0] for value in labels("verification")]
    assert sorted(set(groups)) == list("ABCDEFGH")


def test_what_a_status_means() -> None:
    table = {row["code"]: row for row in load("record_status").rows}
    assert [value for value, row in table.items() if row["enrolled"] == "yes"] == [
        "active", "home_taught", "suspended", "suspected", "placed_elsewhere", "transferring",
    ]  # fmt: skip
    assert {row["enrolled"] for row in table.values()} == {"yes", "no"}
    found = code("record_status", "休学")
    assert found is not None
    assert (found.attributes["enrolled"], found.attributes["expected"]) == ("yes", "no")


def test_each_situation_leads_to_a_verification_result_that_exists() -> None:
    for row in load("situation").rows:
        assert row["verification"] in {"", *labels("verification")}
        assert {row["explains"], row["expires"]} <= {"yes", "no"}


def test_only_a_confirmed_dropout_counts_as_one() -> None:
    counts = {row["code"] for row in load("verification").rows if row["dropout"] == "yes"}
    assert counts == {"H"}


@given(st.sampled_from(LISTS), st.text(max_size=12))
def test_any_word_is_answered(table: str, word: str) -> None:
    found = code(table, word)
    assert found is None or found.code in labels(table)
