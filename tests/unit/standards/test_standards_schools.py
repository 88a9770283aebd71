import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.schools import is_special_school, normal_school, same_school, school_in_text, school_key


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("达州市达川区三里坪小学校", "三里坪小学"),
        ("四川省达州市达川区三里坪小学", "三里坪小学"),
        ("三里坪 小学校（盖章）", "三里坪小学"),
        ("三里坪小学（小学部）", "三里坪小学"),
        ("幺塘乡中心小学校", "幺塘中心小学"),
        ("幺塘乡中心校", "幺塘中心小学"),
        ("石梯镇石梯中心小学", "石梯中心小学"),
        ("达川区赵家镇九年一贯制学校", "赵家九年一贯制学校"),
        ("赵家九年制学校", "赵家九年一贯制学校"),
        ("赵家九义校", "赵家九年一贯制学校"),
        ("幺塘乡初级中学校", "幺塘初级中学"),
        ("幺塘初中", "幺塘初级中学"),
        ("达州市第一中学校", "第一中学"),
        ("达川区第3中学", "第三中学"),
        ("达川七小", "达川第七小学"),
        ("达州市达川区特殊教育学校", "特殊教育学校"),
        ("石板小学（清溪校区）", "石板小学清溪校区"),
        ("万家镇中心小学校清溪村小", "万家中心小学清溪村小学"),
        ("城区第一小学", "第一小学"),
        ("希望学校", "希望学校"),
        ("", ""),
    ],
)
def test_normal_names(raw: str, normal: str) -> None:
    assert normal_school(raw) == normal


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("达州市达川区三里坪小学校", "三里坪小学", True),
        ("达川区三里坪小学", "三里坪街道三里坪小学", True),
        ("万家中心小学清溪村小", "清溪村小学", True),
        ("万家中心小学清溪村小", "万家镇中心小学校清溪村小学", True),
        ("万家中心小学清溪村小", "万家中心小学", False),
        ("万家中心小学清溪村小", "幺塘中心小学清溪村小", False),
        ("石板小学清溪校区", "石板小学", False),
        ("达川区实验小学", "通川区实验小学", False),
        ("达川区实验小学", "实验小学", True),
        ("三里坪小学", "三里坪初级中学", False),
        ("", "", False),
    ],
)
def test_which_names_can_be_one_school(one: str, other: str, same: bool) -> None:
    assert same_school(one, other) is same
    assert same_school(other, one) is same
    if same:
        assert school_key(one) == school_key(other)


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("万家中心小学清溪村小2024年春在校学生花名册", "万家中心小学清溪村小"),
        ("达川区幺塘乡中心小学校一年级1班学生花名册", "达川区幺塘乡中心小学校"),
        ("达州市达川区石梯镇九年一贯制学校2024年春季学期在校学生花名册.xlsx", "达州市达川区石梯镇九年一贯制学校"),
        ("2024年春季学期达川区万家镇初级中学在校学生名册", "达川区万家镇初级中学"),
        ("01-三里坪小学.xlsx", "三里坪小学"),
        ("3151000001三里坪小学花名册", "三里坪小学"),
        ("填报单位（盖章）：三里坪小学   填报日期：2024年3月1日", "三里坪小学"),
        ("学校：育才学校 班级：三年级", "育才学校"),
        ("三里坪初中学生花名册", "三里坪初中"),
        ("石板小学（清溪校区）花名册", "石板小学(清溪校区)"),
        ("达川一中2024春花名册", "达川一中"),
        ("达川区三里坪街道义务教育阶段适龄儿童少年名册", ""),
        ("学生基本信息（小学）", ""),
        ("达川区教育局关于中小学校名单", ""),
        ("Sheet1", ""),
    ],
)
def test_the_school_in_a_title(text: str, school: str) -> None:
    assert school_in_text(text) == school


@pytest.mark.parametrize(
    ("name", "code", "special"),
    [
        ("达州市达川区特殊教育学校", "", True),
        ("某某特校", "", True),
        ("某某培智学校", "", True),
        ("某某学校", "5151000001", True),
        ("三里坪小学", "2151000001", False),
        ("启明小学", "", False),
    ],
)
def test_special_schools(name: str, code: str, special: bool) -> None:
    assert is_special_school(name, code) is special


@given(st.text(max_size=16))
def test_a_normal_name_stays(raw: str) -> None:
    assert isinstance(school_in_text(raw), str)
    assert not school_key(raw) or same_school(raw, raw)
