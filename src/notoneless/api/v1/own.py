"""One's own account and posts."""

from datetime import date
from typing import cast

from django.http import HttpRequest
from ninja import Router, Schema

from notoneless.accounts.actors import HouseRequest, organisation_of
from notoneless.accounts.roles import Role, rules

router = Router(tags=["本人"])


class PostOut(Schema):
    """A post in force."""

    id: str
    role: str
    role_words: str
    organisation: str
    until_on: date
    acting: bool


class OwnOut(Schema):
    """Who calls."""

    username: str
    name: str
    posts: list[PostOut]


@router.get("/me", response=OwnOut, url_name="me", summary="本人的账号和岗位")
def me(request: HttpRequest) -> OwnOut:
    """The account of the session, and its posts that are in force today."""
    house = cast(HouseRequest, request)
    posts = [
        PostOut(
            id=str(post.pk),
            role=post.role,
            role_words=rules()[Role(post.role)].words,
            organisation=organisation_of(post),
            until_on=post.until_on,
            acting=house.post is not None and post.pk == house.post.pk,
        )
        for post in house.posts
    ]
    return OwnOut(username=house.user.username, name=house.user.name, posts=posts)
