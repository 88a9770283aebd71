"""What the audit log can record: every event in the code has its words, and every event with words is recorded."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from notoneless.audit.catalogue import Kind, kinds, words
from notoneless.audit.models import Event
from notoneless.web.audit.words import OBJECTS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "notoneless"
NAMES = ("record", "_record")


def literals(tree: ast.AST) -> Iterator[str]:
    """Every text in a program."""
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def recorded(tree: ast.AST) -> Iterator[str]:
    """The first argument of every call of `record` that is a text."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        first = call.args[0]
        if name in NAMES and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))]


def test_every_event_that_is_recorded_has_its_words() -> None:
    found = {name for tree in TREES for name in recorded(tree)}
    assert found
    assert found - kinds().keys() == set()


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)
def test_every_event_with_words_is_recorded_by_its_package(kind: Kind) -> None:
    assert kind.name in {text for tree in TREES for text in literals(tree)}, "nobody records it"
    assert kind.name.startswith(f"{kind.package.rpartition('.')[2]}.")
    assert kind.words
    assert len(kind.name) <= int(Event._meta.get_field("event").max_length or 0)


def test_an_event_that_a_later_version_no_longer_knows_can_still_be_read() -> None:
    assert words("audit.verified") == kinds()["audit.verified"].words
    assert words("gone.long_ago") == "gone.long_ago"


def test_an_event_without_words_turns_the_test_red() -> None:
    assert list(recorded(ast.parse('recording.record("no.such_event", actor=a)'))) == ["no.such_event"]


def acted_on(tree: ast.AST) -> Iterator[str]:
    """The kind in every `obj=(kind, …)`, and every constant that stands for one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "obj" and isinstance(node.value, ast.Tuple):
            first = node.value.elts[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)


def test_every_kind_of_object_in_the_log_has_its_word() -> None:
    found = {kind for tree in TREES for kind in acted_on(tree)}
    assert found
    assert found - OBJECTS.keys() == set()
