"""A post is asked for by one person, approved by another, held by a third; nobody holds two of the three."""

import itertools
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from tests.factories.people import Person, SmallWorld, person, post_of, small_world, user, yesterday

from notoneless.accounts.jobs import end_with_school_year
from notoneless.accounts.models import Post, PostTransition, User
from notoneless.accounts.models.transition import AppendOnlyError
from notoneless.accounts.permissions import NotAllowedError, Organisation
from notoneless.accounts.queries.posts import posts_in_force, waiting_for
from notoneless.accounts.roles import THREE_ADMINS, GrantRule, Role, Within, grant_rules
from notoneless.accounts.scope import NOTHING, scope_of
from notoneless.accounts.services.posts.deciding import approve_post, refuse_post
from notoneless.accounts.services.posts.ending import end_all_for_leaver, end_post
from notoneless.accounts.services.posts.founding import FOUNDERS, found
from notoneless.accounts.services.posts.requesting import request_post
from notoneless.accounts.states import TRANSITIONS, BadTransitionError, PostState, check_transition
from notoneless.audit.actors import SYSTEM, acting_as
from notoneless.audit.models import Event
from notoneless.places.models import Division
from notoneless.standards.school_years import school_year, school_year_span

pytestmark = pytest.mark.django_db

WHY = "本学年任职"


@pytest.fixture
def world() -> SmallWorld:
    return small_world()


@pytest.fixture(autouse=True)
def somebody_acts() -> Iterator[None]:
    with acting_as(SYSTEM):
        yield


def place_of(role: Role, world: SmallWorld) -> Organisation:
    """An organisation for a role, in the first township."""
    places: dict[Role, Organisation] = {
        Role.TOWNSHIP_OFFICER: world.townships[0],
        Role.VILLAGE_SURVEYOR: world.villages[0],
        Role.CLASS_TEACHER: world.classes[0],
        **dict.fromkeys((Role.PRINCIPAL, Role.SCHOOL_OFFICER, Role.HOME_TEACHER), world.schools[0]),
    }
    return places.get(role, world.district)


def in_role(role: Role, world: SmallWorld) -> Person:
    return person(role, place_of(role, world))


def asked(by: Person, holder: User, role: Role, where: Organisation, **days: date) -> Post:
    days.setdefault("from_on", timezone.localdate())
    return request_post(by=by.post, user=holder, role=role, place=where, reason=WHY, **days)


@pytest.mark.parametrize("rule", grant_rules(), ids=lambda rule: f"{rule.requested_by}-{rule.role}-{rule.approved_by}")
def test_each_way_of_the_table_leads_to_the_post(rule: GrantRule, world: SmallWorld) -> None:
    asks, approves, holder = in_role(rule.requested_by, world), in_role(rule.approved_by, world), user()
    post = asked(asks, holder, rule.role, place_of(rule.role, world))
    assert scope_of(post, timezone.localdate()) == NOTHING
    assert posts_in_force(holder, timezone.localdate()) == ()
    assert post in waiting_for(approves.post)
    approve_post(by=approves.post, post=post)
    assert posts_in_force(holder, timezone.localdate()) == (post,)
    assert list(post.transitions.values_list("before", "after", "by")) == [
        ("", "requested", asks.user.pk),
        ("requested", "approved", approves.user.pk),
    ]
    names = Event.objects.filter(object_pseudonym=str(post.pk)).order_by("seq").values_list("event", flat=True)
    assert list(names) == ["accounts.post_requested", "accounts.post_approved"]


@pytest.mark.parametrize("role", list(Role))
def test_no_other_role_can_ask(role: Role, world: SmallWorld) -> None:
    asks = in_role(role, world)
    for wanted in Role:
        if not any(rule.requested_by is role and rule.role is wanted for rule in grant_rules()):
            with pytest.raises(NotAllowedError, match="不能申请"):
                asked(asks, user(), wanted, place_of(wanted, world))


