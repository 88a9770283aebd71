"""Background work as its owner sees it; another's is not there."""

import pytest
from django.utils import timezone
from tests.factories.people import Person, person, small_world

from notoneless.accounts.roles import Role
from notoneless.background.models import Work
from notoneless.background.states import State

pytestmark = pytest.mark.django_db


def _work(owner: Person, state: State = State.QUEUED) -> Work:
    return Work.objects.create(
        kind="test",
        title="比对名册",
        owner_id=str(owner.user.pk),
        state=state,
        queued_at=timezone.now(),
        total=40,
        done=10,
    )


def test_it_is_shown_with_its_progress_and_can_be_stopped() -> None:
    owner = person(Role.BUREAU_OFFICER, small_world().district)
    work = _work(owner)
    assert "比对名册" in owner.client.get("/background/").content.decode()
    page = owner.client.get(f"/background/{work.pk}/").content.decode()
    assert 'value="25"' in page
    assert "every 2s" in page
    assert "刷新进度" in page
    after = owner.client.post(f"/background/{work.pk}/stop/", follow=True).content.decode()
    assert "已停止" in after
    assert "every 2s" not in after


def test_it_waits_on_the_home_page_of_its_owner() -> None:
    owner = person(Role.BUREAU_OFFICER, small_world().district)
    _work(owner)
    assert "后台工作进行中" in owner.client.get("/").content.decode()


def test_anothers_is_not_there() -> None:
    world = small_world()
    work = _work(person(Role.BUREAU_OFFICER, world.district))
    other = person(Role.BUREAU_OFFICER, world.district).client
    assert "比对名册" not in other.get("/background/").content.decode()
    assert [
        other.get(f"/background/{work.pk}/").status_code,
        other.post(f"/background/{work.pk}/stop/").status_code,
    ] == [404, 404]
