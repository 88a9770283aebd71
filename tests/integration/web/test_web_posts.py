"""Posts on pages: asked for by one, approved by another who confirms who they are, ended; each sees what is theirs."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.people import Person, SmallWorld, person, signed_in, small_world, user

from notoneless.accounts.models import Post
from notoneless.accounts.queries.posts import posts_in_force
from notoneless.accounts.roles import Role
from notoneless.accounts.states import PostState

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


@pytest.fixture
def security(world: SmallWorld) -> Person:
    return person(Role.SECURITY_ADMIN, world.district)


@pytest.fixture
def leader(world: SmallWorld) -> Person:
    return person(Role.BUREAU_LEADER, world.district)


def typed(username: str, where: object, **more: str) -> dict[str, str]:
    today = timezone.localdate().isoformat()
    return {"username": username, "where": str(where), "from_on": today, "reason": "本学年任职", **more}


def ask(client: Client, role: Role, username: str, where: object, **more: str) -> str:
    """Ask for a post; the page that follows, as text."""
    answer = client.post(f"/people/posts/new/{role}/", typed(username, where, **more), follow=True)
    return answer.content.decode()


def test_a_post_from_request_to_end(world: SmallWorld, security: Person, leader: Person) -> None:
    holder = user("任职人")
    assert "待批准" in ask(security.client, Role.PRINCIPAL, holder.username.upper(), world.schools[0].pk)
    post = Post.objects.get(user=holder)
    assert "任职人" in leader.client.get("/people/posts/approvals/").content.decode()
    page = leader.client.get(f"/people/posts/{post.pk}/approve/").content.decode()
    assert world.schools[0].name in page
    answer = leader.client.post(f"/people/posts/{post.pk}/approve/", follow=True)
    assert "已批准任职人的岗位" in answer.content.decode()
    assert posts_in_force(holder, timezone.localdate()) == (post,)
    security.client.post(f"/people/posts/{post.pk}/end/", {"reason": "换届"})
    assert posts_in_force(holder, timezone.localdate()) == ()
    page = security.client.get(f"/people/posts/{post.pk}/").content.decode()
    assert page.index("换届") < page.rindex("本学年任职")


def test_approving_asks_who_one_is(security: Person, leader: Person, world: SmallWorld) -> None:
    holder = user()
    ask(security.client, Role.PRINCIPAL, holder.username, world.schools[0].pk)
    post = Post.objects.get(user=holder)
    stale = signed_in(leader.user, leader.post, confirmed=False)
    session = stale.session
    session["signed_in_at"] = 0
    session.save()
    for answer in (stale.get(f"/people/posts/{post.pk}/approve/"), stale.post(f"/people/posts/{post.pk}/approve/")):
        assert answer.status_code == 302
        assert "/reauthenticate/" in answer.headers["Location"]
    post.refresh_from_db()
    assert post.state == PostState.REQUESTED


@pytest.mark.parametrize(
    ("username", "more", "says"),
    [
        ("nobody-of-this-name", {}, "没有这个账号"),
        ("", {}, "必填"),
        ("known", {"until_on": "2000-01-01"}, "早于开始日期"),
        ("known", {"reason": ""}, "必填"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    username: str, more: dict[str, str], says: str, world: SmallWorld, security: Person
) -> None:
    name = user().username if username == "known" else username
    page = ask(security.client, Role.PRINCIPAL, name, world.schools[0].pk, **more)
    assert says in page
    assert name in page
    assert not Post.objects.filter(state=PostState.REQUESTED).exists()


def test_a_school_chooses_among_its_own_classes(world: SmallWorld) -> None:
    officer, holder = person(Role.SCHOOL_OFFICER, world.schools[0]), user()
    page = officer.client.get(f"/people/posts/new/{Role.CLASS_TEACHER}/").content.decode()
    assert str(world.classes[0].pk) in page
    assert str(world.classes[2].pk) not in page
    ask(officer.client, Role.CLASS_TEACHER, holder.username, world.classes[2].pk)
    assert not holder.posts.exists()
    ask(officer.client, Role.CLASS_TEACHER, holder.username, world.classes[0].pk)
    assert holder.posts.get().school_class == world.classes[0]


def test_who_may_not_ask_for_a_role_finds_no_page_for_it(world: SmallWorld) -> None:
    officer = person(Role.SCHOOL_OFFICER, world.schools[0])
    assert officer.client.get(f"/people/posts/new/{Role.PRINCIPAL}/").status_code == 404
    assert officer.client.get("/people/posts/new/owner/").status_code == 404


def test_a_principal_sees_the_posts_of_the_own_school_alone(world: SmallWorld, leader: Person) -> None:
    principal = person(Role.PRINCIPAL, world.schools[0])
    own = person(Role.CLASS_TEACHER, world.classes[0], name="本校班主任")
    foreign = person(Role.CLASS_TEACHER, world.classes[2], name="外校班主任")
    page = principal.client.get("/people/posts/").content.decode()
    assert "本校班主任" in page
    assert "外校班主任" not in page
    assert principal.client.get(f"/people/posts/{own.post.pk}/").status_code == 200
    for act in ("", "end/", "approve/", "refuse/"):
        assert principal.client.get(f"/people/posts/{foreign.post.pk}/{act}").status_code == 404
    assert "外校班主任" in leader.client.get("/people/posts/").content.decode()


def test_a_refusal_says_why(world: SmallWorld, security: Person, leader: Person) -> None:
    holder = user("被退回的人")
    ask(security.client, Role.PRINCIPAL, holder.username, world.schools[0].pk)
    post = Post.objects.get(user=holder)
    assert "必填" in leader.client.post(f"/people/posts/{post.pk}/refuse/", {"reason": ""}).content.decode()
    leader.client.post(f"/people/posts/{post.pk}/refuse/", {"reason": "人选有误"})
    assert "人选有误" in security.client.get(f"/people/posts/{post.pk}/").content.decode()


def test_a_decision_that_came_too_late_is_told(world: SmallWorld, security: Person, leader: Person) -> None:
    holder, second = user(), person(Role.BUREAU_LEADER, world.district)
    ask(security.client, Role.PRINCIPAL, holder.username, world.schools[0].pk)
    post = Post.objects.get(user=holder)
    leader.client.post(f"/people/posts/{post.pk}/approve/")
    page = second.client.post(f"/people/posts/{post.pk}/refuse/", {"reason": "晚了"}).content.decode()
    assert "现在是“在岗”" in page


def test_a_leaver_is_out_at_the_next_request(world: SmallWorld, security: Person) -> None:
    leaver = person(Role.SCHOOL_OFFICER, world.schools[0])
    assert leaver.client.get("/people/posts/").status_code == 200
    assert "账号停用" in security.client.get(f"/people/{leaver.user.pk}/leave/").content.decode()
    security.client.post(f"/people/{leaver.user.pk}/leave/", {"reason": "调离"})
    answer = leaver.client.get("/people/posts/")
    assert answer.status_code == 302
    assert "/login/" in answer.headers["Location"]


def test_a_post_is_shown_to_its_roles_in_the_navigation(world: SmallWorld, security: Person, leader: Person) -> None:
    for who, there in ((security, True), (leader, True), (person(Role.AUDITOR, world.district), False)):
        assert ("/people/posts/" in who.client.get("/").content.decode()) is there
