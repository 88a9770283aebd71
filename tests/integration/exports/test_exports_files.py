"""The file of an export: with the scope of the moment, sealed on disk, once through a link, marked, gone in time."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from tests.factories.children import a_child
from tests.factories.exporting import MASKED, SPECIAL, an_export, built
from tests.factories.people import Person, SmallWorld, person, small_world

from notoneless.accounts.models import Post
from notoneless.accounts.roles import Role
from notoneless.audit.models import Event, Mention
from notoneless.background.progress import Stopped, Untold
from notoneless.children.models import Showing
from notoneless.children.models.showing import unpacked
from notoneless.exports.jobs import build
from notoneless.exports.models import ExportRequest, Link
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.exports.services.building import begin_build, build_export
from notoneless.exports.services.destroying import confirm_destroyed, destroy_by
from notoneless.exports.services.expiring import expire_due
from notoneless.exports.services.fetching import fetch, make_link
from notoneless.exports.services.files import file_path
from notoneless.exports.services.tracing import traced_number

pytestmark = pytest.mark.django_db
Capture = Callable[..., object]


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


@pytest.fixture
def officer(world: SmallWorld) -> Person:
    return person(Role.SCHOOL_OFFICER, world.schools[0])


@pytest.fixture
def head(world: SmallWorld) -> Person:
    return person(Role.BUREAU_LEADER, world.district)


def taken(request: ExportRequest, by: Person) -> bytes:
    """The file, as its asker gets it."""
    found = fetch(make_link(request, session="s1", by=by.actor), session="s1", by=by.actor)
    assert found is not None
    return b"".join(found[1])


def test_a_file_holds_what_was_asked_as_texts(world: SmallWorld, officer: Person, head: Person) -> None:
    child = a_child(officer, world, name="=欧阳娜", address="@SUM(1)")
    request = built(an_export(officer, columns=(*SPECIAL, "address")), head)
    assert (request.state, request.built_rows) == ("ready", 1)
    sheet = load_workbook(io.BytesIO(taken(request, officer))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == ["序号", "姓名", "身份证号", "监护人电话", "住址"]
    cells = sheet[3]
    assert [cell.value for cell in cells] == ["1", "=欧阳娜", child.id_number, "16912345678", "@SUM(1)"]
    assert {cell.data_type for cell in cells} == {"s"}, "no formula, no number"
    assert cells[1].style is not None
    assert [cell.quotePrefix for cell in cells] == [False, True, False, False, True]


def test_the_file_names_who_took_it_on_top_and_at_the_foot(world: SmallWorld, officer: Person) -> None:
    a_child(officer, world)
    request = built(an_export(officer, columns=MASKED))
    sheet = load_workbook(io.BytesIO(taken(request, officer))).active
    assert sheet is not None
    for place in (str(sheet["A1"].value), str(sheet.oddFooter.left.text), str(sheet.oddHeader.left.text)):
        assert officer.user.name in place
        assert officer.user.username in place
        assert f"第 {request.number} 号" in place


def test_a_masked_export_shows_no_number_and_no_name(world: SmallWorld, officer: Person) -> None:
    child = a_child(officer, world)
    content = taken(built(an_export(officer, columns=("name_masked", "birth_on_masked", "id_number_masked"))), officer)
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    text = " ".join(str(cell.value) for cell in sheet[3])
    assert child.name not in text
    assert child.id_number not in text
    assert child.id_number[-4:] in text


def test_only_what_the_asker_may_see_when_the_file_is_made(world: SmallWorld, officer: Person) -> None:
    a_child(officer, world)
    far = person(Role.BUREAU_OFFICER, world.district)
    request = an_export(officer, columns=MASKED)
    from notoneless.children.services.writing import Placement

    a_child(far, world, at=Placement(world.villages[2], world.villages[2], world.schools[1]))
    Post.objects.filter(pk=officer.post.pk).update(until_on=timezone.localdate() - timedelta(days=1))
    assert built(request).built_rows == 0, "the post has ended: nothing is in reach"


def test_the_file_is_unreadable_on_disk(world: SmallWorld, officer: Person, head: Person) -> None:
    child = a_child(officer, world)
    request = built(an_export(officer, columns=SPECIAL), head)
    content = file_path(request).read_bytes()
    assert not content.startswith(b"PK")
    for secret in (b"PK\x03\x04", child.id_number.encode(), "欧阳".encode(), b"sheet1"):
        assert secret not in content
    assert [path.name for path in file_path(request).parent.iterdir() if path.name.startswith(request.pk.hex)] == [
        f"{request.pk.hex}.sealed"
    ]


@pytest.mark.parametrize("harm", ["cut", "swap", "flip"])
def test_a_damaged_file_is_not_given(world: SmallWorld, officer: Person, harm: str) -> None:
    a_child(officer, world)
    request, other = built(an_export(officer, columns=MASKED)), built(an_export(officer, columns=MASKED))
    path = file_path(request)
    content = path.read_bytes()
    changed = {
        "cut": content[:-1],
        "swap": file_path(other).read_bytes(),
        "flip": content[:40] + bytes([content[40] ^ 1]) + content[41:],
    }
    path.write_bytes(changed[harm])
    with pytest.raises(ExportRefusedError, match="损坏"):
        taken(request, officer)


def test_a_link_opens_once_for_its_session_within_a_minute(world: SmallWorld, officer: Person) -> None:
    a_child(officer, world)
    request = built(an_export(officer, columns=MASKED))
    token = make_link(request, session="s1", by=officer.actor)
    assert fetch(token, session="s2", by=officer.actor) is None
    assert fetch("nosuch", session="s1", by=officer.actor) is None
    assert fetch(token, session="s1", by=officer.actor) is not None
    assert fetch(token, session="s1", by=officer.actor) is None
    late = make_link(request, session="s1", by=officer.actor)
    link = Link.objects.get(used_at__isnull=True)
    assert link.until_at - link.made_at <= timedelta(seconds=60)
    Link.objects.filter(pk=link.pk).update(made_at=link.made_at - timedelta(hours=1), until_at=timezone.now())
    assert fetch(late, session="s1", by=officer.actor) is None
    assert Event.objects.filter(event="exports.denied", outcome="denied").count() == 4
    assert Event.objects.filter(event="exports.fetched").count() == 1
    assert token.encode() not in bytes(Link.objects.all()[0].token_digest)


def test_only_the_asker_takes_the_file(world: SmallWorld, officer: Person, head: Person) -> None:
    a_child(officer, world)
    request = built(an_export(officer), head)
    with pytest.raises(ExportRefusedError, match="本人"):
        make_link(request, session="s1", by=head.actor)


def test_a_changed_scope_destroys_the_file(
    world: SmallWorld, officer: Person, django_capture_on_commit_callbacks: Capture
) -> None:
    a_child(officer, world)
    request = built(an_export(officer, columns=MASKED))
    Post.objects.filter(pk=officer.post.pk).update(until_on=timezone.localdate() - timedelta(days=1))
    request = ExportRequest.objects.get(pk=request.pk)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ExportRefusedError, match="变动"):  # type: ignore[attr-defined]
        make_link(request, session="s1", by=officer.actor)
    assert not file_path(request).exists()


def test_files_and_requests_end_in_time(
    world: SmallWorld, officer: Person, django_capture_on_commit_callbacks: Capture
) -> None:
    a_child(officer, world)
    ready, waiting = built(an_export(officer, columns=MASKED)), an_export(officer)
    now = timezone.now()
    assert expire_due(now + timedelta(hours=23)) == 0
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        assert expire_due(now + timedelta(hours=24, minutes=1)) == 1
        assert expire_due(now + timedelta(days=8)) == 1
        assert expire_due(now + timedelta(days=8)) == 0
    assert not file_path(ready).exists()
    for each in (ready, waiting):
        each.refresh_from_db()
        assert each.state == "expired"
    assert not ready.data_key, "a copy of the file opens no more"


def test_who_took_a_file_says_when_it_is_destroyed(world: SmallWorld, officer: Person, head: Person) -> None:
    a_child(officer, world)
    request = built(an_export(officer), head)
    assert destroy_by(request) is None
    taken(request, officer)
    request.refresh_from_db()
    assert request.state == "fetched"
    due = destroy_by(request)
    assert due is not None
    assert due - timezone.now() > timedelta(days=29)
    with pytest.raises(ExportRefusedError, match="本人"):
        confirm_destroyed(request, note="", by=head.actor)
    confirm_destroyed(request, note="已粉碎", by=officer.actor)
    with pytest.raises(ExportRefusedError):
        confirm_destroyed(request, note="", by=officer.actor)
    request.refresh_from_db()
    assert destroy_by(request) is None


def test_the_log_and_the_register_say_which_children(world: SmallWorld, officer: Person) -> None:
    children = {a_child(officer, world).pk: None for _ in range(3)}
    request = built(an_export(officer, columns=MASKED))
    showing = Showing.objects.get(kind="exported")
    assert (set(unpacked(showing.children)), showing.export_id) == (set(children), request.pk)
    event = Event.objects.get(event="exports.built")
    assert Mention.objects.filter(seq=event.seq, object_type="child").count() == 3


def test_a_build_that_is_stopped_or_fails_leaves_nothing(world: SmallWorld, officer: Person) -> None:
    a_child(officer, world)
    request = an_export(officer, columns=MASKED)
    begin_build(request, by=officer.actor)

    def stop(_done: int) -> None:
        raise Stopped

    from notoneless.exports.services import building

    before, building.EVERY = building.EVERY, 1
    try:
        with pytest.raises(Stopped):
            build_export(request, by=officer.actor, told=stop)
    finally:
        building.EVERY = before
    request.refresh_from_db()
    assert request.state == "approved"
    assert not file_path(request).exists()
    assert built(request).state == "ready", "it can be tried again"


def test_a_build_begun_again_after_a_kill_makes_one_file(world: SmallWorld, officer: Person) -> None:
    a_child(officer, world)
    request = an_export(officer, columns=MASKED)
    begin_build(request, by=officer.actor)
    file_path(request).parent.mkdir(parents=True, exist_ok=True)
    file_path(request).write_bytes(b"half")
    assert built(request).state == "ready"
    build.function(Untold(), request_id=str(request.pk))
    assert Event.objects.filter(event="exports.built").count() == 1
    assert taken(request, officer).startswith(b"PK")


def test_the_mark_is_found_after_saving_again_cutting_and_copying(
    world: SmallWorld, officer: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(6):
        a_child(officer, world)
    request = built(an_export(officer, columns=MASKED))
    path = tmp_path / "名单.xlsx"
    path.write_bytes(taken(request, officer))
    assert traced_number(path) == request.number
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet.delete_rows(1, 4)
    sheet.delete_cols(1)
    sheet.delete_cols(2, 5)
    book.save(tmp_path / "剩下一列.xlsx")
    assert traced_number(tmp_path / "剩下一列.xlsx") == request.number
    call_command("trace_export", str(tmp_path / "剩下一列.xlsx"))
    said = capsys.readouterr().out
    assert officer.user.username in said
    assert "向上级报送报表用" in said
    Workbook().save(tmp_path / "别的.xlsx")
    with pytest.raises(CommandError, match="没有找到暗记"):
        call_command("trace_export", str(tmp_path / "别的.xlsx"))
    (tmp_path / "坏的.xlsx").write_bytes(b"x")
    with pytest.raises(CommandError, match="打不开"):
        call_command("trace_export", str(tmp_path / "坏的.xlsx"))
