"""The national list, one district of it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.factories.places import write_list

from notoneless.audit.models import Event
from notoneless.places.models import Division
from notoneless.places.services import national_list

pytestmark = pytest.mark.django_db


def load(folder: Path, *options: str) -> str:
    out = StringIO()
    call_command("load_divisions", "511791", "--from", str(folder), *options, stdout=out)
    return out.getvalue()


def test_a_district_is_shown_first_and_loaded_when_asked(tmp_path: Path) -> None:
    folder = write_list(tmp_path / "dist")
    assert "新增 4，更改 0，不变 0，有误 0" in load(folder)
    assert not Division.objects.exists()
    assert "已写入" in load(folder, "--apply")
    assert list(Division.objects.order_by("code").values_list("code", "name")) == [
        ("511791", "霁川区"),
        ("511791103", "苔埭乡"),
        ("511791103201", "槐嘴村"),
        ("511791103202", "榆涧村"),
    ]
    assert Event.objects.get(event="places.import_applied").actor_id == "system"
    assert "新增 0，更改 0，不变 4，有误 0" in load(folder, "--apply")


def test_a_new_edition_renames_and_says_so(tmp_path: Path) -> None:
    folder = write_list(tmp_path / "dist")
    load(folder, "--apply")
    streets = folder / "streets.json"
    streets.write_text(streets.read_text(encoding="utf-8").replace("苔埭乡", "苔埭镇"), encoding="utf-8")
    assert "511791103 更名：苔埭乡 → 苔埭镇" in load(folder, "--apply")
    assert Division.objects.get(code="511791103").changes.count() == 2


@pytest.mark.parametrize("piece", [1, 7, 64])
def test_a_long_list_is_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    monkeypatch.setattr(national_list, "_PIECE", piece)
    assert "新增 4" in load(write_list(tmp_path / "dist"))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("villages.json", None, "没有找到"),
        ("villages.json", "[{]", "不是全国区划表的样子"),
        ("villages.json", '{"code": 1}', "不是全国区划表的样子"),
        ("villages.json", '[{"name": "x"}]', "不是全国区划表的样子"),
        ("villages.json", '[{"code": "1", "name": "x"}', "不是全国区划表的样子"),
        ("areas.json", "[]", "没有代码为 511791 的区县"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, name: str, content: str | None, sentence: str) -> None:
    folder = write_list(tmp_path / "dist")
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        load(folder, "--apply")
    assert not Division.objects.exists()
