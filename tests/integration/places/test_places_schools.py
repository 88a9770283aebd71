"""Schools, classes, zones and school years: opened, changed, closed, merged, carried on."""

from datetime import date
from uuid import UUID

import pytest
from tests.factories.places import AS_OF, OFFICER, district, school_of, townships, villages_of

from notoneless.audit.models import Event
from notoneless.places.models import School, SchoolClass, SchoolYear, Zone
from notoneless.places.queries import classes_of, current_school_year, free_number, resolved_school, zone_of
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.stages import ZoneStage
from notoneless.places.services import following
from notoneless.places.services.classes import close_class, open_class
from notoneless.places.services.school_years import carry_year, set_school_year
from notoneless.places.services.schools import change_school, close_school, merge_schools, open_school, rename_school
from notoneless.places.services.zones import assign_zone, release_zone, set_zone

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)
TERMS = ((date(2024, 9, 1), date(2025, 1, 17)), (date(2025, 2, 17), date(2025, 7, 4)))


def this_year() -> SchoolYear:
    year = current_school_year(AS_OF)
    assert year is not None
    return year


def last_event() -> str:
    return Event.objects.order_by("-seq")[0].event


def test_a_school_is_opened_renamed_and_changed() -> None:
    district()
    first, second, *_ = townships()
    school = open_school(code="2151990000", name="新小学", kind="primary_school", division=first, by=OFFICER)
    assert (school.stage, last_event()) == ("primary", "places.school_opened")
    rename_school(school, name="实验小学", on=DAY, by=OFFICER)
    assert last_event() == "places.school_renamed"
    after = change_school(school, kind="nine_year_school", division=second, on=DAY, by=OFFICER)
    assert (after.name, after.stage, after.division, after.code) == ("实验小学", "nine_year", second, "2151990000")
    assert last_event() == "places.school_changed"
    kinds = [(each.kind, each.before) for each in school.changes.order_by("id")]
    assert kinds == [("opened", ""), ("renamed", "新小学"), ("changed", f"小学·{first.name}")]


@pytest.mark.parametrize(
    ("code", "at", "sentence"),
    [
        ("2151900000", "township", "正由.+使用"),
        ("215", "township", "应为 10 位数字"),
        ("2151990000", "district", "请选择学校所在"),
    ],
)
def test_a_school_that_cannot_be_is_refused(code: str, at: str, sentence: str) -> None:
    home = district()
    site = home if at == "district" else townships()[0]
    with pytest.raises(NotPossibleError, match=sentence):
        open_school(code=code, name="新小学", kind="primary_school", division=site, by=OFFICER)


def test_a_school_with_zones_of_a_stage_does_not_lose_the_stage() -> None:
    district()
    with pytest.raises(NotPossibleError, match="还有别的学段的片区"):
        change_school(school_of("nine_year_school"), kind="primary_school", on=DAY, by=OFFICER)


def test_closing_needs_a_school_without_classes_and_zones() -> None:
    district()
    with pytest.raises(NotPossibleError, match="还有 12 个班级、12 个片区"):
        close_school(school_of("primary_school"), on=DAY, by=OFFICER)
    school = open_school(code="2151990000", name="新小学", kind="primary_school", division=townships()[0], by=OFFICER)
    assert close_school(school, on=DAY, by=OFFICER).closed_on == DAY
    assert School.objects.filter(id=school.id).exists()
    with pytest.raises(NotPossibleError, match="已于 2024-03-01 停办"):
        rename_school(school, name="再改小学", on=DAY, by=OFFICER)


def test_merging_schools_hands_over_classes_and_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    district()
    heard: list[tuple[UUID, UUID]] = []
    monkeypatch.setattr(following, "_of_schools", [])
    following.follow_schools(lambda school, into: heard.append((school, into)))
    source, target = School.objects.filter(kind="primary_school").order_by("code")[:2]
    classes, villages = list(classes_of(this_year(), source)), {zone.division for zone in zone_of(source, this_year())}
    earlier = SchoolClass.objects.filter(school=source).exclude(school_year=this_year()).count()
    merge_schools([source], into=target, on=DAY, by=OFFICER)
    source.refresh_from_db()
    assert (source.closed_on, source.successor, resolved_school(source)) == (DAY, target, target)
    for each in classes:
        number = each.number
        each.refresh_from_db()
        assert (each.school, each.number, each.name[-3:]) == (target, number + 2, f"级{number + 2}班"[-3:])
    assert villages <= {zone.division for zone in zone_of(target, this_year())}
    assert SchoolClass.objects.filter(school=source).count() == earlier
    assert heard == [(source.id, target.id)]
    assert last_event() == "places.schools_merged"


