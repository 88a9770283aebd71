import pytest

from notoneless.sheets.columns.headings import field_of_heading


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓名", "name"),
        ("*姓 名", "name"),
        ("学生\n姓名（必填）", "name"),
        ("儿童少年姓名", "name"),
        ("公民身份号码", "id_number"),
        ("身份证号码\n(18位，文本格式)", "id_number"),
        ("2、身份证件号★", "id_number"),
        ("监护人身份证号", "guardian_id"),
        ("父亲证件号码", "guardian_id"),
        ("监护人1姓名", "guardian"),
        ("家长（监护人）姓名", "guardian"),
        ("监护人情况姓名", "guardian"),
        ("学生基本信息姓名", "name"),
        ("家长手机号码", "guardian_phone"),
        ("联系电话（手机）", "phone"),
        ("与监护人关系", "guardian_relation"),
        ("残疾人证号（20位）", "disability_card"),
        ("残疾类别及等级", "disability_kind"),
        ("村（社区）", "village"),
        ("户籍所在乡镇", "township"),
        ("乡镇（街道）", "township"),
        ("所在村民小组", "group"),
        ("户籍详细地址", "registered_address"),
        ("家庭详细住址", "address"),
        ("目前就读学校", "school"),
        ("就读省市县", "study_place"),
        ("序 号", "serial"),
        ("是否为寄宿生", "boarding"),
        ("全国学籍号", "student_number"),
        ("备 注", "remark"),
    ],
)
def test_a_heading_names_a_field_however_it_is_decorated(heading: str, field: str) -> None:
    assert field_of_heading(heading)[0] == field


@pytest.mark.parametrize(
    "heading", ["与户主关系", "班主任", "户主身份证号", "年龄", "母亲工作单位", "原就读学校", "学籍辅号"]
)
def test_a_known_column_that_is_no_field_is_not_taken_for_another(heading: str) -> None:
    assert field_of_heading(heading)[0] == "-"


@pytest.mark.parametrize("heading", ["栏目甲", "冯成信", "三桥村委会公开栏目第几期", "51179120130101001X"])
def test_other_words_name_nothing_surely(heading: str) -> None:
    assert field_of_heading(heading)[1] < 2
