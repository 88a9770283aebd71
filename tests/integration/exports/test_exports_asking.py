"""Asking for an export, and the word of a second person."""

import pytest
from django.db import IntegrityError, transaction
from tests.factories.children import a_child
from tests.factories.exporting import MASKED, SPECIAL, an_export
from tests.factories.people import Person, SmallWorld, person, small_world

from notoneless.accounts.roles import Role
from notoneless.audit.models import Event
from notoneless.exports.models import Decision, ExportRequest
from notoneless.exports.queries import request_seen_by, waiting_for
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.exports.services.deciding import approve_export, refuse_export

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


@pytest.fixture
def officer(world: SmallWorld) -> Person:
    return person(Role.SCHOOL_OFFICER, world.schools[0])


@pytest.fixture
def child(world: SmallWorld, officer: Person) -> object:
    return a_child(officer, world)


def test_few_masked_rows_need_nobody(child: object, officer: Person) -> None:
    request = an_export(officer, columns=MASKED)
    assert (request.state, request.approvals_needed, request.rows) == ("approved", 0, 1)
    assert [step.to_state for step in request.transitions.all()] == ["requested", "approved"]


def test_a_name_needs_a_second_person(child: object, world: SmallWorld, officer: Person) -> None:
    request = an_export(officer)
    assert (request.state, request.class_found) == ("requested", "personal")
    principal = person(Role.PRINCIPAL, world.schools[0])
    assert list(waiting_for(principal.post)) == [request]
    approve_export(request, post=principal.post, by=principal.actor)
    request.refresh_from_db()
    assert request.state == "approved"
    assert Event.objects.filter(event__in=["exports.asked", "exports.approved"]).count() == 2


def test_special_columns_need_the_head(child: object, world: SmallWorld, officer: Person) -> None:
    request = an_export(officer, columns=SPECIAL)
    principal, head = person(Role.PRINCIPAL, world.schools[0]), person(Role.BUREAU_LEADER, world.district)
    approve_export(request, post=principal.post, by=principal.actor)
    request.refresh_from_db()
    assert request.state == "requested", "the principal alone is not enough"
    approve_export(request, post=head.post, by=head.actor)
    request.refresh_from_db()
    assert request.state == "approved"


def test_two_are_needed_above_a_size(child: object, world: SmallWorld, officer: Person) -> None:
    request = an_export(officer)
    ExportRequest.objects.filter(pk=request.pk).update(approvals_needed=2)
    one, two = person(Role.PRINCIPAL, world.schools[0]), person(Role.BUREAU_LEADER, world.district)
    approve_export(request, post=one.post, by=one.actor)
    with pytest.raises(ExportRefusedError, match="已经批准过"):
        approve_export(request, post=one.post, by=one.actor)
    request.refresh_from_db()
    assert request.state == "requested"
    approve_export(request, post=two.post, by=two.actor)
    request.refresh_from_db()
    assert request.state == "approved"


def test_nobody_approves_their_own_nor_another_schools(child: object, world: SmallWorld, officer: Person) -> None:
    request = an_export(officer)
    for other in (
        officer,
        person(Role.PRINCIPAL, world.schools[1]),
        person(Role.BUREAU_OFFICER, world.district),
        person(Role.AUDITOR, world.district),
        person(Role.SECURITY_ADMIN, world.district),
    ):
        with pytest.raises(ExportRefusedError):
            approve_export(request, post=other.post, by=other.actor)
    assert not Decision.objects.exists()
    assert not Event.objects.filter(event="exports.approved").exists()


def test_a_refusal_has_a_reason_and_ends_it(child: object, world: SmallWorld, officer: Person) -> None:
    request, head = an_export(officer), person(Role.BUREAU_LEADER, world.district)
    with pytest.raises(ExportRefusedError, match="理由"):
        refuse_export(request, post=head.post, note=" ", by=head.actor)
    refuse_export(request, post=head.post, note="用途不清", by=head.actor)
    with pytest.raises(ExportRefusedError, match="处理过"):
        approve_export(request, post=head.post, by=head.actor)
    request.refresh_from_db()
    assert request.state == "refused"


def test_what_is_asked_in_a_search_does_not_stand_in_the_register(child: object, officer: Person) -> None:
    request = an_export(officer, columns=MASKED, q="欧阳娜", grade="1")
    assert request.conditions == "年级：一年级；按姓名或号码查找"
    row = ExportRequest.objects.filter(pk=request.pk).values().get()
    assert "欧阳" not in str(row)
    assert "欧阳娜" in ExportRequest.objects.get(pk=request.pk).filters


@pytest.mark.parametrize(
    ("columns", "filters", "words"),
    [((), {}, "至少选一列"), (MASKED, {"q": "没有这个人"}, "没有可导出"), (("nosuch",), {}, "nosuch")],
)
def test_what_makes_no_sense_is_refused(
    child: object, officer: Person, columns: tuple[str, ...], filters: dict[str, str], words: str
) -> None:
    with pytest.raises((ExportRefusedError, KeyError), match=words):
        an_export(officer, columns=columns, **filters)
    assert not ExportRequest.objects.exists()


def test_a_role_exports_only_what_it_may_see(world: SmallWorld, child: object) -> None:
    township = person(Role.TOWNSHIP_OFFICER, world.townships[0])
    assert an_export(township, columns=SPECIAL).state == "requested"
    surveyor = person(Role.VILLAGE_SURVEYOR, world.villages[0])
    with pytest.raises(ExportRefusedError, match="身份证号"):
        an_export(surveyor, columns=SPECIAL)


def test_a_day_has_a_limit(child: object, officer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from notoneless.exports.services import asking

    real = asking.limit
    monkeypatch.setattr(asking, "limit", lambda name: 1 if name == "asked_per_day" else real(name))
    an_export(officer)
    with pytest.raises(ExportRefusedError, match="一天最多"):
        an_export(officer)


def test_requests_are_seen_by_those_concerned(child: object, world: SmallWorld, officer: Person) -> None:
    request = an_export(officer)
    sees = {
        Role.PRINCIPAL: person(Role.PRINCIPAL, world.schools[0]),
        Role.BUREAU_LEADER: person(Role.BUREAU_LEADER, world.district),
        Role.AUDITOR: person(Role.AUDITOR, world.district),
    }
    assert all(request_seen_by(each.post, request.pk) for each in [officer, *sees.values()])
    for other in (person(Role.PRINCIPAL, world.schools[1]), person(Role.SCHOOL_OFFICER, world.schools[0])):
        assert request_seen_by(other.post, request.pk) is None


def test_the_database_keeps_the_promise_too(child: object, officer: Person) -> None:
    request = an_export(officer)
    for wrong in ({"state": "nosuch"}, {"state": "ready"}, {"explanation": ""}, {"approvals_needed": 3}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExportRequest.objects.filter(pk=request.pk).update(**wrong)
