"""Ask before something happens: one page that says what will happen, shown in a dialog where there is script."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from notoneless.ui.forms.submitting import is_token, new_token

WRONG = "请照原样输入“{typed}”后再确认。"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The question. `says`: what will happen, a sentence each. What cannot be undone has `typed` words to type."""

    heading: str
    says: tuple[str, ...]
    button: str
    back: str
    tone: str = "primary"
    typed: str = ""
    hidden: tuple[tuple[str, str], ...] = field(default=())


def confirm(request: HttpRequest, question: Confirmation) -> HttpResponse | None:
    """The page with the question, or None when the reader has confirmed it and the view may go on."""
    sent = request.method == "POST" and request.POST.get("confirmed") == "1"
    typed = request.POST.get("typed", "").strip()
    if sent and (not question.typed or typed == question.typed):
        return None
    problem = WRONG.format(typed=question.typed) if sent else ""
    dialog = request.method == "GET" and request.headers.get("X-Dialog") == "1"
    given = request.POST.get("once", "")
    context = {
        "question": question,
        "problem": problem,
        "typed_text": typed,
        "path": request.get_full_path(),
        "dialog": dialog,
        "token": given if is_token(given) else new_token(),
    }
    template = "ui/confirm_form.html" if dialog else "ui/confirm_page.html"
    answer = render(request, template, context, status=422 if problem else 200)
    answer["Vary"] = "X-Dialog, Cookie"
    return answer
