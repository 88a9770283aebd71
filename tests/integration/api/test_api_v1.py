"""The interface for other systems: behind sign-in and policy, cut into pages, refusing what is no text."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from tests.factories.people import Person, SmallWorld, person, small_world

from notoneless.accounts.policy import policy_at
from notoneless.accounts.roles import Role
from notoneless.api.v1.interface import POLICIES, api

pytestmark = pytest.mark.django_db
BASE = "/api/v1"


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


@pytest.fixture
def officer(world: SmallWorld) -> Person:
    return person(Role.BUREAU_OFFICER, world.district)


def test_nobody_calls_without_signing_in() -> None:
    for path in ("/me", "/schools", "/docs/", "/openapi.json"):
        answer = Client().get(BASE + path)
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]


def test_every_operation_has_a_policy() -> None:
    operations = {view.url_name for _, router in api._routers for view in router.path_operations.values()}
    assert operations == set(POLICIES)
    for name in POLICIES:
        match = get_resolver().resolve(reverse(f"api-1:{name}"))
        assert policy_at(match) is POLICIES[name]


def test_one_sees_oneself(officer: Person) -> None:
    found = officer.client.get(f"{BASE}/me").json()
    assert (found["username"], found["name"]) == (officer.user.username, officer.user.name)
    assert [(post["role"], post["acting"]) for post in found["posts"]] == [("bureau_officer", True)]


def test_schools_come_in_pages(world: SmallWorld, officer: Person) -> None:
    first = officer.client.get(f"{BASE}/schools", {"size": 1}).json()
    second = officer.client.get(f"{BASE}/schools", {"size": 1, "page": 2}).json()
    assert [first["more"], second["more"]] == [True, False]
    names = [page["items"][0]["name"] for page in (first, second)]
    assert names == [school.name for school in world.schools]
    assert first["items"][0]["division_code"] == world.townships[0].code


@pytest.mark.parametrize(
    "wrong", [{"size": 201}, {"size": 0}, {"page": 0}, {"page": 10**20}, {"page": -1}, {"size": "x"}, {"page": "1.5"}]
)
def test_what_is_out_of_bounds_is_refused_by_name(officer: Person, wrong: dict[str, object]) -> None:
    answer = officer.client.get(f"{BASE}/schools", wrong)
    assert answer.status_code == 422
    fields = answer.json()["fields"]
    assert next(iter(wrong)) in fields[0]["field"]
    assert set(fields[0]) == {"field", "problem"}, "what was sent is not sent back"


@pytest.mark.parametrize("path", ["/schools?page=%00", "/me?x=a%00b"])
def test_nul_is_refused(officer: Person, path: str) -> None:
    answer = officer.client.get(BASE + path)
    assert answer.status_code == 400
    assert "NUL" in answer.json()["error"]


def test_other_methods_and_unknown_addresses_are_refused(officer: Person) -> None:
    assert officer.client.post(f"{BASE}/me").status_code == 405
    assert officer.client.get(f"{BASE}/nosuch").status_code == 404


def test_it_describes_itself_from_this_machine(officer: Person) -> None:
    schema = officer.client.get(f"{BASE}/openapi.json").json()
    assert set(schema["paths"]) == {f"{BASE}/me", f"{BASE}/schools"}
    text = officer.client.get(f"{BASE}/docs/").content.decode()
    assert f"{BASE}/schools" in text
    assert "1–200" in text
    assert "cdn" not in text
