import pytest

from notoneless.sheets.readers.prologues import LONGEST, root_of
from notoneless.sheets.refusals import Refusal

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<worksheet xmlns='a'>", "worksheet"),
        (_HEAD.encode() + b"<x:worksheet>", "x:worksheet"),
        (b"\xef\xbb\xbf" + _HEAD.encode() + b"<worksheet/>", "worksheet"),
        (b"<?xml version='1.0' encoding='GB18030'?><a/>", "a"),
        (_HEAD.encode() + b"<!-- WPS --><?mso-application x?>\r\n<Types>", "Types"),
        (b"<a>&lt;!DOCTYPE b></a>", "a"),
        (b"<a><![CDATA[<!DOCTYPE b>]]></a>", "a"),
        (b"", None),
        (b"  \n", None),
        (_HEAD.encode(), None),
    ],
)
def test_the_root_of_a_sound_part(head: bytes, root: str | None) -> None:
    assert root_of("xl/a.xml", head) == root


def test_a_part_that_is_no_xml_has_no_root() -> None:
    assert root_of("xl/media/image1.png", b"\x89PNG") is None


@pytest.mark.parametrize(
    "declaration", ["<!DOCTYPE a>", "<!doctype a>", "<!ENTITY a 'b'>", "<!-- x --><!DOCTYPE a []>"]
)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "cp037", "utf-7"]
)
def test_a_declaration_is_found_in_any_encoding(declaration: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<a/>'.encode(encoding)
    with pytest.raises(Refusal) as raised:
        root_of("docProps/app.xml", head)
    assert raised.value.code == "xml_entities"
    assert "docProps/app.xml" in raised.value.sentence


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("<a/>".encode("utf-16"), "xml_encoding"),
        (b"<?xml version='1.0' encoding='UTF-7'?><a/>", "xml_encoding"),
        (b"<?xml version='1.0' encoding='hex'?><a/>", "xml_encoding"),
        (b"<?xml version='1.0' encoding='x-none'?><a/>", "xml_encoding"),
        (b"<!--><!DOCTYPE a><a>-->", "xml_entities"),
        (b"<!--" + b" " * LONGEST, "unsafe_archive"),
        (b"junk", "damaged"),
    ],
)
def test_other_beginnings_are_refused(head: bytes, code: str) -> None:
    with pytest.raises(Refusal) as raised:
        root_of("xl/a.xml", head)
    assert raised.value.code == code
