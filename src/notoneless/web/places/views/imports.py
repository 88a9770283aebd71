"""Workbooks in and out: template, upload, preview, confirmation, result."""

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from notoneless.accounts.actors import actor_of
from notoneless.accounts.policy import policy
from notoneless.accounts.roles import Permission
from notoneless.places.models import PlaceImport
from notoneless.places.presenters.imports import groups_shown
from notoneless.places.queries import import_by_id, recent_imports
from notoneless.places.rules.columns import ImportKind, columns
from notoneless.places.rules.paths import is_below
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.services.importing import (
    apply_import,
    drop_import,
    plan_of,
    preview_import,
    template_workbook,
    wrong_rows_workbook,
)
from notoneless.places.services.importing.writing import written_places
from notoneless.ui.forms import new_token, once
from notoneless.ui.toasts import toast
from notoneless.web.places.forms import UploadForm
from notoneless.web.places.permissions import area_of
from notoneless.web.places.views.showing import page_context, told

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RECENT = 20


@policy(Permission.CHANGE_PLACES, action="see_imports")
def every_import(request: HttpRequest) -> HttpResponse:
    """What can be read in, in the order in which it is needed, and what was."""
    context = page_context(
        request, "imports", kinds=list(ImportKind), recent=recent_imports(area_of(request))[:_RECENT]
    )
    return render(request, "web/places/imports.html", context)


@policy(Permission.CHANGE_PLACES, action="preview_import", methods=["GET", "POST"])
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose a file; its preview comes next."""
    table = _kind(kind)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = _previewed(request, table, form.cleaned_data["file"])
            return redirect("places:import", draft.id)
        except NotPossibleError as refusal:
            form.refuse(refusal.sentence, "file")
    context = page_context(request, "imports", form=form, kind=table, columns=columns(table))
    return render(request, "web/places/upload.html", context, status=422 if form.is_bound else 200)


def _previewed(request: HttpRequest, kind: ImportKind, file: "File[bytes]") -> PlaceImport:
    """The file lies on disk only while it is read."""
    with TemporaryDirectory(prefix="notoneless-") as folder:
        path = Path(folder) / "upload"
        with path.open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        return preview_import(kind, path, name=file.name or "", by=actor_of(request), within=area_of(request))


@policy(Permission.CHANGE_PLACES, action="see_import")
def preview(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What the import would do, or what became of it."""
    draft = _draft(request, import_id)
    plan = plan_of(draft) if draft.state == "previewed" else None
    context = page_context(
        request,
        "imports",
        draft=draft,
        plan=plan,
        groups=groups_shown(plan) if plan else (),
        plan_added=plan.count("add") if plan else 0,
        plan_changed=plan.count("change") if plan else 0,
        plan_wrong=plan.count("wrong") if plan else 0,
        same=plan.count("same") if plan else 0,
        taken=plan.count("add") + plan.count("change") if plan else 0,
        token=new_token(),
        crumbs=[{"href": reverse("places:imports"), "words": "导入与导出"}],
        mine=draft.previewed_by == actor_of(request).username,
    )
    return render(request, "web/places/preview.html", context)


@policy(Permission.CHANGE_PLACES, action="apply_import", methods=["POST"])
def apply(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Do what the preview showed."""
    draft = _draft(request, import_id)
    address = reverse("places:import", args=[draft.id])

    def act() -> str:
        done = apply_import(draft, fingerprint=request.POST.get("fingerprint", ""), by=actor_of(request))
        return told(request, f"已导入：新增 {done.added}，更改 {done.changed}。", address)

    try:
        return HttpResponseRedirect(once(request, act))
    except NotPossibleError as refusal:
        toast(request, refusal.sentence, tone="bad")
        return HttpResponseRedirect(address)


@policy(Permission.CHANGE_PLACES, action="drop_import", methods=["POST"])
def drop(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Forget the preview."""
    draft = _draft(request, import_id)
    try:
        drop_import(draft, by=actor_of(request))
        toast(request, "已放弃这次导入，没有写入任何内容。")
    except NotPossibleError as refusal:
        toast(request, refusal.sentence, tone="bad")
    return redirect("places:imports")


@policy(Permission.CHANGE_PLACES, action="place_template")
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty workbook."""
    table = _kind(kind)
    return _workbook(template_workbook(table, area_of(request)), f"{table.label}模板.xlsx")


@policy(Permission.CHANGE_PLACES, action="write_places")
def filled(request: HttpRequest, kind: str) -> HttpResponse:
    """What is set up now, in the form of the template."""
    table = _kind(kind)
    return _workbook(
        written_places(table, by=actor_of(request), within=area_of(request)),
        f"{table.label}{timezone.localdate()}.xlsx",
    )


@policy(Permission.CHANGE_PLACES, action="wrong_rows")
def wrong_rows(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The rows that are wrong, each with what is wrong with it."""
    draft = _draft(request, import_id)
    if draft.state == "dropped":
        raise Http404
    return _workbook(wrong_rows_workbook(plan_of(draft), draft.area), f"{ImportKind(draft.kind).label}有误的行.xlsx")


def _kind(name: str) -> ImportKind:
    try:
        return ImportKind(name)
    except ValueError:
        raise Http404 from None


def _draft(request: HttpRequest, import_id: UUID) -> PlaceImport:
    """The import; that of another area is as if it were not there."""
    found = import_by_id(import_id)
    if found is None or not is_below(found.area, area_of(request)):
        raise Http404
    return found


def _workbook(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=_SHEET)
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
