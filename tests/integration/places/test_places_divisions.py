"""Divisions opened, renamed, moved, closed and merged: history stays, pointers still find their way."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from tests.factories.places import AS_OF, OFFICER, district, school_of, townships, villages_of

from notoneless.audit.models import Event
from notoneless.places.models import Division, PlaceChange, School, Zone
from notoneless.places.queries import current_school_year, open_divisions, resolved_division, schools_in
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.services import following
from notoneless.places.services.divisions import (
    close_division,
    merge_divisions,
    move_division,
    open_division,
    rename_division,
)

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)


@pytest.fixture
def moves(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What a package above is told."""
    heard: list[tuple[str, str]] = []
    monkeypatch.setattr(following, "_of_paths", [])
    following.follow_paths(lambda old, new: heard.append((old, new)))
    return heard


def events() -> list[str]:
    return list(Event.objects.filter(actor_id=OFFICER.id).order_by("seq").values_list("event", flat=True))


def history(place: Division) -> list[tuple[str, str, str]]:
    return list(place.changes.order_by("id").values_list("kind", "before", "after"))


def test_opening_finds_the_parent_by_the_code() -> None:
    home = district()
    made = open_division(code="511791120000", name="新镇", by=OFFICER, opened_on=DAY, reason="某府函〔2024〕1号")
    assert (made.code, made.level, made.parent, made.path) == ("511791120", "township", home, "/511791/511791120/")
    assert events()[-1] == "places.division_opened"
    assert history(made) == [("opened", "", "新镇（511791120）")]


@pytest.mark.parametrize(
    ("code", "name", "sentence", "field"),
    [
        ("511791101", "新镇", "正由.+使用", "code"),
        ("511791999201", "新村", "没有代码为 511791999 的上级区划", "code"),
        ("51179", "新镇", "区划代码“51179”不对", "code"),
        ("511791120", " ", "请填写名称", "name"),
    ],
)
def test_a_division_that_cannot_be_is_refused_and_nothing_is_written(
    code: str, name: str, sentence: str, field: str
) -> None:
    district()
    before = Division.objects.count(), Event.objects.count()
    with pytest.raises(NotPossibleError, match=sentence) as refusal:
        open_division(code=code, name=name, by=OFFICER)
    assert refusal.value.field == field
    assert (Division.objects.count(), Event.objects.count()) == before


def test_renaming_keeps_the_former_name() -> None:
    district()
    village = villages_of(townships()[0])[0]
    after = rename_division(village, name="新村", on=DAY, by=OFFICER, reason="批复")
    assert (after.id, after.name) == (village.id, "新村")
    assert history(village)[-1] == ("renamed", village.name, "新村")
    assert events()[-1] == "places.division_renamed"
    with pytest.raises(NotPossibleError, match="相同"):
        rename_division(village, name="新村", on=DAY, by=OFFICER)


def test_a_day_to_come_is_refused() -> None:
    district()
    with pytest.raises(NotPossibleError, match="还没有到"):
        rename_division(townships()[0], name="新镇", on=timezone.localdate() + timedelta(days=1), by=OFFICER)


def test_moving_takes_along_all_that_lies_in_it(moves: list[tuple[str, str]]) -> None:
    district()
    first = townships()[0]
    village = villages_of(first)[0]
    old = first.path
    moved = move_division(first, code="511791120", on=DAY, by=OFFICER)
    assert moved.path == "/511791/511791120/"
    village.refresh_from_db()
    assert village.path == f"/511791/511791120/{village.code}/"
    assert open_divisions(moved.path).count() == 13
    assert not open_divisions(old).exists()
    assert moves == [(old, moved.path)]


def test_a_village_moves_to_another_township(moves: list[tuple[str, str]]) -> None:
    district()
    first, second, *_ = townships()
    village = villages_of(first)[0]
    old = village.path
    moved = move_division(village, parent=second, on=DAY, by=OFFICER)
    assert moved.path == f"{second.path}{village.code}/"
    assert moves == [(old, moved.path)]
    assert history(village)[-1][0] == "moved"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, "都没有变化"),
        ({"code": "511791102"}, "正由.+使用"),
        ({"code": "511791102201"}, "位数"),
        ({"parent": "sibling"}, "乡镇（街道）的上级应是区（县）"),
    ],
)
def test_a_move_that_cannot_be_is_refused(change: dict[str, str], sentence: str) -> None:
    district()
    first, second, *_ = townships()
    parent = second if change.pop("parent", "") else None
    with pytest.raises(NotPossibleError, match=sentence):
        move_division(first, parent=parent, on=DAY, by=OFFICER, **change)


