from notoneless.sheets.grid import grid_of
from notoneless.sheets.headers import find_header

CHILD = ["1", "王小明", "男", "51179120130101001X", "王大明", "父亲", "13800138000"]
HEADINGS = ["序号", "姓名", "性别", "身份证号", "监护人", "关系", "电话"]


def test_a_header_under_a_title_and_many_notes() -> None:
    notes = [[f"{at}、本表由学校填写，电话必填。"] for at in range(1, 16)]
    found = find_header(grid_of([["某镇适龄儿童少年名册"], *notes, HEADINGS, CHILD]))
    assert found is not None
    assert (found.first, found.last, found.headings) == (16, 16, tuple(HEADINGS))


def test_a_line_about_who_filled_it_in_is_no_data_and_no_header() -> None:
    rows = [["名册"], ["填报日期：", "2024年3月1日", "", "联系电话：", "13800138000"], HEADINGS, CHILD]
    found = find_header(grid_of(rows))
    assert found is not None
    assert found.first == 2


def test_a_group_heading_is_written_over_all_its_columns() -> None:
    upper = ["序号", "姓名", "性别", "身份证号", "监护人", "", ""]
    lower = ["", "", "", "", "姓名", "关系", "电话"]
    found = find_header(grid_of([["名册"], upper, lower, CHILD], [(1, 4, 1, 6), (1, 0, 2, 0)]))
    assert found is not None
    assert (found.first, found.last) == (1, 2)
    assert found.headings == ("序号", "姓名", "性别", "身份证号", "监护人姓名", "监护人关系", "监护人电话")


def test_a_group_row_over_a_full_header() -> None:
    upper = ["", "学生", "", "", "监护人", "", ""]
    lower = ["序号", "姓名", "性别", "身份证号", "姓名", "关系", "电话"]
    found = find_header(grid_of([["名册"], upper, lower, CHILD]))
    assert found is not None
    assert found.first == 1
    assert found.headings[1] == "学生姓名"
    assert found.headings[4:] == ("监护人姓名", "监护人关系", "监护人电话")


def test_numbers_of_columns_under_the_header_belong_to_it() -> None:
    found = find_header(grid_of([HEADINGS, ["1", "2", "3", "4", "5", "6", "7"], CHILD]))
    assert found is not None
    assert (found.last, found.headings) == (1, tuple(HEADINGS))


def test_words_nobody_has_seen_are_a_header_when_they_stand_over_data() -> None:
    unseen = ["甲栏", "乙栏", "丙栏", "丁栏", "戊栏", "己栏", "庚栏"]
    found = find_header(grid_of([["某校", "", ""], unseen, CHILD]))
    assert found is not None
    assert found.headings == tuple(unseen)


def test_data_from_the_first_row_has_no_header() -> None:
    assert find_header(grid_of([CHILD, CHILD])) is None


def test_a_header_below_children_heads_a_later_block_and_not_the_sheet() -> None:
    assert find_header(grid_of([CHILD, CHILD, HEADINGS, CHILD])) is None