def test_a_class_of_a_grade_that_the_other_school_has_not_stops_the_merger() -> None:
    district()
    with pytest.raises(NotPossibleError, match="没有七年级1班所在的年级"):
        merge_schools([school_of("junior_school")], into=school_of("primary_school"), on=DAY, by=OFFICER)
    assert school_of("junior_school").closed_on is None


def test_a_class_is_opened_once_and_closed() -> None:
    district()
    school = school_of("primary_school")
    assert free_number(school, this_year(), 3) == 3
    made = open_class(school, year=this_year(), grade=3, number=3, by=OFFICER)
    assert made.name == "三年级3班"
    with pytest.raises(NotPossibleError, match="已有三年级3班"):
        open_class(school, year=this_year(), grade=3, number=3, by=OFFICER)
    with pytest.raises(NotPossibleError, match="是小学，没有这个年级"):
        open_class(school, year=this_year(), grade=7, number=1, by=OFFICER)
    close_class(made, on=DAY, by=OFFICER)
    assert last_event() == "places.class_closed"
    assert open_class(school, year=this_year(), grade=3, number=3, by=OFFICER).id != made.id


def test_a_village_given_to_another_school_leaves_the_first() -> None:
    district()
    village = villages_of(townships()[0])[0]
    year, other = this_year(), school_of("nine_year_school")
    before = Zone.objects.get(division=village, school_year=year, stage="primary")
    zone = assign_zone(village, school=other, year=year, stage=ZoneStage.PRIMARY, on=DAY, by=OFFICER)
    before.refresh_from_db()
    assert (before.closed_on, zone.opened_on, zone.school) == (DAY, DAY, other)
    again = assign_zone(village, school=other, year=year, stage=ZoneStage.PRIMARY, on=DAY, by=OFFICER)
    assert again == zone
    release_zone(zone, on=DAY, by=OFFICER)
    assert last_event() == "places.zone_released"


@pytest.mark.parametrize(
    ("where", "kind", "sentence"),
    [
        ("township", "primary_school", "划片要划到村（社区）"),
        ("village", "junior_school", "没有小学，不能划作小学的学校"),
    ],
)
def test_a_zone_that_cannot_be_is_refused(where: str, kind: str, sentence: str) -> None:
    district()
    place = townships()[0] if where == "township" else villages_of(townships()[0])[0]
    with pytest.raises(NotPossibleError, match=sentence):
        assign_zone(place, school=school_of(kind), year=this_year(), stage=ZoneStage.PRIMARY, on=DAY, by=OFFICER)


def test_the_zone_of_a_school_in_a_township_becomes_what_was_ticked() -> None:
    district()
    school = school_of("primary_school")
    township = school.division
    first, second, *rest = villages_of(township)
    set_zone(
        school, year=this_year(), stage=ZoneStage.PRIMARY, within=township, villages=[first, second], on=DAY, by=OFFICER
    )
    assert {zone.division for zone in zone_of(school, this_year())} == {first, second}
    assert not Zone.objects.filter(division__in=rest, school_year=this_year(), stage="primary", closed_on=None).exists()


def test_a_school_year_is_set_and_its_terms_corrected() -> None:
    year = set_school_year(2024, terms=TERMS, by=OFFICER)
    assert (year.name, year.starts_on, year.ends_on) == ("2024-2025", date(2024, 9, 1), date(2025, 8, 31))
    later = (TERMS[0], (date(2025, 2, 20), TERMS[1][1]))
    assert set_school_year(2024, terms=later, by=OFFICER) == year
    assert [term.starts_on for term in year.terms.order_by("number")] == [TERMS[0][0], date(2025, 2, 20)]
    with pytest.raises(NotPossibleError, match="超出学年"):
        set_school_year(2023, terms=TERMS, by=OFFICER)


def test_a_year_is_carried_a_grade_higher_and_twice_changes_nothing() -> None:
    district()
    old, new = this_year(), set_school_year(2024, terms=TERMS, by=OFFICER)
    school, point = school_of("primary_school"), school_of("teaching_point")
    classes, zones = carry_year(old, into=new, by=OFFICER)
    assert zones == Zone.objects.filter(school_year=old, closed_on=None).count()
    assert classes == classes_of(new).count()
    assert sorted(classes_of(new, school).values_list("grade", "number")) == [
        (grade, number) for grade in range(1, 7) for number in (1, 2)
    ]
    assert sorted(set(classes_of(new, point).values_list("grade", flat=True))) == [1, 2, 3, 4, 5]
    assert carry_year(old, into=new, by=OFFICER) == (0, 0)


def test_a_year_is_carried_only_into_the_next() -> None:
    district()
    old, far = this_year(), set_school_year(2025, terms=[(date(2025, 9, 1), date(2026, 1, 16))], by=OFFICER)
    with pytest.raises(NotPossibleError, match="不是 2023-2024 的下一学年"):
        carry_year(old, into=far, by=OFFICER)
