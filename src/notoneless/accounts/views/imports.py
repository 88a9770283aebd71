"""Accounts in bulk: template, upload, preview, opening, slips, result; and asking for the posts."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache

from notoneless.accounts.actors import HouseRequest, actor_of
from notoneless.accounts.forms.people import UploadForm
from notoneless.accounts.policy import policy
from notoneless.accounts.presenters.imports import ImportShown
from notoneless.accounts.presenters.slips import pages_of
from notoneless.accounts.queries.accounts import import_by_id, recent_imports
from notoneless.accounts.roles import Permission, Role, may
from notoneless.accounts.services.bulk.applying import make_slips, open_accounts
from notoneless.accounts.services.bulk.posts import request_posts as ask_for_posts
from notoneless.accounts.services.bulk.reading import preview_accounts
from notoneless.accounts.services.bulk.workbooks import result_workbook, template_workbook, wrong_rows_workbook
from notoneless.places.rules.refusals import NotPossibleError

if TYPE_CHECKING:
    from notoneless.accounts.models import AccountImport

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOTH = (Permission.CREATE_ACCOUNTS, Permission.REQUEST_POSTS)


@policy(*BOTH, action="see_account_imports", methods=["GET"])
def every_import(request: HttpRequest) -> HttpResponse:
    """The latest imports."""
    return render(request, "accounts/imports.html", {"imports": recent_imports(), "may": _may(request)})


@policy(Permission.CREATE_ACCOUNTS, action="preview_accounts", methods=["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a workbook; its preview comes next."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("accounts_import", _previewed(request, form.cleaned_data["file"]))
        except NotPossibleError as refusal:
            form.refuse(refusal.sentence, "file")
    return render(request, "accounts/upload.html", {"form": form}, status=422 if form.is_bound else 200)


def _previewed(request: HttpRequest, file: "File[bytes]") -> UUID:
    """The file lies on disk only while it is read."""
    with TemporaryDirectory(prefix="notoneless-") as folder:
        path = Path(folder) / "upload"
        with path.open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        owner = cast(HouseRequest, request).user
        kept = preview_accounts(path, name=file.name or "", owner=owner, by=actor_of(request), now=timezone.now())
        return kept.pk


@policy(*BOTH, action="see_account_import")
def one_import(request: HttpRequest, source: UUID) -> HttpResponse:
    """What the import would do, or what became of it."""
    shown = ImportShown.of(_source(source), timezone.now())
    return render(request, "accounts/import.html", {"shown": shown, "may": _may(request)})


@policy(Permission.CREATE_ACCOUNTS, action="open_accounts", methods=["POST"])
def apply(request: HttpRequest, source: UUID) -> HttpResponse:
    """Open the accounts. Pressing twice opens them once."""
    opened = open_accounts(source=_source(source), by=actor_of(request), now=timezone.now())
    if opened:
        messages.success(request, f"已开 {opened} 个账号。接着打印启用条；岗位由安全管理员申请。")
    return redirect("accounts_import", source)


@policy(Permission.CREATE_ACCOUNTS, action="print_slips", methods=["GET", "POST"], fresh=True)
@never_cache
def slips(request: HttpRequest, source: UUID) -> HttpResponse:
    """Slips with new codes, to be printed now: they are never shown again. Whoever had to confirm comes back by GET."""
    if request.method != "POST":
        return redirect("accounts_import", source)
    made = make_slips(source=_source(source), by=actor_of(request), now=timezone.now())
    return slips_page(request, pages_of(made), reverse("accounts_import", args=[source]))


@policy(Permission.REQUEST_POSTS, action="request_import_posts", methods=["POST"])
def request_posts(request: HttpRequest, source: UUID) -> HttpResponse:
    """Ask for the posts of all rows; somebody else approves each."""
    post = cast(HouseRequest, request).post
    if post is None:
        raise Http404
    asked = ask_for_posts(source=_source(source), by=post, now=timezone.now())
    if asked:
        messages.success(request, f"已申请 {asked} 个岗位，等待批准。")
    return redirect("accounts_import", source)


@policy(Permission.CREATE_ACCOUNTS, action="accounts_template")
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    return _workbook(template_workbook(timezone.now()), "开账号人员表模板.xlsx")


@policy(Permission.CREATE_ACCOUNTS, action="accounts_wrong_rows")
def wrong_rows(request: HttpRequest, source: UUID) -> HttpResponse:
    """The rows that are wrong, to be mended."""
    return _workbook(wrong_rows_workbook(_source(source), timezone.now()), "人员表有误的行.xlsx")


@policy(*BOTH, action="accounts_result")
def result(request: HttpRequest, source: UUID) -> HttpResponse:
    """Who got which account."""
    return _workbook(result_workbook(_source(source), timezone.now()), "开账号结果.xlsx")


def slips_page(request: HttpRequest, pages: object, back: str) -> HttpResponse:
    """The page that is printed."""
    address = request.build_absolute_uri(reverse("accounts_activate"))
    return render(request, "accounts/slips.html", {"pages": pages, "address": address, "back": back})


def _source(source: UUID) -> "AccountImport":
    found = import_by_id(source)
    if found is None:
        raise Http404
    return found


def _may(request: HttpRequest) -> dict[str, bool]:
    post = cast(HouseRequest, request).post
    return {each.value: bool(post and may(Role(post.role), each)) for each in BOTH}


def _workbook(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=SHEET)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    answer.headers["Cache-Control"] = "no-store"
    return answer
