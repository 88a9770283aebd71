"""A bulk action from the first click to the last: preview, confirmation, done once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from notoneless.ui.forms import Form, is_token, new_token, once
from notoneless.ui.listing.actions import BulkAction
from notoneless.ui.listing.columns import Column
from notoneless.ui.listing.selecting import Selection
from notoneless.ui.toasts import toast

SAMPLE = 10
CHANGED = "名单在您确认之前有了变化：原来 {before} {unit}，现在 {now} {unit}。请再看一遍后确认。"
NONE_CHOSEN = "还没有选择。请先勾选要处理的行，或者选“全部符合条件的”。"
TOO_MANY = "一次最多处理 {most:,} {unit}，现在选的更多。请用条件缩小范围后再做。"
TYPED_WRONG = "请照原样输入“{typed}”。"


@dataclass(frozen=True, slots=True)
class Preview:
    """What the preview page shows."""

    action: BulkAction[Any]
    count: int
    says: str
    headers: list[str]
    sample: list[list[Any]]
    rest: int
    whole: bool
    picks: tuple[str, ...]
    form: Form | None
    token: str
    problem: str
    back: str
    unit: str
    typed_text: str = ""


@dataclass(frozen=True, slots=True)
class Acting:
    """One action asked for on chosen rows."""

    request: HttpRequest
    action: BulkAction[Any]
    chosen: Selection
    columns: list[Column[Any]]
    unit: str

    @property
    def confirmed(self) -> bool:
        """Whether the reader has seen the preview and pressed the button."""
        return self.request.POST.get("confirmed") == "1"


def act(acting: Acting, context: Mapping[str, Any]) -> HttpResponse:
    """The preview, or, when it is confirmed and still true, the act itself and the way back to the list."""
    request, action = acting.request, acting.action
    count = acting.chosen.rows.order_by()[: action.at_most + 1].count()
    if not count or count > action.at_most:
        words = TOO_MANY.format(most=action.at_most, unit=acting.unit) if count else NONE_CHOSEN
        toast(request, words, tone="warn")
        return redirect(request.get_full_path())
    form = action.form(request.POST if acting.confirmed else None) if action.form else None
    problem = _problem(acting, count) if acting.confirmed else ""
    if acting.confirmed and not problem and (form is None or form.is_valid()):
        return _do(acting, form)
    shown = _preview(acting, count, form, problem)
    status = 422 if acting.confirmed else 200
    return render(request, "ui/bulk_page.html", {**context, "preview": shown}, status=status)


def _problem(acting: Acting, count: int) -> str:
    before = acting.request.POST.get("counted", "")
    if before != str(count):
        return CHANGED.format(before=before or "0", now=count, unit=acting.unit)
    typed = acting.action.typed
    if typed and acting.request.POST.get("typed", "").strip() != typed:
        return TYPED_WRONG.format(typed=typed)
    return ""


def _do(acting: Acting, form: Form | None) -> HttpResponse:
    request, back = acting.request, acting.request.get_full_path()

    def perform() -> str:
        done = acting.action.do(request, acting.chosen.rows, form.cleaned_data if form else {})
        toast(request, done.words, undo=done.undo)
        return back

    return redirect(once(request, perform))


def _preview(acting: Acting, count: int, form: Form | None, problem: str) -> Preview:
    sample = list(acting.chosen.rows[:SAMPLE])
    given = acting.request.POST.get("once", "")
    return Preview(
        action=acting.action,
        count=count,
        says=acting.action.says(count),
        headers=[column.words for column in acting.columns],
        sample=[[column.html(row) for column in acting.columns] for row in sample],
        rest=count - len(sample),
        whole=acting.chosen.whole,
        picks=acting.chosen.picks,
        form=form,
        token=given if is_token(given) else new_token(),
        problem=problem,
        back=acting.request.get_full_path(),
        unit=acting.unit,
        typed_text=acting.request.POST.get("typed", ""),
    )
