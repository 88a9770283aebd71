import re
from pathlib import Path

import pytest
from tests.factories.commands import Said, call, call_apart

ENGLISH = re.compile(
    r"\b(option|argument|command|value|valid|invalid|missing|error|usage|got|no such|try)\b", re.IGNORECASE
)


def is_one_chinese_sentence(said: Said) -> bool:
    """On standard error alone, on one line, in Chinese words, without a trace of where in the program it arose."""
    (line,) = said.err.splitlines()
    return said.out == "" and bool(re.search(r"[一-龥]{2}", line)) and not ENGLISH.search(line)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with one file of text and one empty folder."""
    (tmp_path / "文件.csv").write_text("甲", encoding="utf-8")
    (tmp_path / "空").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


WRONG = [
    ("nope", "没有命令 nope"),
    ("reconsile", "没有命令 reconsile（是不是 reconcile？）"),
    ("--nope", "没有选项 --nope"),
    ("check --outt x", "没有选项 --outt（是不是 --out、"),
    ("check", "缺少 文件…"),
    ("reconcile", "缺少 文件夹"),
    ("explain 空", "缺少 儿童"),
    ("score 空", "缺少 结果文件夹"),
    ("template", "缺少 种类"),
    ("sample", "缺少 --out 文件夹"),
    ("reconcile 空 --as-of", "选项 --as-of 后面缺少值"),
    ("reconcile 空 --quiet=1", "选项 --quiet 后面不要写值"),
    ("reconcile 空 两 三", "多出了 两 三"),
    ("reconcile 空 --as-of 2024-02-30", "“2024-02-30”不是日期，请写成 2024-03-01"),
    ("reconcile 空 --as-of 明天", "“明天”不是日期"),
    ("reconcile 空 --processes 两个", "“两个”应是 0 到 64 之间的整数"),
    ("reconcile 空 --processes -1", "应是 0 到 64 之间的整数"),
    ("reconcile 空 --engine excel", "“excel”应是其中之一：duckdb、spark"),
    ("demo --port 65536", "“65536”应是 0 到 65535 之间的整数"),
    ("demo --port http", "“http”应是"),
    ("demo --children 5", "“5”应是 20 到"),
    ("sample --out 新 --children 19", "“19”应是 20 到"),
    ("sample --out 新 --seed -1", "“-1”应是 0 到"),
    ("sample --out 新 --form excel", "“excel”应是其中之一：workbooks、csv、parquet"),
    ("template 工资表", "种类 不对：“工资表”应是其中之一"),
    ("check 没有.xlsx", "找不到文件“没有.xlsx”"),
    ("reconcile 没有", "找不到放花名册的文件夹“没有”"),
    ("reconcile 文件.csv", "“文件.csv”是文件，这里要给出放花名册的文件夹"),
    ("reconcile 空 --decisions 没有.csv", "找不到文件“没有.csv”"),
    ("reconcile 空 --decisions 空", "“空”是文件夹，这里要给出文件"),
    ("reconcile 空 --answers 没有.xlsx", "找不到文件“没有.xlsx”"),
    ("explain 没有 张三", "找不到结果文件夹“没有”"),
    ("score 没有 空", "找不到真相文件夹“没有”"),
    ("score 空 空", "找不到真相文件夹里的文件"),
]


@pytest.mark.parametrize(("line", "words"), WRONG, ids=[line for line, _ in WRONG])
@pytest.mark.usefixtures("folder")
def test_a_wrong_command_line_gets_one_sentence_that_names_what_is_wrong(line: str, words: str) -> None:
    said = call(*line.split())
    assert (said.code, is_one_chinese_sentence(said)) == (2, True), said
    assert words in said.err


@pytest.mark.parametrize("line", ["nope", "check --nope", "reconcile 空 --as-of x", "explain 没有 张三"])
def test_so_it_is_in_a_process_of_its_own(folder: Path, line: str) -> None:
    said = call_apart(*line.split(), folder=folder)
    assert (said.code, is_one_chinese_sentence(said)) == (2, True), said


def test_nothing_is_written_for_a_wrong_command_line(folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    for line, _ in WRONG:
        call(*line.split())
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize("written", ["2024-03-01", "2024/3/1", "20240301", "2024年3月1日"])
@pytest.mark.usefixtures("folder")
def test_a_date_may_be_written_as_people_do(written: str) -> None:
    assert call("reconcile", "空", "--as-of", written).code == 3


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("line", ["reconcile 空", "check 空"])
def test_a_folder_without_rosters_is_answered_with_a_sentence(line: str) -> None:
    said = call(*line.split())
    assert (said.code, is_one_chinese_sentence(said)) == (3, True), said
    assert ".xlsx、.xls、.et、.csv、.txt" in said.err


@pytest.mark.usefixtures("folder")
def test_a_folder_with_files_that_are_no_rosters_says_why() -> None:
    said = call("reconcile", ".", "--out", "结果")
    assert (said.code, is_one_chinese_sentence(said)) == (3, True), said
    assert "1 个文件都不能用作花名册" in said.err
    assert not Path("结果").exists()
