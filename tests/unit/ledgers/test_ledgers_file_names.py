import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.ledgers.workbooks.file_names import legal_file_names

FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}


@pytest.mark.parametrize(
    ("names", "legal"),
    [
        (["赵家镇"], ["赵家镇"]),
        (["某镇（东）/西小学"], ["某镇（东） 西小学"]),
        (["某镇中心小学."], ["某镇中心小学"]),
        (["..", ""], ["未命名", "未命名（2）"]),
        (["CON", "aux.小学"], ["CON_", "aux.小学_"]),
        (["A小学", "a小学"], ["A小学", "a小学（2）"]),
        (["学" * 100], ["学" * 60]),
    ],
)
def test_names_become_legal_on_windows(names: list[str], legal: list[str]) -> None:
    assert legal_file_names(names) == legal


@given(st.lists(st.text(max_size=80), max_size=8))
def test_any_names_become_legal_and_unlike(names: list[str]) -> None:
    legal = legal_file_names(names)
    assert len(legal) == len(names)
    assert len({name.casefold() for name in legal}) == len(names)
    for name in legal:
        assert name == name.strip(" .")
        assert name
        assert not FORBIDDEN & set(name)
