"""A bureau's installation: behind HTTPS, with cookies that travel no other way."""

from notoneless.config.settings.base import *  # noqa: F403
from notoneless.config.settings.base import HERE

SECURE_SSL_REDIRECT = HERE.https
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]  # asked by machines on this one, past the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HERE.proxies else None
SECURE_HSTS_SECONDS = 31_536_000 if HERE.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HERE.https
SECURE_HSTS_PRELOAD = HERE.https
SESSION_COOKIE_SECURE = HERE.https
CSRF_COOKIE_SECURE = HERE.https
SESSION_COOKIE_NAME = "__Host-session" if HERE.https else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HERE.https else "csrf"
