import pytest

from notoneless.sheets.kinds import Signs, decide_kind
from notoneless.sheets.rosters import Column
from notoneless.standards.rosters import RosterKind

K = RosterKind


def kind_of(
    fields: str, title: str = "", sheet: str = "Sheet1", file: str = "a.xlsx", folder: str = "", **context: str
):  # type: ignore[no-untyped-def]
    columns = [Column(at, "", field, "content") for at, field in enumerate(fields.split())]
    return decide_kind(Signs(columns, context, title, sheet, file, folder, {}))


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (
            "serial township village group householder name sex birth id_number guardian guardian_relation phone",
            K.REGISTER,
        ),
        ("school school_code grade class_name name sex id_number student_number record_status study_mode", K.ENROLMENT),
        ("name id_number student_number record_status school grade disability_kind study_mode", K.ENROLMENT),
        ("serial class_name name sex id_number guardian phone boarding remark", K.ATTENDING),
        ("serial name sex id_number class_name phone", K.ATTENDING),
        ("name sex disability_card disability_kind disability_grade registered_address guardian", K.DISABLED),
        ("name class_name student_number disability_card disability_kind disability_grade", K.DISABLED),
        ("township village householder name id_number household_kind hardship phone", K.HARDSHIP),
        ("name id_number township village study_place school grade evidence", K.ELSEWHERE),
        ("name id_number township village situation approval period", K.EXEMPT),
        ("school name id_number disability_kind disability_grade address guardian phone teacher", K.HOME_TEACHING),
    ],
)
def test_the_columns_alone_tell_the_kind(fields: str, kind: RosterKind) -> None:
    assert kind_of(fields)[0] is kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("某镇义务教育阶段适龄儿童少年名册", K.REGISTER),
        ("某小学2024年春季学期在校学生花名册", K.ATTENDING),
        ("6—15周岁持证残疾儿童少年名单", K.DISABLED),
        ("脱贫户、监测户及困境儿童名单", K.HARDSHIP),
        ("户籍适龄儿童少年区外就读台账", K.ELSEWHERE),
        ("休学、延缓入学、死亡登记表", K.EXEMPT),
        ("送教上门学生名册", K.HOME_TEACHING),
    ],
)
def test_where_the_columns_are_common_to_all_the_title_tells(title: str, kind: RosterKind) -> None:
    assert kind_of("serial name sex id_number phone", title)[0] is kind


@pytest.mark.parametrize("where", ["sheet", "file", "folder"])
def test_names_of_sheet_file_and_folder_tell_too(where: str) -> None:
    assert kind_of("serial name sex id_number phone", **{where: "送教上门"})[0] is K.HOME_TEACHING


def test_a_class_known_only_from_the_title_speaks_for_an_attending_roster() -> None:
    assert kind_of("serial name sex id_number phone", class_name="三年级2班")[0] is K.ATTENDING


def test_common_columns_and_no_word_anywhere_leave_the_kind_open() -> None:
    assert kind_of("name id_number householder household_kind class_name", "")[0] is not None
    assert decide_kind(Signs([], {}, "", "", "", "", {})) == (None, 0.0)


def test_confidence_is_the_share_of_the_two_heaviest() -> None:
    assert 0.5 <= kind_of("serial class_name name sex id_number")[1] <= 1.0