@pytest.mark.parametrize("role", list(Role))
def test_no_other_role_can_approve(role: Role, world: SmallWorld) -> None:
    asks = in_role(Role.SECURITY_ADMIN, world)
    post = asked(asks, user(), Role.SCHOOL_OFFICER, world.schools[0])
    somebody = in_role(role, world)
    assert (post in waiting_for(somebody.post)) == (role is Role.BUREAU_LEADER)
    if role is not Role.BUREAU_LEADER:
        with pytest.raises(NotAllowedError, match="不能批准"):
            approve_post(by=somebody.post, post=post)
        with pytest.raises(NotAllowedError, match="不能批准"):
            refuse_post(by=somebody.post, post=post, why="不")
    post.refresh_from_db()
    assert post.state == PostState.REQUESTED


def test_nobody_asks_for_a_post_of_their_own(world: SmallWorld) -> None:
    asks = in_role(Role.SECURITY_ADMIN, world)
    with pytest.raises(NotAllowedError, match="给自己"):
        asked(asks, asks.user, Role.BUREAU_OFFICER, world.district)


def test_neither_the_holder_nor_the_one_who_asked_approves(world: SmallWorld) -> None:
    asks, leader = in_role(Role.SECURITY_ADMIN, world), in_role(Role.BUREAU_LEADER, world)
    own = asked(asks, leader.user, Role.BUREAU_OFFICER, world.district)
    also_leader = post_of(asks.user, Role.BUREAU_LEADER, world.district)
    for by in (leader.post, also_leader):
        with pytest.raises(NotAllowedError, match="另一位"):
            approve_post(by=by, post=own)
        assert own not in waiting_for(by)


def test_a_school_asks_and_approves_for_itself_alone(world: SmallWorld) -> None:
    principal = in_role(Role.PRINCIPAL, world)
    with pytest.raises(NotAllowedError, match="本校"):
        asked(principal, user(), Role.CLASS_TEACHER, world.classes[2])
    officer = person(Role.SCHOOL_OFFICER, world.schools[1])
    elsewhere = asked(officer, user(), Role.CLASS_TEACHER, world.classes[2])
    with pytest.raises(NotAllowedError, match="不能批准"):
        approve_post(by=principal.post, post=elsewhere)
    assert elsewhere not in waiting_for(principal.post)
    assert {rule.within for rule in grant_rules() if rule.requested_by is Role.PRINCIPAL} == {Within.SCHOOL}


@pytest.mark.parametrize(("role", "wrong"), [(Role.TOWNSHIP_OFFICER, "district"), (Role.BUREAU_OFFICER, "village")])
def test_the_organisation_must_fit_the_role(role: Role, wrong: str, world: SmallWorld) -> None:
    asks = in_role(Role.SECURITY_ADMIN, world)
    with pytest.raises(NotAllowedError, match="单位应是"):
        asked(asks, user(), role, Division.objects.filter(level=wrong)[0])
    with pytest.raises(NotAllowedError, match="单位应是"):
        asked(asks, user(), role, world.schools[0])


def test_a_post_ends_with_the_school_year_of_its_first_day(world: SmallWorld) -> None:
    asks, today = in_role(Role.SECURITY_ADMIN, world), timezone.localdate()
    last = school_year_span(school_year(today))[1]
    post = asked(asks, user(), Role.PRINCIPAL, world.schools[0])
    assert post.until_on == last
    with pytest.raises(NotAllowedError, match="最晚"):
        asked(asks, user(), Role.PRINCIPAL, world.schools[0], until_on=last + timedelta(days=1))
    with pytest.raises(NotAllowedError, match="早于"):
        asked(asks, user(), Role.PRINCIPAL, world.schools[0], until_on=today - timedelta(days=1))


def test_the_same_post_is_not_asked_for_twice(world: SmallWorld) -> None:
    asks, holder = in_role(Role.SECURITY_ADMIN, world), user()
    asked(asks, holder, Role.PRINCIPAL, world.schools[0])
    with pytest.raises(NotAllowedError, match="等待批准"):
        asked(asks, holder, Role.PRINCIPAL, world.schools[0])


