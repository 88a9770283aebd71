"""What surrounds a page: whose house it is, who reads, in which post, and where they can go."""

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now

from notoneless.accounts.actors import HouseRequest, organisation_of
from notoneless.accounts.models import Post
from notoneless.accounts.roles import Role, rules
from notoneless.ui.watermarks import watermark
from notoneless.web.navigation import SEARCH, Group, Step, address, navigation

AIRY = frozenset({Role.BUREAU_LEADER, Role.PRINCIPAL})
"""Who reads one screen at a glance; all others work in rows."""


@dataclass(frozen=True, slots=True)
class PostShown:
    """A post to choose from."""

    id: str
    role: str
    organisation: str
    now: bool


class Shell:
    """Asked by the template of the shell; each part is worked out when it is needed."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = cast(HouseRequest, request)

    @cached_property
    def role(self) -> Role | None:
        """The role of the post in which the reader acts."""
        post = getattr(self._request, "post", None)
        return Role(post.role) if post else None

    @cached_property
    def groups(self) -> list[Group]:
        """The navigation."""
        return navigation(self.role, self._request.path)

    @property
    def thumbs(self) -> list[Step]:
        """The first three places for the bar of a phone."""
        return [step for group in self.groups for step in group.steps if step.thumb][:3]

    @property
    def search(self) -> str:
        """Where the search field goes; empty when there is nothing to search."""
        return address(SEARCH, self.role)

    @property
    def posts(self) -> list[PostShown]:
        """Every post of the reader that is in force."""
        chosen = getattr(self._request, "post", None)
        return [_shown(post, chosen) for post in getattr(self._request, "posts", ())]

    @property
    def post(self) -> PostShown | None:
        """The one in which the reader acts."""
        return next((post for post in self.posts if post.now), None)

    @property
    def density(self) -> str:
        """Airy for those who look, dense for those who work in rows."""
        return "airy" if self.role in AIRY else "dense"

    @property
    def watermark(self) -> str:
        """The reader's name and the time, over the page."""
        user = self._request.user
        return watermark(user.name, user.username, now())

    @property
    def account(self) -> str:
        """The page of the reader's own account."""
        return _there("accounts_own")

    @property
    def sign_out(self) -> str:
        """Where signing out is posted to."""
        return _there("account_logout")


def _shown(post: Post, chosen: Post | None) -> PostShown:
    words = rules()[Role(post.role)].words
    return PostShown(str(post.pk), words, organisation_of(post), chosen is not None and post.pk == chosen.pk)


def _there(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: `house` on every page."""
    return {"house": Shell(request)}
