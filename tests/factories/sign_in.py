"""Accounts to sign in with, and a browser that types what people type."""

import base64
import hashlib
import hmac
import struct
import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from notoneless.accounts.models import User
from notoneless.accounts.services.activation import make_code
from notoneless.audit.actors import SYSTEM

GOOD = "teal-otter-Paper-91"
OTHER = "Amber/kettle/47/moss"
COMPUTER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/109.0 Safari/537.36"
PHONE = "Mozilla/5.0 (Linux; Android 10; HMA-AL00) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def account(username: str = "zhangwei", name: str = "张伟", password: str = GOOD) -> User:
    """An account whose owner has chosen the password; "" for one that was never opened."""
    now = timezone.now()
    made = User(username=username, name=name)
    if password:
        made.set_password(password)
        made.activated_at = made.password_changed_at = now
    else:
        made.set_unusable_password()
    made.save()
    return made


def browser(agent: str = COMPUTER, address: str = "10.1.2.3") -> Client:
    """A browser on a device."""
    return Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)


def sign_in(client: Client, username: str = "zhangwei", password: str = GOOD):  # type: ignore[no-untyped-def]
    """Type user name and password; the answer."""
    return client.post("/accounts/login/", {"login": username, "password": password})


def signed_in(client: Client) -> bool:
    """Whether the browser reaches the own page."""
    return client.get("/account/").status_code == 200


def code_for(user: User) -> str:
    """A code from a slip."""
    return make_code(user=user, by=SYSTEM, now=timezone.now()).code


def activate(client: Client, username: str, code: str, password: str = GOOD, again: str = ""):  # type: ignore[no-untyped-def]
    """Fill in the page for activation; the answer."""
    typed = {"username": username, "code": code, "password1": password, "password2": again or password}
    return client.post("/account/activate/", typed)


def with_totp(user: User, secret: str = TOTP_SECRET) -> Authenticator:
    """Give an account an authenticator app."""
    data = {"secret": get_adapter().encrypt(secret)}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)


def totp(secret: str = TOTP_SECRET, at: float | None = None, period: int = 30) -> str:
    """The six digits that a phone shows (RFC 6238, SHA-1, 30 seconds), computed independently of the product."""
    counter = struct.pack(">Q", int(time.time() if at is None else at) // period)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
