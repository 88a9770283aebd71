import pytest

from notoneless.sheets.context import block_context, context_of, sheet_context, step_into


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("某某区东坝镇义务教育阶段适龄儿童少年名册", {"county": "某某区", "township": "东坝镇"}),
        (
            "填报单位（盖章）：东坝街道人民政府   填报日期：2024年3月1日",
            {"township": "东坝街道", "as_of": "2024-03-01"},
        ),
        ("511799001东坝乡适龄儿童少年名册.xlsx", {"township": "东坝乡"}),
        ("东坝中心小学三年级2班学生花名册", {"school": "东坝中心小学", "class_name": "三年级2班"}),
        ("东坝中心小学西坪村小2024年春在校学生花名册", {"school": "东坝中心小学西坪村小"}),
        (
            "某某区东坝镇九年一贯制学校七年级（3）班",
            {"school": "某某区东坝镇九年一贯制学校", "class_name": "七年级（3）班"},
        ),
        ("东坝镇西坪村摸排表", {"township": "东坝镇", "village": "西坪村"}),
        ("某某区义务教育学校送教上门学生名册", {"county": "某某区"}),
        ("各乡镇汇总表", {}),
        ("学生基本信息（小学）.xlsx", {}),
        ("3-在校学生名册", {}),
        ("达标学校八年级", {"school": "达标学校", "grade": "八年级"}),
    ],
)
def test_a_title_tells_places_school_class_and_date(text: str, found: dict[str, str]) -> None:
    assert context_of(text) == found


@pytest.mark.parametrize("name", ["1.2班", "七（1）", "3.2", "一年级2班", "初2023级4班", "七1班"])
def test_a_sheet_may_be_named_after_its_class(name: str) -> None:
    assert sheet_context(name) == {"class_name": name}


@pytest.mark.parametrize("name", ["Sheet1", "在校学生", "名单", "花名册2"])
def test_other_names_of_sheets_say_nothing(name: str) -> None:
    assert sheet_context(name) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("西坪村", {"village": "西坪村"}),
        ("西坪村（共23人）", {"village": "西坪村"}),
        ("七年级1班", {"class_name": "七年级1班"}),
    ],
)
def test_a_row_of_its_own_names_a_block(text: str, found: dict[str, str]) -> None:
    assert block_context(text) == found


def test_a_new_block_replaces_what_lay_inside_the_old() -> None:
    inside = {"township": "东坝镇", "village": "西坪村"}
    assert step_into(inside, {"village": "南坪村"}) == {"township": "东坝镇", "village": "南坪村"}
    assert step_into(inside, {"township": "北坝镇"}) == {"township": "北坝镇"}
