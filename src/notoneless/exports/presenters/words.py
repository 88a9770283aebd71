"""Codes of exports in words."""

from dataclasses import dataclass

from django.utils import timezone

from notoneless.accounts.actors import organisation_of
from notoneless.accounts.roles import Role, rules
from notoneless.exports.models import Decision, ExportRequest, Transition
from notoneless.exports.rules.sources import is_offered, source
from notoneless.exports.states import WORDS, ExportState
from notoneless.standards.tables import load

CLASS_WORDS = {"open": "已遮盖", "personal": "个人信息", "special": "敏感个人信息"}
TONES = {
    "requested": "warn",
    "approved": "info",
    "refused": "bad",
    "building": "info",
    "ready": "good",
    "fetched": "good",
    "expired": "quiet",
}


def purposes() -> list[tuple[str, str]]:
    """The purposes to choose from."""
    return [(row["code"], row["words"]) for row in load("purposes", "notoneless.exports").rows]


def purpose_words(code: str) -> str:
    """The purpose in words."""
    return dict(purposes()).get(code, code)


def source_words(name: str) -> str:
    """The title of the list."""
    return source(name).title if is_offered(name) else name


def state_words(request: ExportRequest) -> str:
    """待批准 …"""
    return WORDS[ExportState(request.state)]


def column_words(request: ExportRequest) -> str:
    """The headings of the chosen columns."""
    if not is_offered(request.source):
        return "、".join(request.columns)
    return "、".join(column.heading for column in source(request.source).chosen(request.columns))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a timeline."""

    at: object
    when: str
    words: str
    note: str
    by: str
    tone: str = ""


def lines_of(request: ExportRequest) -> list[Line]:
    """Steps and decisions, the latest first."""
    found = [_step(each) for each in request.transitions.all()]
    found += [_decision(each) for each in request.decisions.select_related("person")]
    return sorted(found, key=lambda line: str(line.when), reverse=True)


def _step(each: Transition) -> Line:
    return Line(
        each.at, _when(each.at), WORDS[ExportState(each.to_state)], each.why, each.person_name, _tone(each.to_state)
    )


def _tone(state: str) -> str:
    return {"info": "", "quiet": ""}.get(TONES[state], TONES[state])


def _decision(each: Decision) -> Line:
    words = "同意" if each.approved else "不同意"
    by = f"{each.person.name}　{rules()[Role(each.role)].words}"
    return Line(each.at, _when(each.at), words, each.note, by, "good" if each.approved else "bad")


def _when(at: object) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class RequestShown:
    """A request in words."""

    number: int
    state: str
    tone: str
    source: str
    conditions: str
    columns: str
    class_found: str
    rows: int
    purpose: str
    explanation: str
    requester: str
    organisation: str
    needs: str


def request_shown(request: ExportRequest) -> RequestShown:
    """What a page about the request needs."""
    return RequestShown(
        number=request.number,
        state=state_words(request),
        tone=TONES[request.state],
        source=source_words(request.source),
        conditions=request.conditions,
        columns=column_words(request),
        class_found=CLASS_WORDS[request.class_found],
        rows=request.built_rows if request.built_rows is not None else request.rows,
        purpose=purpose_words(request.purpose),
        explanation=request.explanation,
        requester=f"{request.requester.name}（{request.requester.username}）",
        organisation=organisation_of(request.post),
        needs=_needs(request),
    )


def _needs(request: ExportRequest) -> str:
    if not request.approvals_needed:
        return "不需要审批"
    head = "，其中一人须是局领导" if request.head_needed else ""
    return f"需要 {request.approvals_needed} 人批准{head}"
