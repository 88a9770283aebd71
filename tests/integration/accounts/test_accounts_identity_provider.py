"""An identity provider of the district: only into accounts that exist, by stable subject or staff number."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from tests.factories.sign_in import account, browser, signed_in, with_totp

from notoneless.accounts.models import Contact, User
from notoneless.audit.models import Event

pytestmark = pytest.mark.django_db


class Provider(BaseHTTPRequestHandler):
    """A provider small enough to read: discovery, token, user information."""

    claims: ClassVar[dict[str, Any]] = {}
    asked: ClassVar[list[dict[str, list[str]]]] = []

    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        if self.path.startswith("/.well-known"):
            self._json(
                {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/authorize",
                    "token_endpoint": f"{base}/token",
                    "userinfo_endpoint": f"{base}/me",
                    "jwks_uri": f"{base}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            self._json(self.claims)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append(parse_qs(body))
        self._json({"access_token": "token", "token_type": "Bearer", "expires_in": 60, "id_token": self._id_token()})

    def _id_token(self) -> str:
        base = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        now = int(time.time())
        parts = [{"alg": "HS256"}, {"iss": base, "aud": "house", "iat": now, "exp": now + 60, **self.claims}]
        coded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
        return ".".join([*coded, base64.urlsafe_b64encode(b"signature").rstrip(b"=").decode()])

    def _json(self, data: dict[str, Any]) -> None:
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def provider(settings) -> Iterator[type[Provider]]:  # type: ignore[no-untyped-def]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    Provider.asked.clear()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "district",
                    "name": "区统一身份认证",
                    "client_id": "house",
                    "secret": "shared",
                    "settings": {
                        "server_url": f"http://127.0.0.1:{server.server_port}",
                        "staff_claim": "employee_number",
                    },
                }
            ],
        }
    }
    yield Provider
    server.shutdown()
    thread.join()
    server.server_close()


def come(provider: type[Provider], **claims: Any):  # type: ignore[no-untyped-def]
    """Go through the code flow in a browser; the browser and the last answer."""
    provider.claims = claims
    client = browser()
    way = client.post("/accounts/oidc/district/login/?process=login")
    query = parse_qs(urlsplit(way["Location"]).query)
    assert query["code_challenge_method"] == ["S256"]
    return client, client.get(f"/accounts/oidc/district/login/callback/?code=abc&state={query['state'][0]}")


def staff(number: str = "T1001") -> User:
    user = account()
    Contact.objects.create(user=user, staff_number=number)
    return user


def test_a_known_staff_number_opens_the_account_and_links_the_subject(provider: type[Provider]) -> None:
    user = staff()
    client, _ = come(provider, sub="s-1", employee_number="T1001", name="别的名字")
    assert signed_in(client)
    assert SocialAccount.objects.get().user == user
    assert Event.objects.filter(event="accounts.identity_linked").count() == 1
    assert User.objects.get(pk=user.pk).name == "张伟"


def test_a_linked_subject_comes_in_without_a_staff_number(provider: type[Provider]) -> None:
    staff()
    come(provider, sub="s-1", employee_number="T1001")
    client, _ = come(provider, sub="s-1")
    assert signed_in(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "s-2"},
        {"sub": "s-2", "employee_number": "T9999"},
        {"sub": "s-2", "preferred_username": "zhangwei", "email": "zhangwei@example.com", "email_verified": True},
        {"sub": "s-2", "name": "张伟"},
    ],
)
def test_nobody_unknown_gets_an_account_whatever_name_they_bring(
    provider: type[Provider], claims: dict[str, Any]
) -> None:
    staff()
    before = User.objects.count()
    client, answer = come(provider, **claims)
    assert answer.status_code == 403
    assert "还没有账号" in answer.content.decode()
    assert not signed_in(client)
    assert User.objects.count() == before


def test_a_second_subject_does_not_get_into_an_account_that_is_linked(provider: type[Provider]) -> None:
    staff()
    come(provider, sub="s-1", employee_number="T1001")
    client, answer = come(provider, sub="s-2", employee_number="T1001")
    assert answer.status_code == 403
    assert not signed_in(client)


def test_a_disabled_account_stays_shut(provider: type[Provider]) -> None:
    user = staff()
    come(provider, sub="s-1", employee_number="T1001")
    User.objects.filter(pk=user.pk).update(is_active=False)
    client, _ = come(provider, sub="s-1", employee_number="T1001")
    assert not signed_in(client)


def test_the_second_factor_is_asked_for_all_the_same(provider: type[Provider]) -> None:
    with_totp(staff())
    client, answer = come(provider, sub="s-1", employee_number="T1001")
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert not signed_in(client)


def test_the_page_offers_it_and_a_link_alone_starts_nothing(provider: type[Provider]) -> None:
    assert "用“区统一身份认证”登录" in browser().get("/accounts/login/").content.decode()
    answer = browser().get("/accounts/oidc/district/login/?process=login")
    assert answer.status_code == 200


def test_without_a_provider_there_is_no_such_page() -> None:
    assert browser().post("/accounts/oidc/district/login/").status_code == 404
    assert "统一身份认证" not in browser().get("/accounts/login/").content.decode()


def test_a_provider_that_is_half_set_up_is_refused_in_words() -> None:
    from notoneless.config.installation import BadInstallationError
    from notoneless.config.settings.sign_in import identity_providers

    with pytest.raises(BadInstallationError, match="还缺 client_id、secret"):
        identity_providers({"name": "区统一身份认证", "server": "https://id.example.org"})
    assert identity_providers(None) == {}