def test_a_closed_namesake_of_the_code_stays_where_it_was(moves: list[tuple[str, str]]) -> None:
    home = district()
    first = townships()[0]
    gone = Division.objects.create(
        code=first.code, name="旧镇", level="township", parent=home, path=first.path, closed_on=DAY
    )
    kept = Division.objects.create(
        code=f"{first.code}299",
        name="旧村",
        level="village",
        parent=gone,
        path=f"{gone.path}{first.code}299/",
        closed_on=DAY,
    )
    move_division(first, code="511791120", on=DAY, by=OFFICER)
    for each in (gone, kept):
        path = each.path
        each.refresh_from_db()
        assert each.path == path


def test_closing_needs_an_empty_division() -> None:
    home = district()
    village = villages_of(townships()[0])[0]
    with pytest.raises(NotPossibleError, match=r"还有.+等，请先撤销它们"):
        close_division(home, on=DAY, by=OFFICER)
    with pytest.raises(NotPossibleError, match="在 2023-2024 学年划给"):
        close_division(village, on=DAY, by=OFFICER)
    empty = open_division(code="511791120", name="新镇", by=OFFICER)
    closed = close_division(empty, on=DAY, by=OFFICER, reason="撤销批复")
    assert closed.closed_on == DAY
    assert Division.objects.filter(id=empty.id).exists()
    assert events()[-1] == "places.division_closed"
    with pytest.raises(NotPossibleError, match="已于 2024-03-01 撤销"):
        rename_division(empty, name="再改", on=DAY, by=OFFICER)
    assert open_division(code="511791120", name="再设镇", by=OFFICER).id != empty.id


def test_merging_townships_hands_over_villages_schools_and_paths(moves: list[tuple[str, str]]) -> None:
    district()
    first, second, *_ = townships()
    villages, schools = villages_of(first), set(schools_in(first.path))
    merge_divisions([first], into=second, on=DAY, by=OFFICER, reason="合并批复")
    first.refresh_from_db()
    assert (first.closed_on, first.successor) == (DAY, second)
    assert {village.id for village in villages} <= {each.id for each in open_divisions(second.path)}
    assert schools <= set(schools_in(second.path))
    assert (first.path, second.path) == moves[-1]
    assert {old for old, _ in moves[:-1]} == {village.path for village in villages}
    assert history(first)[-1] == ("merged", first.name, second.name)
    assert history(second)[-1] == ("received", first.name, second.name)
    assert events()[-1] == "places.divisions_merged"


def test_merging_villages_keeps_the_zones_that_the_target_has() -> None:
    district()
    year = current_school_year(AS_OF)
    first, second, *_ = villages_of(townships()[0])
    Zone.objects.filter(division=second, school_year=year, stage="special").update(closed_on=DAY)
    merge_divisions([first], into=second, on=DAY, by=OFFICER)
    assert not Zone.objects.filter(division=first, school_year=year, closed_on=None).exists()
    held = Zone.objects.filter(division=second, school_year=year, closed_on=None)
    assert sorted(held.values_list("stage", flat=True)) == ["junior", "primary", "special"]


def test_what_pointed_to_a_merged_division_finds_what_took_its_place() -> None:
    district()
    first, second, third, *_ = townships()
    merge_divisions([first], into=second, on=DAY, by=OFFICER)
    merge_divisions([second], into=third, on=DAY, by=OFFICER)
    first.refresh_from_db()
    assert resolved_division(first) == third
    assert resolved_division(third) == third


@pytest.mark.parametrize(("into", "sentence"), [("self", "不能并入自己"), ("village", "不是同一级")])
def test_a_merger_that_cannot_be_is_refused(into: str, sentence: str) -> None:
    district()
    first = townships()[0]
    target = first if into == "self" else villages_of(townships()[1])[0]
    with pytest.raises(NotPossibleError, match=sentence):
        merge_divisions([first], into=target, on=DAY, by=OFFICER)


def test_without_its_followers_a_merger_does_not_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_old: str, _new: str) -> None:
        raise RuntimeError("cannot follow")

    district()
    first, second, *_ = townships()
    before = Event.objects.count(), PlaceChange.objects.count()
    monkeypatch.setattr(following, "_of_paths", [broken])
    with pytest.raises(RuntimeError, match="cannot follow"), transaction.atomic():
        merge_divisions([first], into=second, on=DAY, by=OFFICER)
    first.refresh_from_db()
    assert first.closed_on is None
    assert (Event.objects.count(), PlaceChange.objects.count()) == before


def test_a_school_moves_with_its_merged_place_and_says_so() -> None:
    district()
    point: School = school_of("teaching_point")
    village = point.division
    other = villages_of(village.parent)[-1] if village.parent else village
    merge_divisions([village], into=other, on=DAY, by=OFFICER)
    point.refresh_from_db()
    assert point.division == other
    assert point.changes.order_by("-id")[0].after == other.name
