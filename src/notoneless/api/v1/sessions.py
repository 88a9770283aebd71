"""Who calls: somebody signed in, acting in a post. A call with characters that no text holds goes no further."""

from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import APIKeyCookie

NUL = "\0"


class Session(APIKeyCookie):
    """The session of the pages. The address itself is guarded by its policy before this is asked."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> object | None:
        """The person, or nobody. Raises HttpError 400 for a NUL anywhere in what was sent."""
        refuse_nul(request)
        return request.user if request.user.is_authenticated else None


def refuse_nul(request: HttpRequest) -> None:
    """Databases differ in what they do with it, and nobody means it."""
    if NUL in unquote(request.get_full_path()) or b"\\u0000" in request.body or b"\0" in request.body:
        raise HttpError(400, "请求里有不能使用的字符（NUL）")
