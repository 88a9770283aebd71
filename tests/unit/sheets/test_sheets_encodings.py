from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.sheets.readers.encodings import decode
from notoneless.sheets.refusals import Refusal

_TEXT = "姓名,身份证号\r\n罗大川,511791201311230016\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (_TEXT.encode("utf-8"), "utf-8"),
        (_TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (_TEXT.encode("gbk"), "gb18030"),
        (_TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + _TEXT.encode("utf-16-be"), "utf-16-be"),
        (_TEXT.encode("utf-16-le"), "utf-16-le"),
        (_TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_the_encoding_is_told_and_the_mark_taken_off(data: bytes, encoding: str) -> None:
    assert decode(data) == (_TEXT, encoding)


def test_rare_characters_of_gb18030_are_kept() -> None:
    assert decode("\U00020bb7䶮㙍·".encode("gb18030"))[0] == "\U00020bb7䶮㙍·"


def test_a_stray_zero_byte_does_not_make_it_wide() -> None:
    assert decode(b"a,b\x00\nc,d\n") == ("a,b\x00\nc,d\n", "utf-8")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_TEXT.encode("gb18030") + b"\n\xff\xff", "第 4 行"),
        ((_TEXT * 20).encode().replace("罗".encode(), b"\xe7\xbd", 1), "第 2 行"),
        ((_TEXT * 20).encode()[:-30] + "罗".encode()[:2], "UTF-8"),
        (_TEXT.encode("utf-16")[:-1], "行"),
        (b"\x01\x02\x03" * 50, "不是文字"),
    ],
)
def test_what_would_come_out_as_nonsense_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(Refusal) as raised:
        decode(data)
    assert raised.value.code == "unknown_encoding"
    assert said in raised.value.sentence


@given(st.lists(st.sampled_from(["赵", "钱", "·", "䶮", "1", ",", "X"]), min_size=1, max_size=40))
def test_a_gb18030_text_comes_back_unless_it_is_utf8_by_chance(characters: list[str]) -> None:
    text = "".join(characters)
    data = text.encode("gb18030")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        assert decode(data) == (text, "gb18030")


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_refusal(data: bytes) -> None:
    with suppress(Refusal):
        text, encoding = decode(data)
        assert text.encode(encoding) in (data, data[2:]) or encoding == "gb18030"
