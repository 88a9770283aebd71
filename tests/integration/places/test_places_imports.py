"""Workbooks read in: preview, confirmation, and the same again; and workbooks given out."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.utils import timezone
from tests.factories.places import AS_OF, OFFICER, district, previewed, school_of, townships, villages_of, workbook

from notoneless.audit.actors import Actor
from notoneless.audit.models import Event
from notoneless.config.demonstration.places import make_places
from notoneless.places.models import Division, PlaceImport, School, SchoolClass, SchoolYear, Zone
from notoneless.places.queries import current_school_year
from notoneless.places.rules.columns import ImportKind, columns
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.services.divisions import rename_division
from notoneless.places.services.importing import (
    apply_import,
    drop_import,
    places_workbook,
    plan_of,
    preview_import,
    template_workbook,
    wrong_rows_workbook,
)
from notoneless.places.services.importing.writing import written_places

pytestmark = pytest.mark.django_db
DIVISIONS = [
    {"code": "511791103201", "name": "槐嘴村"},
    {"code": "511791103000", "name": "苔埭乡"},
    {"code": "511791", "name": "霁川区"},
]
EMPTY_HOUSE = [
    (ImportKind.DIVISIONS, DIVISIONS),
    (ImportKind.SCHOOLS, [{"code": "2151900001", "name": "苔埭乡小学", "type": "小学", "township": "苔埭"}]),
    (
        ImportKind.SCHOOL_YEARS,
        [
            {
                "school_year": "2023-2024",
                "autumn_starts": "2023-09-01",
                "autumn_ends": "2024-01-19",
                "spring_starts": "2024-02-26",
                "spring_ends": "2024-07-05",
            }
        ],
    ),
    (ImportKind.CLASSES, [{"school_year": "2023-2024", "school": "苔埭乡小学", "grade": "三年级", "number": "2"}]),
    (
        ImportKind.ZONES,
        [{"school_year": "2023-2024", "township": "苔埭乡", "village": "槐嘴村", "primary": "苔埭乡小学"}],
    ),
]


def confirm(draft: PlaceImport, by: Actor = OFFICER) -> PlaceImport:
    return apply_import(draft, fingerprint=plan_of(draft).fingerprint, by=by)


def acts(draft: PlaceImport) -> list[tuple[int, str, str]]:
    return [(step.row.number, step.act, step.words) for step in plan_of(draft).by_row]


def save(folder: Path, data: bytes) -> Path:
    path = folder / "out.xlsx"
    path.write_bytes(data)
    return path


def test_an_empty_house_is_set_up_by_five_workbooks_and_the_same_again_changes_nothing(tmp_path: Path) -> None:
    for kind, rows in EMPTY_HOUSE:
        draft = previewed(tmp_path, kind, rows)
        assert (draft.added, draft.changed, draft.wrong) == (len(rows), 0, 0), acts(draft)
        confirm(draft)
    village = Division.objects.get(code="511791103201")
    assert village.path == "/511791/511791103/511791103201/"
    assert SchoolClass.objects.get().name == "三年级2班"
    assert (Zone.objects.get().division, Zone.objects.get().opened_on) == (village, date(2023, 9, 1))
    for kind, rows in EMPTY_HOUSE:
        assert {act for _, act, _ in acts(previewed(tmp_path, kind, rows))} == {"same"}


def test_a_preview_writes_no_place(tmp_path: Path) -> None:
    draft = previewed(tmp_path, ImportKind.DIVISIONS, DIVISIONS)
    assert not Division.objects.exists()
    assert Event.objects.order_by("-seq")[0].event == "places.import_previewed"
    drop_import(draft, by=OFFICER)
    draft.refresh_from_db()
    assert (draft.state, draft.rows) == ("dropped", [])
    assert not Division.objects.exists()


def test_rows_that_are_wrong_are_named_with_their_number_and_left_out(tmp_path: Path) -> None:
    rows = [
        *DIVISIONS,
        {"code": "511791103202", "name": ""},
        {"code": "511799103202", "name": "远村"},
        {"code": "511791103201", "name": "又一村"},
    ]
    draft = previewed(tmp_path, ImportKind.DIVISIONS, rows)
    assert acts(draft)[3:] == [
        (7, "wrong", "“名称”没有填写"),
        (8, "wrong", "没有代码为 511799103 的上级区划；请先填写上级那一行"),
        (9, "wrong", "与第 4 行说的是同一个，请只留一行"),
    ]
    done = confirm(draft)
    assert (done.added, done.wrong, Division.objects.count()) == (3, 3, 3)
    assert [row["number"] for row in done.rows] == [7, 8, 9]


def test_the_wrong_rows_come_back_with_what_is_wrong_and_can_be_read_in_again(tmp_path: Path) -> None:
    draft = previewed(tmp_path, ImportKind.DIVISIONS, [*DIVISIONS, {"code": "51179110", "name": "短村"}])
    path = save(tmp_path, wrong_rows_workbook(plan_of(draft)))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heads = {str(cell.value): cell.column for cell in sheet[2]}
    assert "区划代码“51179110”不对" in str(sheet.cell(3, heads["问题"]).value)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(3, heads["*区划代码"]).value = "511791104"
    book.save(path)
    confirm(draft)
    again = preview_import(ImportKind.DIVISIONS, path, name="改好.xlsx", by=OFFICER)
    assert acts(again) == [(3, "add", "新增乡镇（街道）：短村")]


def test_another_name_is_a_renaming_with_its_history_and_event(tmp_path: Path) -> None:
    district()
    village, school = villages_of(townships()[0])[0], school_of("primary_school")
    draft = previewed(tmp_path, ImportKind.DIVISIONS, [{"code": village.code, "name": "新村"}])
    assert acts(draft) == [(4, "change", f"更名：{village.name} → 新村")]
    confirm(draft)
    assert village.changes.order_by("-id")[0].kind == "renamed"
    row = {"code": school.code, "name": "实验小学", "type": "九年一贯制学校", "township": school.division.name}
    draft = previewed(tmp_path, ImportKind.SCHOOLS, [row])
    assert acts(draft) == [(4, "change", f"更名：{school.name} → 实验小学；办学类型改为九年一贯制学校")]
    confirm(draft)
    school.refresh_from_db()
    assert (school.name, school.stage) == ("实验小学", "nine_year")
    assert {"places.division_renamed", "places.school_renamed", "places.school_changed"} <= set(
        Event.objects.values_list("event", flat=True)
    )


def test_a_written_parent_moves_a_village_also_into_one_that_the_same_table_brings(tmp_path: Path) -> None:
    district()
    village = villages_of(townships()[0])[0]
    rows = [
        {"code": village.code, "name": village.name, "parent_code": "511791120"},
        {"code": "511791120", "name": "新镇"},
    ]
    confirm(previewed(tmp_path, ImportKind.DIVISIONS, rows))
    village.refresh_from_db()
    assert village.path == f"/511791/511791120/{village.code}/"


def test_another_school_for_a_village_ends_the_zone_of_the_first(tmp_path: Path) -> None:
    district()
    village, nine = villages_of(townships()[0])[0], school_of("nine_year_school")
    before = Zone.objects.get(division=village, school_year=current_school_year(AS_OF), stage="primary")
    row = {
        "school_year": "2023-2024",
        "township": townships()[0].name,
        "village": village.name,
        "primary": nine.name,
    }
    draft = previewed(tmp_path, ImportKind.ZONES, [row])
    assert acts(draft)[0][1:] == ("change", f"{village.name}：小学：{before.school.name} → {nine.name}")
    confirm(draft)
    before.refresh_from_db()
    assert before.closed_on is not None
    assert acts(previewed(tmp_path, ImportKind.ZONES, [row]))[0][1] == "same"


@pytest.mark.parametrize(
    ("kind", "row", "sentence"),
    [
        (
            ImportKind.SCHOOLS,
            {"code": "2151990000", "name": "新小学", "type": "小学", "township": "没有镇"},
            "没有名为“没有镇”的乡镇（街道）；请核对写法，或先导入区划表",
        ),
        (
            ImportKind.CLASSES,
            {"school_year": "2030-2031", "school": "霁川区特殊教育学校", "grade": "一年级", "number": "1"},
            "还没有 2030-2031 学年，请先导入学年学期表",
        ),
        (
            ImportKind.CLASSES,
            {"school_year": "2023-2024", "school": "没有小学", "grade": "一年级", "number": "1"},
            "没有名为“没有小学”的学校",
        ),
    ],
)
def test_what_a_row_needs_and_does_not_find_is_named(
    tmp_path: Path, kind: ImportKind, row: dict[str, str], sentence: str
) -> None:
    district()
    ((_, act, words),) = acts(previewed(tmp_path, kind, [row]))
    assert act == "wrong"
    assert sentence in words


def test_the_code_of_a_closed_place_is_not_given_again_by_a_table(tmp_path: Path) -> None:
    home = district()
    Division.objects.create(
        code="511791120", name="旧镇", level="township", parent=home, path="/511791/511791120/", closed_on=AS_OF
    )
    School.objects.create(
        code="2151990000",
        name="旧小学",
        stage="primary",
        kind="primary_school",
        division=townships()[0],
        closed_on=AS_OF,
    )
    ((_, act, words),) = acts(previewed(tmp_path, ImportKind.DIVISIONS, [{"code": "511791120", "name": "新镇"}]))
    assert (act, "属于已撤销的旧镇（2024-03-01）" in words) == ("wrong", True)
    row = {"code": "2151990000", "name": "新小学", "type": "小学", "township": townships()[0].name}
    ((_, act, words),) = acts(previewed(tmp_path, ImportKind.SCHOOLS, [row]))
    assert (act, "属于已停办的旧小学" in words) == ("wrong", True)


def test_what_would_do_something_else_by_now_is_refused(tmp_path: Path) -> None:
    district()
    village = villages_of(townships()[0])[0]
    draft = previewed(tmp_path, ImportKind.DIVISIONS, [{"code": village.code, "name": "新村"}])
    promised = plan_of(draft).fingerprint
    rename_division(village, name="别的村", on=AS_OF, by=OFFICER)
    with pytest.raises(NotPossibleError, match="预览之后区域与学校的数据有变化"):
        apply_import(draft, fingerprint=promised, by=OFFICER)
    village.refresh_from_db()
    assert village.name == "别的村"


def test_only_who_uploaded_confirms_and_only_once(tmp_path: Path) -> None:
    draft = previewed(tmp_path, ImportKind.DIVISIONS, DIVISIONS)
    other = Actor("42", "u000042", "bureau_officer")
    with pytest.raises(NotPossibleError, match="只有上传文件的人"):
        confirm(draft, other)
    confirm(draft)
    with pytest.raises(NotPossibleError, match="这次导入已导入"):
        confirm(draft)


def test_a_change_that_fails_undoes_the_whole_import(tmp_path: Path) -> None:
    make_places(as_of=timezone.localdate(), by=OFFICER)
    nine = school_of("nine_year_school")
    rows = [
        {"code": "2151990000", "name": "新小学", "type": "小学", "township": townships()[0].name},
        {"code": nine.code, "name": nine.name, "type": "小学", "township": nine.division.name},
    ]
    draft = previewed(tmp_path, ImportKind.SCHOOLS, rows)
    with pytest.raises(NotPossibleError, match=r"“Sheet1”第 5 行：.+还有别的学段的片区"):
        confirm(draft)
    assert not School.objects.filter(code="2151990000").exists()
    draft.refresh_from_db()
    assert draft.state == "previewed"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(content)
    with pytest.raises(NotPossibleError, match=r"[。；]") as refusal:
        preview_import(ImportKind.DIVISIONS, path, name="表.xlsx", by=OFFICER)
    assert refusal.value.field == "file"
    assert not PlaceImport.objects.exists()


def test_a_workbook_of_another_kind_leaves_nothing_behind(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx", ImportKind.CLASSES, [{"school": "某小学"}])
    with pytest.raises(NotPossibleError, match="没有找到区划表的列名"):
        preview_import(ImportKind.DIVISIONS, path, name="表.xlsx", by=OFFICER)
    assert not PlaceImport.objects.exists()


@pytest.mark.parametrize("kind", list(ImportKind))
def test_what_is_given_out_is_read_in_again_without_a_change(tmp_path: Path, kind: ImportKind) -> None:
    district()
    path = save(tmp_path, places_workbook(kind))
    draft = preview_import(kind, path, name="out.xlsx", by=OFFICER)
    assert draft.remarks == []
    assert {act for _, act, _ in acts(draft)} == {"same"}
    assert (
        len(draft.rows)
        == {
            ImportKind.DIVISIONS: Division.objects.count(),
            ImportKind.SCHOOLS: School.objects.count(),
            ImportKind.SCHOOL_YEARS: SchoolYear.objects.count(),
            ImportKind.CLASSES: SchoolClass.objects.count(),
            ImportKind.ZONES: 2 * Division.objects.filter(level="village").count(),
        }[kind]
    )


@pytest.mark.parametrize("kind", list(ImportKind))
def test_a_template_has_its_lists_and_an_example_that_is_not_read(tmp_path: Path, kind: ImportKind) -> None:
    district()
    data = template_workbook(kind)
    assert data == template_workbook(kind)
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    assert [str(cell.value).lstrip("*") for cell in sheet[2]] == [column.heading for column in columns(kind)]
    lists = [each for each in sheet.data_validations.dataValidation if each.type == "list"]
    assert len(lists) == sum(bool(column.choices or column.named_choices) for column in columns(kind))
    with pytest.raises(NotPossibleError, match=f"文件里没有{kind.label}的行"):
        preview_import(kind, save(tmp_path, data), name="模板.xlsx", by=OFFICER)


def test_a_template_filled_in_is_read_and_given_out_the_same(tmp_path: Path) -> None:
    path = save(tmp_path, template_workbook(ImportKind.DIVISIONS))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    filled = [["511791", "霁川区", "", ""], ["511791103", "苔埭乡", "511791", "2020-05-01"]]
    for at, row in enumerate(filled, start=4):
        for column, text in enumerate(row, start=2):
            sheet.cell(at, column).value = text
    book.save(path)
    confirm(preview_import(ImportKind.DIVISIONS, path, name="模板.xlsx", by=OFFICER))
    out = openpyxl.load_workbook(BytesIO(written_places(ImportKind.DIVISIONS, by=OFFICER))).worksheets[0]
    rows = [[str(cell or "") for cell in row[1:5]] for row in out.iter_rows(min_row=3, max_row=4, values_only=True)]
    assert rows == filled
    assert Event.objects.order_by("-seq")[0].event == "places.list_written"


@pytest.mark.parametrize(
    ("kind", "row", "sentence"),
    [
        (ImportKind.DIVISIONS, {"code": "511791101201", "name": "新村"}, "不在您负责的区域里"),
        (ImportKind.DIVISIONS, {"code": "511791101299", "name": "新村"}, "没有代码为 511791101 的上级区划"),
        (
            ImportKind.SCHOOLS,
            {"code": "2151900000", "name": "新小学", "type": "小学", "township": "SECOND"},
            "标识码 2151900000 正由.+使用，它不在您负责的区域里",
        ),
        (
            ImportKind.SCHOOLS,
            {"code": "2151990000", "name": "新小学", "type": "小学", "township": "FIRST"},
            "没有名为.+的乡镇（街道）",
        ),
    ],
)
def test_what_lies_beyond_the_area_is_wrong(
    tmp_path: Path, kind: ImportKind, row: dict[str, str], sentence: str
) -> None:
    district()
    first, second, *_ = townships()
    names = {"FIRST": first.name, "SECOND": second.name}
    cells = {field: names.get(text, text) for field, text in row.items()}
    path = workbook(tmp_path / "表.xlsx", kind, [cells])
    draft = preview_import(kind, path, name="表.xlsx", by=OFFICER, within=second.path)
    ((_, act, words),) = acts(draft)
    assert act == "wrong"
    assert re.search(sentence, words)


@pytest.mark.parametrize("kind", [ImportKind.SCHOOLS, ImportKind.CLASSES, ImportKind.ZONES])
def test_what_is_given_out_is_of_the_area(tmp_path: Path, kind: ImportKind) -> None:
    district()
    second = townships()[1]
    path = save(tmp_path, places_workbook(kind, second.path))
    rows = preview_import(kind, path, name="out.xlsx", by=OFFICER, within=second.path).rows
    assert len(rows) == {ImportKind.SCHOOLS: 1, ImportKind.CLASSES: 36, ImportKind.ZONES: 24}[kind]
