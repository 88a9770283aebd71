"""Undeclared is shut, another role is as absent, nobody is shown the way in, and each refusal is an event."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import clear_url_caches, path
from tests.factories.canaries import canary_world
from tests.factories.people import Person, person, post_of, signed_in, small_world, user

from notoneless.accounts.actors import actor_of, address_of
from notoneless.accounts.policy import ANYONE, SHUT, SIGNED_IN, a_policy, policy
from notoneless.accounts.roles import Permission, Role, roles_with
from notoneless.accounts.scope import active_scope
from notoneless.audit.actors import current_actor
from notoneless.audit.models import Event
from notoneless.children.models import Child
from notoneless.config import urls

pytestmark = pytest.mark.django_db


@policy(Role.AUDITOR, action="a page of a test")
def for_auditors(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{active_scope() is not None} {current_actor().username}")


@policy(ANYONE, action="a page of a test")
def for_anyone(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{Child.objects.count()} {current_actor().role}")


@policy(SIGNED_IN, action="a page of a test", methods=["POST"])
def for_posting(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


@policy(Permission.SEE_CHILDREN, action="a page of a test")
def streamed(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse((f"{child.pk}," for child in Child.objects.iterator()), content_type="text/plain")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open to all")


VIEWS: dict[str, Callable[..., Any]] = {
    "auditors": for_auditors,
    "anyone": for_anyone,
    "posting": for_posting,
    "streamed": streamed,
    "undeclared": undeclared,
}


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The views above at addresses of their names."""
    more = [path(f"test/{name}/", view, name=f"test_{name}") for name, view in VIEWS.items()]
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, *more])
    clear_url_caches()
    yield
    monkeypatch.undo()
    clear_url_caches()


@pytest.fixture
def auditor() -> Person:
    return person(Role.AUDITOR, small_world().district)


def test_an_undeclared_page_is_shut_to_everybody(auditor: Person, client: Any) -> None:
    assert client.get("/test/undeclared/").status_code == 404
    assert auditor.client.get("/test/undeclared/").status_code == 404


def test_a_page_opens_to_its_role_with_scope_and_actor(auditor: Person) -> None:
    assert auditor.client.get("/test/auditors/").content.decode() == f"True {auditor.user.username}"
    assert active_scope() is None


def test_without_an_account_the_way_in_is_shown_and_leads_back(client: Any) -> None:
    answer = client.get("/test/auditors/?a=1")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accounts/login/?next=%2Ftest%2Fauditors%2F%3Fa%3D1"
    assert client.post("/test/posting/").headers["Location"] == "/accounts/login/"


def test_anyone_reaches_no_child_and_has_no_name(client: Any) -> None:
    canary_world()
    assert client.get("/test/anyone/").content == b"0 anonymous"


def test_another_method_is_refused(auditor: Person) -> None:
    answer = auditor.client.get("/test/posting/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert auditor.client.post("/test/posting/").status_code == 200


def test_a_denied_try_is_one_event(auditor: Person) -> None:
    teacher = user()
    signed_in(teacher).get("/test/auditors/")
    found = Event.objects.get(event="accounts.denied")
    assert (found.actor_id, found.object_pseudonym, found.outcome) == (str(teacher.pk), "test_auditors", "denied")


def test_asking_for_what_is_not_there_is_one_event() -> None:
    world = canary_world()
    teacher = world.people[Role.CLASS_TEACHER]
    teacher.client.get(f"/children/{world.children[11].pk}/")
    found = Event.objects.get(event="accounts.nothing_there")
    assert (found.actor_id, found.object_pseudonym) == (str(teacher.user.pk), "children:detail")
    assert str(world.children[11].pk) not in found.details


def test_a_forged_form_learns_nothing(auditor: Person) -> None:
    """A form without its token is refused only where the page is open at all."""
    forged = signed_in(auditor.user, auditor.post)
    forged.handler.enforce_csrf_checks = True
    assert forged.post("/test/posting/").status_code == 403
    assert forged.post("/people/posts/approvals/").status_code == 404
    assert forged.post("/no/such/page/").status_code == 404


def test_an_answer_made_while_it_is_sent_keeps_its_scope() -> None:
    world = canary_world()
    teacher = world.people[Role.CLASS_TEACHER]
    answer = teacher.client.get("/test/streamed/")
    assert active_scope() is None
    keys = set(answer.getvalue().decode().strip(",").split(","))
    assert keys == {str(world.children[0].pk), str(world.children[8].pk)}


def test_who_has_several_posts_acts_in_the_chosen_one() -> None:
    world = small_world()
    both = person(Role.CLASS_TEACHER, world.classes[0])
    auditing = post_of(both.user, Role.HOME_TEACHER, world.schools[0])
    other = user()
    foreign = post_of(other, Role.AUDITOR, world.district)
    assert both.client.get("/").wsgi_request.post == both.post
    both.client.post("/post/", {"post": str(auditing.pk)})
    assert both.client.get("/").wsgi_request.post == auditing
    assert Event.objects.filter(event="accounts.post_chosen", object_pseudonym=str(auditing.pk)).count() == 1
    both.client.post("/post/", {"post": str(foreign.pk)})
    assert both.client.get("/").wsgi_request.post == auditing


def test_a_policy_names_somebody_and_the_action() -> None:
    assert a_policy(Permission.READ_AUDIT, action="x").who == roles_with(Permission.READ_AUDIT)
    assert a_policy(Role.AUDITOR, Permission.RUN_SYSTEM, action="x").who == {Role.AUDITOR, Role.SYSTEM_ADMIN}
    assert not a_policy(SHUT, action="x").admits(Role.AUDITOR, signed_in=True)
    assert not a_policy(Role.AUDITOR, action="x").admits(None, signed_in=True)
    for wrong in ((), (ANYONE, Role.AUDITOR)):
        with pytest.raises(ValueError, match="policy"):
            a_policy(*wrong, action="x")
    with pytest.raises(ValueError, match="policy"):
        a_policy(ANYONE, action="")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "1.2.3.4", "10.0.0.9"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.8", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.9"),
        (1, "<script>", ""),
    ],
)
def test_a_forwarded_address_is_believed_as_far_as_there_are_proxies(
    proxies: int, forwarded: str, expected: str, rf: Any, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="10.0.0.9")
    assert address_of(request) == expected
    assert actor_of(request).address == expected