@pytest.mark.parametrize(("held", "wanted"), list(permutations(sorted(THREE_ADMINS), 2)))
def test_nobody_holds_two_of_the_three_administrators(held: Role, wanted: Role, world: SmallWorld) -> None:
    asks, leader = in_role(Role.SECURITY_ADMIN, world), in_role(Role.BUREAU_LEADER, world)
    holder = person(held, world.district).user
    with pytest.raises(NotAllowedError, match="不同的人"):
        asked(asks, holder, wanted, world.district)
    both = user()
    first = asked(asks, both, held, world.district)
    with pytest.raises(NotAllowedError, match="不同的人"):
        asked(asks, both, wanted, world.district)
    approve_post(by=leader.post, post=first)
    end_post(by=asks.post, post=first, why="离任")
    assert asked(asks, both, wanted, world.district).state == PostState.REQUESTED


def test_a_decision_is_made_once(world: SmallWorld) -> None:
    asks, leader = in_role(Role.SECURITY_ADMIN, world), in_role(Role.BUREAU_LEADER, world)
    post = asked(asks, user(), Role.PRINCIPAL, world.schools[0])
    refuse_post(by=leader.post, post=post, why="人选有误")
    with pytest.raises(BadTransitionError, match="未批准"):
        approve_post(by=leader.post, post=post)
    assert PostTransition.objects.filter(post=post).count() == 2


@pytest.mark.parametrize(("before", "after"), list(itertools.product(PostState, PostState)))
def test_states_change_only_as_the_table_says(before: PostState, after: PostState) -> None:
    if after in TRANSITIONS[before]:
        check_transition(before, after)
    else:
        with pytest.raises(BadTransitionError):
            check_transition(before, after)


def test_reasons_are_asked_for(world: SmallWorld) -> None:
    asks, leader = in_role(Role.SECURITY_ADMIN, world), in_role(Role.BUREAU_LEADER, world)
    with pytest.raises(NotAllowedError, match="理由"):
        request_post(
            by=asks.post, user=user(), role=Role.PRINCIPAL, place=world.schools[0], from_on=yesterday(), reason=" "
        )
    post = asked(asks, user(), Role.PRINCIPAL, world.schools[0])
    with pytest.raises(NotAllowedError, match="原因"):
        refuse_post(by=leader.post, post=post, why="")
    with pytest.raises(NotAllowedError, match="原因"):
        end_post(by=asks.post, post=post, why=" ")


def test_a_post_that_is_over_gives_no_right_to_act(world: SmallWorld) -> None:
    over = person(Role.SECURITY_ADMIN, world.district, until_on=yesterday())
    with pytest.raises(NotAllowedError, match="已经结束"):
        asked(over, user(), Role.PRINCIPAL, world.schools[0])


def test_a_leaver_ends_everywhere_at_once(world: SmallWorld) -> None:
    asks, leader = in_role(Role.SECURITY_ADMIN, world), in_role(Role.BUREAU_LEADER, world)
    leaver = person(Role.SCHOOL_OFFICER, world.schools[0])
    post_of(leaver.user, Role.HOME_TEACHER, world.schools[0])
    waiting = asked(asks, leaver.user, Role.PRINCIPAL, world.schools[0])
    end_all_for_leaver(by=asks.post, user=leaver.user, why="调离")
    assert {post.state for post in leaver.user.posts.all()} == {PostState.ENDED}
    leaver.user.refresh_from_db()
    assert not leaver.user.is_active
    assert leaver.user.left_at is not None
    assert leaver.user.device_sessions.filter(ended_at=None).count() == 0
    assert posts_in_force(leaver.user, timezone.localdate()) == ()
    with pytest.raises(NotAllowedError, match="停用"):
        approve_post(by=leader.post, post=waiting)
    assert Event.objects.filter(event="accounts.person_left", object_pseudonym=str(leaver.user.pk)).count() == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECURITY_ADMIN}))
