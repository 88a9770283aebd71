"""The demonstration as each role finds it: every page of the navigation without barriers, and the pictures of the docs.

Where NOTONELESS_PICTURES names a folder the pictures are left there (make docs: docs/images).
"""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from notoneless.accounts.models import Post
from notoneless.accounts.roles import Role
from notoneless.config.demonstration.children import make_children
from notoneless.config.demonstration.people import Account, make_people
from notoneless.config.demonstration.places import make_places

Visitors = Any
pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = {Role.BUREAU_OFFICER: ("/children/", "children.png"), Role.AUDITOR: ("/audit/", "audit.png")}
"""What the docs show, and as whom."""


@pytest.fixture
def people(settings: Any, tmp_path: Path) -> dict[Role, Account]:
    """One account of each role in the made-up district, with its children."""
    settings.SECOND_FACTOR_REQUIRED = False
    today: date = timezone.localdate()
    district = make_places(as_of=today)
    made = make_people(district, tmp_path / "accounts.txt", as_of=today)
    make_children(district, as_of=today)
    found: dict[Role, Account] = {}
    for each in made:
        found.setdefault(Role(Post.objects.get(pk=each.post.pk).role), each)
    return found


def test_every_page_of_the_navigation_is_open_to_its_role(
    visitor: Visitors, people: dict[Role, Account], tmp_path: Path
) -> None:
    assert set(people) == set(Role)
    pictures = Path(os.environ.get("NOTONELESS_PICTURES", tmp_path))
    found: dict[str, list[str]] = {}
    for role, account in people.items():
        someone = visitor("wide")
        someone.sign_in(account.post.user.username, account.password)
        steps = someone.page.locator("nav a[href^='/']").evaluate_all("links => links.map(a => a.getAttribute('href'))")
        assert "/" in steps, role
        for href in dict.fromkeys(steps):
            answer = someone.page.goto(someone.home + href)
            assert (answer.status, href) == (200, href)
            if barriers := someone.barriers():
                found[f"{role} {href}"] = barriers
        if role in PICTURES:
            path, name = PICTURES[role]
            someone.go(path)
            someone.page.screenshot(path=pictures / name)
            assert (pictures / name).stat().st_size > 20_000
    assert found == {}
