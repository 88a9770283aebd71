"""Columns under words nobody has seen: what stands in them decides."""

from notoneless.sheets.columns.naming import name_columns
from notoneless.standards.identity_numbers import check_digit

SURNAMES, GIVEN = "王李张刘陈杨黄赵", "安宁思远佳欣梦婷"
N = 40


def made_name(at: int) -> str:
    return SURNAMES[at % 8] + GIVEN[at // 8 % 8] + GIVEN[(at * 3 + 1) % 8]


def made_number(birth: str, at: int) -> str:
    first = f"511791{birth}{at:03d}"
    return first + check_digit(first)


COLUMNS = {
    "serial": [str(at + 1) for at in range(N)],
    "township": ["某某镇"] * N,
    "village": [f"{'东西南北'[at // 10]}坝村" for at in range(N)],
    "group": [f"{at % 6 + 1}组" for at in range(N)],
    "householder": [made_name(at // 2 + 50) for at in range(N)],
    "name": [made_name(at) for at in range(N)],
    "sex": ["男", "女"] * (N // 2),
    "nation": ["汉族"] * (N - 1) + ["土家族"],
    "birth": [f"20{10 + at % 6}-0{at % 9 + 1}-1{at % 9}" for at in range(N)],
    "id_number": [made_number(f"20{10 + at % 6}0{at % 9 + 1}1{at % 9}", at) for at in range(N)],
    "guardian": [made_name(at // 2 + 50) if at % 4 else made_name(at + 20) for at in range(N)],
    "guardian_relation": ["父亲", "祖母", "母亲", "父亲"] * (N // 4),
    "phone": [f"138{at:08d}" for at in range(N)],
}


def fields(columns: dict[str, list[str]], headings: list[str] | None = None) -> list[str | None]:
    named = name_columns(headings or [""] * len(columns), [tuple(cells) for cells in columns.values()])
    return [column.field for column in named]


def test_every_column_of_a_register_is_known_by_its_cells() -> None:
    assert fields(COLUMNS) == list(COLUMNS)


def test_order_does_not_matter() -> None:
    turned = {
        field: COLUMNS[field]
        for field in [
            "phone",
            "guardian",
            "guardian_relation",
            "serial",
            "name",
            "id_number",
            "sex",
            "birth",
            "village",
        ]
    }
    found = fields(turned)
    assert found == [field if field != "serial" else None for field in turned]


def test_of_two_columns_of_identity_numbers_the_later_births_are_the_childs() -> None:
    adults = [made_number(f"19{70 + at % 20}0101", at) for at in range(N)]
    columns = {"guardian_id": adults, "name": COLUMNS["name"], "id_number": COLUMNS["id_number"]}
    assert fields(columns) == ["guardian_id", "name", "id_number"]
    assert fields(columns, ["身份证号", "姓名", "身份证号"]) == ["guardian_id", "name", "id_number"]


def test_two_columns_both_headed_name_are_told_apart() -> None:
    columns = {
        field: COLUMNS[field] for field in ["name", "sex", "id_number", "guardian", "guardian_relation", "phone"]
    }
    headings = ["姓名", "性别", "身份证号", "姓名", "关系", "电话"]
    assert fields(columns, headings) == list(columns)
    turned = {field: COLUMNS[field] for field in ["guardian", "guardian_relation", "phone", "name", "sex", "id_number"]}
    assert fields(turned, ["姓名", "关系", "电话", "姓名", "性别", "身份证号"]) == list(turned)


def test_cells_outweigh_a_heading_that_stands_over_the_wrong_column() -> None:
    columns = {"name": COLUMNS["name"], "phone": COLUMNS["phone"], "id_number": COLUMNS["id_number"]}
    assert fields(columns, ["姓名", "身份证号", "联系电话"]) == ["name", "phone", "id_number"]


def test_a_second_telephone_is_the_guardians() -> None:
    columns = {"name": COLUMNS["name"], "a": COLUMNS["phone"], "b": COLUMNS["phone"]}
    assert fields(columns, ["姓名", "联系电话", "联系电话"]) == ["name", "phone", "guardian_phone"]


def test_what_a_column_is_not_known_by_is_left_open() -> None:
    columns = {
        "name": COLUMNS["name"],
        "id_number": COLUMNS["id_number"],
        "x": ["是", "否"] * (N // 2),
        "y": ["甲一"] * N,
    }
    assert fields(columns, ["姓名", "身份证号", "栏三", "栏四"]) == ["name", "id_number", None, None]


def test_a_last_column_that_is_mostly_blank_holds_remarks() -> None:
    columns = {"name": COLUMNS["name"], "id_number": COLUMNS["id_number"], "x": [""] * (N - 2) + ["已故", "随班就读"]}
    named = name_columns(["姓名", "身份证号", "栏三"], [tuple(cells) for cells in columns.values()])
    assert (named[2].field, named[2].how) == ("remark", "position")


def test_how_a_field_was_found_is_said() -> None:
    columns = {"name": COLUMNS["name"], "id_number": COLUMNS["id_number"]}
    named = name_columns(["姓名", "栏目"], [tuple(cells) for cells in columns.values()])
    assert [column.how for column in named] == ["heading", "content"]
