"""The pages of places: who sees them, who changes what, and what becomes of a form."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone
from tests.factories.people import Person, person, small_world
from tests.factories.places import OFFICER, school_of, townships, villages_of, workbook

from notoneless.accounts.roles import Role
from notoneless.config.demonstration.places import make_places
from notoneless.places.models import Division, PlaceImport, School, SchoolYear, Zone
from notoneless.places.queries import classes_of, current_school_year
from notoneless.places.rules.columns import ImportKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Division:
    return make_places(as_of=timezone.localdate(), by=OFFICER)


@pytest.fixture
def officer(home: Division) -> Person:
    return person(Role.BUREAU_OFFICER, home)


def today() -> str:
    return timezone.localdate().isoformat()


def year() -> SchoolYear:
    found = current_school_year(timezone.localdate())
    assert found is not None
    return found


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def addresses(home: Division) -> list[str]:
    township, school = townships()[0], school_of("primary_school")
    return [
        "/places/",
        f"/places/divisions/{home.id}/",
        f"/places/divisions/{township.id}/",
        f"/places/divisions/{villages_of(township)[0].id}/",
        "/places/schools/",
        f"/places/schools/{school.id}/",
        "/places/years/",
    ]


def changes(home: Division) -> list[str]:
    township, school = townships()[0], school_of("primary_school")
    division, own = f"/places/divisions/{township.id}", f"/places/schools/{school.id}"
    return [
        *(f"{division}/{act}/" for act in ("new", "rename", "move", "close", "merge")),
        "/places/schools/new/",
        *(f"{own}/{act}/" for act in ("rename", "change", "close", "merge", "zone")),
        "/places/years/new/",
        f"/places/years/{year().name}/",
        f"/places/years/{year().name}/carry/",
        "/places/imports/",
        *(f"/places/imports/{kind}/" for kind in ImportKind),
        *(f"/places/imports/{kind}/template/" for kind in ImportKind),
        *(f"/places/imports/{kind}/filled/" for kind in ImportKind),
    ]


def test_the_officer_opens_every_page(home: Division, officer: Person) -> None:
    for address in (*addresses(home), *changes(home), f"/places/schools/{school_of('primary_school').id}/classes/new/"):
        assert officer.client.get(address).status_code == 200, address


def test_a_teacher_sees_places_and_changes_none(home: Division) -> None:
    school = school_of("primary_school")
    teacher = person(Role.CLASS_TEACHER, classes_of(year(), school)[0])
    for address in addresses(home):
        page = teacher.client.get(address)
        assert page.status_code == 200, address
        assert re.findall(r'href="[^"]*/(?:new|rename|move|merge|close|change|zone|imports)/', text(page)) == []
    for address in (*changes(home), f"/places/schools/{school.id}/classes/new/"):
        assert teacher.client.get(address).status_code == 404, address
        assert teacher.client.post(address).status_code == 404, address


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.AUDITOR])
def test_those_who_need_no_places_see_none(home: Division, role: Role) -> None:
    admin = person(role, home)
    for address in (*addresses(home), *changes(home)):
        assert admin.client.get(address).status_code == 404, address


def test_a_school_changes_its_own_classes_only(home: Division) -> None:
    own, other = School.objects.filter(kind="primary_school").order_by("code")[:2]
    clerk = person(Role.SCHOOL_OFFICER, own)
    data = {"grade": "3", "number": "7"}
    assert clerk.client.post(f"/places/schools/{other.id}/classes/new/", data).status_code == 404
    answer = clerk.client.post(f"/places/schools/{own.id}/classes/new/", data)
    assert (answer.status_code, classes_of(year(), own).filter(number=7).count()) == (302, 1)
    made = classes_of(year(), own).get(number=7)
    foreign = classes_of(year(), other)[0]
    assert clerk.client.get(f"/places/classes/{foreign.id}/close/").status_code == 404
    close = {"on": today(), "confirmed": "1", "typed": made.name}
    assert clerk.client.post(f"/places/classes/{made.id}/close/", close).status_code == 302
    assert not classes_of(year(), own).filter(number=7).exists()


def test_another_district_can_be_seen_and_nothing_of_it_changed(officer: Person, tmp_path: Path) -> None:
    foreign = small_world("511793")
    township, school = foreign.townships[0], foreign.schools[0]
    for seen in (f"/places/divisions/{township.id}/", f"/places/schools/{school.id}/"):
        page = officer.client.get(seen)
        assert page.status_code == 200
        assert re.findall(r'href="[^"]*/(?:new|rename|move|merge|close|change|zone)/', text(page)) == []
    shut = [f"/places/divisions/{township.id}/{act}/" for act in ("new", "rename", "move", "close", "merge")]
    shut += [
        f"/places/schools/{school.id}/{act}/" for act in ("rename", "change", "close", "merge", "zone", "classes/new")
    ]
    shut += [f"/places/classes/{foreign.classes[0].id}/close/"]
    for address in shut:
        assert officer.client.get(address).status_code == 404, address
        assert officer.client.post(address).status_code == 404, address
    own = f"/places/divisions/{townships()[0].id}/merge/"
    data = {"into": str(foreign.townships[1].id), "on": today()}
    assert (officer.client.get(own).status_code, officer.client.post(own, data).status_code) == (200, 422)
    rows = [{"code": township.code, "name": "改名乡"}, {"code": "511794", "name": "又一区"}]
    content = workbook(tmp_path / "表.xlsx", ImportKind.DIVISIONS, rows).read_bytes()
    file = SimpleUploadedFile("区划表.xlsx", content)
    page = text(officer.client.post("/places/imports/divisions/", {"file": file}, follow=True))
    assert page.count("不在您负责的区域里") == 2
    assert "fingerprint" not in page
    neighbour = person(Role.BUREAU_OFFICER, foreign.district)
    assert neighbour.client.get(f"/places/import/{PlaceImport.objects.get().id}/").status_code == 404
    assert "区划表.xlsx" not in text(neighbour.client.get("/places/imports/"))


@pytest.mark.parametrize(
    "address",
    [
        "/places/divisions/{}/",
        "/places/divisions/{}/rename/",
        "/places/schools/{}/",
        "/places/schools/{}/merge/",
        "/places/classes/{}/close/",
        "/places/import/{}/",
    ],
)
def test_what_is_not_there_is_404(officer: Person, address: str) -> None:
    assert officer.client.get(address.format(uuid4())).status_code == 404


@pytest.mark.parametrize(
    "address", ["/places/years/1999-2000/", "/places/imports/people/", "/places/imports/people/template/"]
)
def test_what_has_no_such_name_is_404(officer: Person, address: str) -> None:
    assert officer.client.get(address).status_code == 404


def test_renaming_goes_into_the_history_of_the_page(officer: Person) -> None:
    village = villages_of(townships()[0])[0]
    address = f"/places/divisions/{village.id}/"
    data = {"name": "新村", "on": today(), "reason": "某府函〔2024〕1号"}
    answer = officer.client.post(f"{address}rename/", data, follow=True)
    page = text(answer)
    assert answer.redirect_chain == [(address, 302)]
    assert f"已把{village.name}更名为新村。" in page
    assert f"更名：{village.name} → 新村" in page
    assert "某府函〔2024〕1号" in page


def test_a_refusal_of_the_service_stands_at_its_field_and_keeps_what_was_typed(officer: Person) -> None:
    data = {"code": "511791101", "name": "重复镇"}
    answer = officer.client.post(f"/places/divisions/{Division.objects.get(code='511791').id}/new/", data)
    page = text(answer)
    assert answer.status_code == 422
    assert f"区划代码 511791101 正由{townships()[0].name}使用" in page
    assert 'href="#id_code"' in page
    assert 'value="重复镇"' in page


def test_a_merger_is_asked_about_and_needs_the_name_typed(officer: Person) -> None:
    first, second, *_ = townships()
    address = f"/places/divisions/{first.id}/merge/"
    data = {"into": str(second.id), "on": today(), "reason": ""}
    asked = officer.client.post(address, data)
    assert f"{first.name}自 {today()} 起并入{second.name}。" in text(asked)
    wrong = officer.client.post(address, {**data, "confirmed": "1", "typed": "别的"})
    assert wrong.status_code == 422
    first.refresh_from_db()
    assert first.closed_on is None
    done = officer.client.post(address, {**data, "confirmed": "1", "typed": first.name})
    assert (done.status_code, done.headers["Location"]) == (302, f"/places/divisions/{second.id}/")
    first.refresh_from_db()
    assert first.successor == second
    assert f'并入<a href="/places/divisions/{second.id}/">{second.name}</a>' in text(
        officer.client.get(f"/places/divisions/{first.id}/")
    )


def test_a_place_that_is_not_empty_is_not_closed_and_says_why(officer: Person) -> None:
    first = townships()[0]
    data = {"on": today(), "confirmed": "1", "typed": first.name}
    answer = officer.client.post(f"/places/divisions/{first.id}/close/", data)
    assert answer.status_code == 422
    assert "请先撤销它们，或改用“合并”" in text(answer)


def test_villages_are_ticked_for_a_school(officer: Person) -> None:
    school = school_of("primary_school")
    first, second, *_ = villages_of(school.division)
    address = f"/places/schools/{school.id}/zone/?year={year().name}&stage=primary"
    page = text(officer.client.get(address))
    assert page.count("checked") == 12
    answer = officer.client.post(address, {"villages": [str(first.id), str(second.id)]})
    assert answer.status_code == 302
    zones = Zone.objects.filter(school=school, school_year=year(), closed_on=None)
    assert {zone.division for zone in zones} == {first, second}


def test_a_school_year_is_entered_and_classes_are_carried_into_it(officer: Person) -> None:
    begins = year().starts_on.year + 1
    days = {
        "autumn_starts": f"{begins}-09-01",
        "autumn_ends": f"{begins + 1}-01-17",
        "spring_starts": f"{begins + 1}-02-20",
        "spring_ends": f"{begins + 1}-07-04",
    }
    name = f"{begins}-{begins + 1}"
    assert officer.client.post("/places/years/new/", {"name": name, **days}).status_code == 302
    late = {**days, "spring_ends": f"{begins + 1}-09-04"}
    wrong = officer.client.post(f"/places/years/{name}/", late)
    assert (wrong.status_code, "第二学期超出学年" in text(wrong)) == (422, True)
    address = f"/places/years/{year().name}/carry/"
    assert "各升一年级" in text(officer.client.post(address, {"into": name}))
    answer = officer.client.post(address, {"into": name, "confirmed": "1"}, follow=True)
    assert "个班级和 216 个片区带入" in text(answer)
    assert classes_of(SchoolYear.objects.get(name=name)).exists()


def test_a_workbook_is_uploaded_previewed_confirmed_and_kept_as_a_result(officer: Person, tmp_path: Path) -> None:
    village = villages_of(townships()[0])[0]
    rows = [{"code": village.code, "name": "新村"}, {"code": "51179", "name": "坏村"}]
    content = workbook(tmp_path / "表.xlsx", ImportKind.DIVISIONS, rows).read_bytes()
    file = SimpleUploadedFile("区划表.xlsx", content)
    answer = officer.client.post("/places/imports/divisions/", {"file": file}, follow=True)
    page = text(answer)
    assert "只导入没有问题的 1 行" in page
    assert f"更名：{village.name} → 新村" in page
    assert "Sheet1 第 5 行" in page
    draft = PlaceImport.objects.get()
    address = f"/places/import/{draft.id}/"
    fingerprint = re.findall(r'name="fingerprint" value="(\w+)"', page)[0]
    stale = officer.client.post(f"{address}apply/", {"fingerprint": "0"}, follow=True)
    assert "预览之后区域与学校的数据有变化" in text(stale)
    done = officer.client.post(f"{address}apply/", {"fingerprint": fingerprint}, follow=True)
    assert "已导入：新增 0，更改 1。" in text(done)
    village.refresh_from_db()
    assert village.name == "新村"
    wrong = officer.client.get(f"{address}wrong/")
    assert wrong.headers["Content-Disposition"].startswith("attachment")


def test_a_preview_of_somebody_else_can_be_seen_but_not_confirmed(
    officer: Person, home: Division, tmp_path: Path
) -> None:
    content = workbook(tmp_path / "表.xlsx", ImportKind.DIVISIONS, [{"code": "511791120", "name": "新镇"}]).read_bytes()
    officer.client.post("/places/imports/divisions/", {"file": SimpleUploadedFile("区划表.xlsx", content)})
    address = f"/places/import/{PlaceImport.objects.get().id}/"
    other = person(Role.BUREAU_OFFICER, home)
    page = text(other.client.get(address))
    assert "等待本人确认" in page
    assert "fingerprint" not in page
    other.client.post(f"{address}apply/", {"fingerprint": "0"})
    assert "只有上传文件的人" in text(other.client.post(f"{address}drop/", follow=True))
    assert not Division.objects.filter(code="511791120").exists()


def test_a_preview_is_dropped(officer: Person, tmp_path: Path) -> None:
    content = workbook(tmp_path / "表.xlsx", ImportKind.DIVISIONS, [{"code": "511791120", "name": "新镇"}]).read_bytes()
    officer.client.post("/places/imports/divisions/", {"file": SimpleUploadedFile("区划表.xlsx", content)})
    address = f"/places/import/{PlaceImport.objects.get().id}/"
    assert "没有写入任何内容" in text(officer.client.post(f"{address}drop/", follow=True))
    assert "已放弃" in text(officer.client.get(address))
    assert officer.client.get(f"{address}wrong/").status_code == 404


def test_a_file_that_is_no_workbook_is_refused_at_its_field(officer: Person) -> None:
    file = SimpleUploadedFile("表.xlsx", b"%PDF-1.7 nothing")
    answer = officer.client.post("/places/imports/schools/", {"file": file})
    assert answer.status_code == 422
    assert 'href="#id_file"' in text(answer)


def test_schools_are_found_by_name_initials_and_code(officer: Person) -> None:
    school = school_of("special_school")
    for words in ("特殊教育", "tsjy", school.code[-5:]):
        page = text(officer.client.get("/places/schools/", {"q": words}))
        assert school.name in page, words
        assert "共 1 所" in page, words