def test_only_the_security_administrator_lets_people_go(role: Role, world: SmallWorld) -> None:
    with pytest.raises(NotAllowedError, match="安全管理员"):
        end_all_for_leaver(by=in_role(role, world).post, user=user(), why="调离")


def test_nobody_lets_themselves_go(world: SmallWorld) -> None:
    admin = in_role(Role.SECURITY_ADMIN, world)
    with pytest.raises(NotAllowedError, match="自己"):
        end_all_for_leaver(by=admin.post, user=admin.user, why="调离")


def test_a_principal_ends_the_posts_of_own_teachers_alone(world: SmallWorld) -> None:
    principal = in_role(Role.PRINCIPAL, world)
    own, foreign = in_role(Role.CLASS_TEACHER, world), person(Role.CLASS_TEACHER, world.classes[2])
    end_post(by=principal.post, post=own.post, why="换班")
    for other in (foreign, in_role(Role.SCHOOL_OFFICER, world)):
        with pytest.raises(NotAllowedError, match="不能结束"):
            end_post(by=principal.post, post=other.post, why="换班")


def test_posts_end_with_the_school_year_once(world: SmallWorld) -> None:
    over = person(Role.CLASS_TEACHER, world.classes[0], until_on=yesterday())
    still = person(Role.CLASS_TEACHER, world.classes[0])
    assert end_with_school_year(timezone.localdate()) == 1
    assert end_with_school_year(timezone.localdate()) == 0
    over.post.refresh_from_db()
    still.post.refresh_from_db()
    assert (over.post.state, still.post.state) == (PostState.ENDED, PostState.APPROVED)
    assert Event.objects.get(event="accounts.post_over").object_pseudonym == str(over.post.pk)


def test_an_installation_is_founded_by_four_people_once(world: SmallWorld) -> None:
    people = {role: user() for role in FOUNDERS}
    one = user()
    with pytest.raises(NotAllowedError, match="四个"):
        found(people=dict.fromkeys(FOUNDERS, one), district=world.district, today=timezone.localdate())
    posts = found(people=people, district=world.district, today=timezone.localdate())
    assert {Role(post.role) for post in posts} == FOUNDERS
    with pytest.raises(NotAllowedError, match="已有岗位"):
        found(people=people, district=world.district, today=timezone.localdate())


@pytest.mark.parametrize(
    "changes",
    [
        {"decided_by": "holder"},
        {"decided_by": "asker"},
        {"requested_by": "holder"},
        {"division": "district"},
        {"school": None},
        {"role": "auditor"},
        {"role": "owner"},
        {"state": "forgotten"},
        {"decided_at": None},
        {"until_on": date(2000, 1, 1)},
        {"ended_at": "now"},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(changes: dict[str, Any], world: SmallWorld) -> None:
    principal = in_role(Role.PRINCIPAL, world)
    named: dict[str, Any] = {
        "holder": principal.user.pk,
        "asker": principal.post.requested_by_id,
        "district": world.district.pk,
        "now": timezone.now(),
    }
    values = {name: named.get(value, value) if isinstance(value, str) else value for name, value in changes.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=principal.post.pk).update(**values)


def test_history_is_only_added_to(world: SmallWorld) -> None:
    post = asked(in_role(Role.SECURITY_ADMIN, world), user(), Role.PRINCIPAL, world.schools[0])
    row = post.transitions.get()
    row.why = "另一个"
    for act in (
        row.save,
        row.delete,
        PostTransition.objects.all().delete,
        lambda: PostTransition.objects.update(why=""),
    ):
        with pytest.raises(AppendOnlyError):
            act()


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_cannot_make_one_person_two_administrators(world: SmallWorld) -> None:
    asks, both, done = in_role(Role.SECURITY_ADMIN, world), user(), []
    start = threading.Barrier(len(THREE_ADMINS))

    def ask(role: Role) -> None:
        start.wait()
        try:
            with acting_as(SYSTEM):
                asked(asks, both, role, world.district)
            done.append(role)
        except NotAllowedError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(role,)) for role in THREE_ADMINS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 1
    assert both.posts.count() == 1
