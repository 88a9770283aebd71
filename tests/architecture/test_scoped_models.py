"""What the import graph cannot see: which models hold children, where relations point, who is unrestricted."""

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import notoneless
from notoneless.accounts.row_security import scoped_models, using_clause
from notoneless.accounts.scoped import ScopedManager, ScopedModel
from notoneless.standards.tables import load

SOURCE = Path(str(files(notoneless)))
LAYERS = (
    ("config",),
    ("web", "api", "cli"),
    ("children",),
    ("exports",),
    ("accounts",),
    ("places",),
    ("ui",),
    ("audit", "background", "protection"),
)
"""As in pyproject.toml, from the top."""
HEIGHT = {name: -at for at, names in enumerate(LAYERS) for name in names}
CHILD = "children.Child"


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("notoneless.")]


def leads_to_a_child(model: type[models.Model], seen: frozenset[type[models.Model]] = frozenset()) -> bool:
    """Whether a model is the child, or has a relation to one by however many steps."""
    if model._meta.label == CHILD:
        return True
    further = (
        field.related_model
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model not in (None, "self")
    )
    return any(
        each not in seen and leads_to_a_child(each, seen | {model}) for each in further if isinstance(each, type)
    )


def test_every_model_with_a_way_to_a_child_is_scoped() -> None:
    found = [model._meta.label for model in ours() if leads_to_a_child(model) and not issubclass(model, ScopedModel)]
    assert found == []


def test_scoped_models_are_there_at_all() -> None:
    assert CHILD in {model._meta.label for model in scoped_models()}


@pytest.mark.parametrize("model", list(scoped_models()), ids=lambda model: model._meta.label)
def test_every_way_to_rows_of_a_scoped_model_is_the_scoped_manager(model: type[ScopedModel]) -> None:
    managers = [model._base_manager, model._default_manager, *model._meta.managers]
    assert all(isinstance(manager, ScopedManager) for manager in managers)


@pytest.mark.parametrize("model", list(scoped_models()), ids=lambda model: model._meta.label)
def test_the_prefix_leads_to_the_child(model: type[ScopedModel]) -> None:
    at: type[models.Model] = model
    for name in filter(None, model.scope_prefix.split("__")):
        field = at._meta.get_field(name)
        assert not field.null, f"{at.__name__}.{name} may be empty: its row would belong to nobody"
        assert isinstance(field.related_model, type)
        at = field.related_model
    assert at._meta.label == CHILD
    assert using_clause(model)


@pytest.mark.parametrize("model", list(scoped_models()), ids=lambda model: model._meta.label)
def test_there_is_no_way_in_from_outside(model: type[ScopedModel]) -> None:
    """A join from a table out of scope would pass the filter: such relations have no way back."""
    for field in model._meta.get_fields():
        if field.is_relation and not field.auto_created and not issubclass(field.related_model, ScopedModel):
            assert field.remote_field.hidden, f'{model.__name__}.{field.name} needs related_name="+"'


def test_relations_point_to_the_same_or_a_lower_package() -> None:
    up = [
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and isinstance(field.related_model, type)
        and HEIGHT.get(field.related_model._meta.app_label, -99) > HEIGHT[model._meta.app_label]
    ]
    assert up == []


def test_every_app_has_a_layer() -> None:
    assert {model._meta.app_label for model in ours()} <= set(HEIGHT)


def calls() -> Iterator[tuple[str, str]]:
    """Each use of `unrestricted` in the product: where, and the reason it gives."""
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == "unrestricted"
            ):
                given = node.args[0]
                yield str(path.relative_to(SOURCE)), _text(given, constants)


def _called(function: ast.expr) -> str:
    return str(getattr(function, "id", getattr(function, "attr", "")))


def _text(given: ast.expr, constants: dict[str, object]) -> str:
    if isinstance(given, ast.Constant):
        return str(given.value)
    return str(constants.get(given.id, "")) if isinstance(given, ast.Name) else ""


def test_every_unrestricted_use_is_a_reviewed_row() -> None:
    reviewed = {(row["where"], row["reason"]) for row in load("unrestricted", "notoneless.accounts").rows}
    assert set(calls()) == reviewed
