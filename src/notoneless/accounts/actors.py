"""Who acts in a request: the person, the post, the organisation and where from, for the audit."""

import ipaddress

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from notoneless.accounts.models import Post, User
from notoneless.accounts.scope import Scope
from notoneless.audit.actors import Actor

NOBODY = "anonymous"


class HouseRequest(HttpRequest):
    """A request behind the middleware of this package: for the annotations of views which only people reach."""

    user: User
    post: Post | None
    posts: tuple[Post, ...]
    scope: Scope


def address_of(request: HttpRequest) -> str:
    """The network address of the browser, "" where there is none.

    Behind N proxies of ours (setting TRUSTED_PROXIES) it is the N-th entry of X-Forwarded-For from the right; what
    stands left of it the browser may have made up. Without proxies the header is not read (OWASP ASVS 5.0.0 4.1.3).
    """
    proxies = int(settings.TRUSTED_PROXIES)
    entries = [entry.strip() for entry in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if entry.strip()]
    given = entries[-proxies] if 0 < proxies <= len(entries) else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(given))
    except ValueError:
        return ""


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request; nobody, before sign-in."""
    user = getattr(request, "user", None) or AnonymousUser()
    post: Post | None = getattr(request, "post", None)
    where = {"address": address_of(request), "device": request.headers.get("User-Agent", "")}
    if not isinstance(user, User):
        return Actor(id="", username="", role=NOBODY, **where)
    if post is None:
        return Actor(id=str(user.pk), username=user.username, **where)
    return Actor(
        id=str(user.pk),
        username=user.username,
        role=post.role,
        post=str(post.id),
        organisation=organisation_of(post),
        **where,
    )


def organisation_of(post: Post) -> str:
    """The name of a post's organisation: 县城镇中心小学 一年级1班."""
    if post.school_class is not None:
        return f"{post.school_class.school} {post.school_class}"
    return str(post.school or post.division)
