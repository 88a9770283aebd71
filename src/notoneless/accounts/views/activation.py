"""The page on which a slip of paper becomes an account."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from notoneless.accounts.forms.signing_in import ActivationForm
from notoneless.accounts.policy import ANYONE, policy
from notoneless.accounts.services.activation import CodeUsedError, activate_account
from notoneless.accounts.sign_in_data import actor_signing_in


@policy(ANYONE, action="activate_account", methods=["GET", "POST"])
@sensitive_post_parameters("code", "password1", "password2")
@never_cache
def activate(request: HttpRequest) -> HttpResponse:
    """Code and new password in one step; then the person is signed in, past the second factor if there is one."""
    if request.user.is_authenticated:
        return redirect(get_adapter().get_login_redirect_url(request))
    form = ActivationForm(request.POST or None, request=request)
    if request.method != "POST" or not form.is_valid() or form.user is None:
        return render(request, "accounts/activate.html", {"form": form})
    by = actor_signing_in(request, form.user)
    try:
        user = activate_account(user=form.user, password=form.cleaned_data["password1"], by=by, now=timezone.now())
    except CodeUsedError:
        form.refuse("这个启用码刚刚用过了。如果不是您本人，请马上告诉管理员")
        return render(request, "accounts/activate.html", {"form": form})
    messages.success(request, "账号已开通，口令已设好。以后用账号和新口令登录。")
    response: HttpResponse = perform_login(request, user)
    return response
