import pickle
from string import Formatter

import pytest

from notoneless.sheets.refusals import Refusal, sentences


def test_a_refusal_says_what_happened_with_its_figures() -> None:
    refusal = Refusal("too_big_file", size=120, limit=100)
    assert (refusal.code, str(refusal)) == ("too_big_file", refusal.sentence)
    assert "120 MB" in refusal.sentence
    assert "100 MB" in refusal.sentence


def test_a_refusal_travels_between_processes() -> None:
    refusal = Refusal("ratio", part="a.xml", limit=200)
    again = pickle.loads(pickle.dumps(refusal))  # noqa: S301
    assert (again.code, again.details, again.sentence) == (refusal.code, refusal.details, refusal.sentence)


def test_an_unknown_code_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        Refusal("no_such_code")


@pytest.mark.parametrize("code", sorted(sentences()))
def test_every_sentence_is_whole_and_says_what_to_do(code: str) -> None:
    sentence = sentences()[code]
    fields = [name for _, name, _, _ in Formatter().parse(sentence) if name]
    assert sentence.endswith("。")
    assert "请" in sentence
    assert "{" not in Refusal(code, **dict.fromkeys(fields, 1)).sentence
