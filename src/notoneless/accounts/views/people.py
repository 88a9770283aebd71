"""Accounts of other people: opened and unlocked by the system administrator, restored by the security administrator."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.forms.people import NewAccountForm, ReasonForm
from notoneless.accounts.policy import policy
from notoneless.accounts.presenters.people import ACCOUNTS, state_cell, state_of
from notoneless.accounts.queries.accounts import account_by_id, accounts
from notoneless.accounts.roles import Permission, Role, may
from notoneless.accounts.services.activation import Slip, make_code, reset_password
from notoneless.accounts.services.opening import TakenError, open_account, unlock
from notoneless.accounts.services.second_factor import take_factors_away
from notoneless.accounts.services.sleeping import wake
from notoneless.accounts.views.imports import slips_page

if TYPE_CHECKING:
    from notoneless.accounts.models import User

ACTS = {
    "code": ("发新的启用码", "以前的口令和启用码都作废，第二种登录方式不变。请当面核对身份。"),
    "unlock": ("解除锁定", "口令连续输错后的等待马上结束。"),
    "wake": ("唤醒", "账号恢复使用，旧口令作废，给一张新的启用条。请当面核对身份。"),
    "factors": ("解除第二种登录方式", "手机或安全密钥丢了才办。所有登录马上结束；岗位要求的，下次登录时重新设置。"),
}
WHO = (Permission.CREATE_ACCOUNTS, Permission.RESTORE_ACCOUNTS)


@policy(*WHO, action="see_accounts", methods=["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """The list of accounts."""
    return ACCOUNTS.respond(request, accounts(timezone.now()), "accounts/people.html", {"may": _may(request)})


@policy(*WHO, action="see_account")
def one(request: HttpRequest, account: UUID) -> HttpResponse:
    """One account, and what may be done to it."""
    user = _other(request, account, own=True)
    own = user.pk == cast(HouseRequest, request).user.pk
    open_to = () if own else _acts(user.is_active, state_of(user))
    acts = [_link(name, account) for name in open_to if _allowed(request, name)]
    context = {"person": user, "state": state_cell(user), "acts": acts, "own": own}
    return render(request, "accounts/person.html", context)


@policy(Permission.CREATE_ACCOUNTS, action="open_account", methods=["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open one account."""
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = open_account(**form.cleaned_data, by=actor_of(request))
        except TakenError:
            form.refuse("这个账号已经有人用了，请换一个", "username")
        else:
            messages.success(request, f"已为{user.name}开账号 {user.username}。接着发启用码。")
            return redirect("people_account", user.pk)
    return render(request, "accounts/new.html", {"form": form}, status=422 if form.is_bound else 200)


@policy(Permission.UNLOCK_ACCOUNTS, action="unlock_account", methods=["GET", "POST"], fresh=True)
@never_cache
def system_act(request: HttpRequest, account: UUID, act: str) -> HttpResponse:
    """A new code, or the end of a lock."""
    return _act(request, account, act, {"code": _code, "unlock": _unlock})


@policy(Permission.RESTORE_ACCOUNTS, action="restore_account", methods=["GET", "POST"], fresh=True)
@never_cache
def security_act(request: HttpRequest, account: UUID, act: str) -> HttpResponse:
    """Wake an account, or take away a lost second factor."""
    return _act(request, account, act, {"wake": _wake, "factors": _factors})


Act = Callable[[HttpRequest, UUID, str], Slip | None]


def _act(request: HttpRequest, account: UUID, act: str, known: dict[str, Act]) -> HttpResponse:
    """Ask why, then do it; a slip is printed where there is one."""
    user = _other(request, account)
    if act not in known or act not in _acts(user.is_active, state_of(user)):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        slip = known[act](request, account, form.cleaned_data["reason"])
        back = reverse("people_account", args=[account])
        return slips_page(request, [[slip]], back) if slip else redirect(back)
    words, note = ACTS[act]
    return render(request, "accounts/act.html", {"form": form, "person": user, "words": words, "note": note})


def _code(request: HttpRequest, account: UUID, reason: str) -> Slip:
    user, by, now = _other(request, account), actor_of(request), timezone.now()
    if user.activated_at is None:
        return make_code(user=user, by=by, now=now, reason=reason)
    return reset_password(user=user, by=by, now=now, reason=reason)


def _unlock(request: HttpRequest, account: UUID, reason: str) -> None:
    unlock(user=_other(request, account), by=actor_of(request), reason=reason)
    messages.success(request, "已解除锁定，可以马上再试。")


def _wake(request: HttpRequest, account: UUID, reason: str) -> Slip:
    return wake(user=_other(request, account), by=actor_of(request), now=timezone.now(), reason=reason)


def _factors(request: HttpRequest, account: UUID, reason: str) -> None:
    take_factors_away(user=_other(request, account), by=actor_of(request), reason=reason)
    messages.success(request, "已解除，登录已全部结束。")


def _acts(active: bool, state: str) -> tuple[str, ...]:
    """What can be done to an account in this state."""
    if active:
        return ("code", "unlock", "factors")
    return ("wake",) if state == "asleep" else ()


def _link(act: str, account: UUID) -> tuple[str, str]:
    name = "people_unlock" if act in {"code", "unlock"} else "people_restore"
    return reverse(name, args=[account, act]), ACTS[act][0]


def _allowed(request: HttpRequest, act: str) -> bool:
    needed = Permission.UNLOCK_ACCOUNTS if act in {"code", "unlock"} else Permission.RESTORE_ACCOUNTS
    post = cast(HouseRequest, request).post
    return bool(post and may(Role(post.role), needed))


def _other(request: HttpRequest, account: UUID, *, own: bool = False) -> "User":
    """The account; one's own only to be looked at."""
    found = account_by_id(account, timezone.now())
    if found is None or (not own and found.pk == cast(HouseRequest, request).user.pk):
        raise Http404
    return found


def _may(request: HttpRequest) -> dict[str, bool]:
    post = cast(HouseRequest, request).post
    return {each.value: bool(post and may(Role(post.role), each)) for each in WHO}
