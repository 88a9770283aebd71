import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.ledgers.csv_cells import marked, marked_columns, unmarked

TEXTS = st.text(max_size=6) | st.text("'=＝+-@\t\r\0a", max_size=6)


@pytest.mark.parametrize("first", "=+-@＝＋－＠\t\r\0")
def test_what_a_spreadsheet_would_run_gets_a_mark(first: str) -> None:
    assert marked(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("text", ["", "张三", "6-2班", "a=b", "0813-1"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert (marked(text), unmarked(text)) == (text, text)


@pytest.mark.parametrize(
    ("written", "read"), [("'=1", "=1"), ("''=1", "'=1"), ("'张三", "'张三"), ("''", "'"), ("'", "'"), ("=1", "=1")]
)
def test_one_mark_and_no_more_is_taken_off(written: str, read: str) -> None:
    assert unmarked(written) == read


@given(TEXTS)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert unmarked(marked(text)) == text


@given(st.lists(st.none() | TEXTS, max_size=5))
def test_a_table_is_marked_in_its_text_columns_and_nowhere_else(texts: list[str | None]) -> None:
    table = pl.DataFrame({"name": texts, "row": range(len(texts))}, schema={"name": pl.String, "row": pl.Int64})
    done = table.with_columns(marked_columns())
    assert done.get_column("name").to_list() == [None if text is None else marked(text) for text in texts]
    assert done.get_column("row").equals(table.get_column("row"))
