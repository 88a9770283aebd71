"""Check lists that came back filled in, as decisions: what they settle, and in words what they do not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from notoneless.matching.decisions import Decision, Verdict
from notoneless.sheets.refusals import Refusal
from notoneless.sheets.writers.answers import Answer, read_answers
from notoneless.standards.school_years import school_year, school_year_span
from notoneless.standards.tables import load

PRINT = 16  # hexadecimal digits of a fingerprint (matching.fingerprints)
_HEXADECIMAL = frozenset("0123456789abcdef")
_VERDICTS: Mapping[str, Verdict] = {"same": Verdict.SAME, "different": Verdict.DIFFERENT}
_UNSURE = "unsure"
_FAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class _Given:
    """A decision and the row that gave it."""

    decision: Decision
    file: str
    answer: Answer

    @property
    def where(self) -> str:
        return _where(self.file, self.answer)


def read_answer_files(paths: Sequence[Path], as_of: date) -> tuple[list[Decision], list[str]]:
    """Take over what the filled-in lists of `paths` say, and say in Chinese what could not be taken over.

    Decisions come ordered by the day of the answer, then file and row, so that a later one stands above an earlier
    one. A result that expires holds to the end of the school year in which it was found (verification.csv: every
    school year anew). Two lists that answer the same question otherwise on the same day cancel each other: both are
    named and neither is taken; of different days the later is taken, and that is said. Nothing is passed over in
    silence: files that cannot be read, rows with a problem, rows without an answer are all spoken of. Never raises for
    what a file holds.
    """
    given: list[_Given] = []
    said: list[str] = []
    for path in paths:
        try:
            answers = read_answers(path)
        except Refusal as refusal:
            said.append(f"《{path.name}》没有读入：{refusal.sentence}")
            continue
        except ValueError as problem:
            said.append(f"《{path.name}》没有读入：{problem}")
            continue
        given.extend(_taken(path.name, answers, as_of, said))
        said.extend(_left_open(path.name, answers))
    standing = list(_without_quarrels(given, said))
    standing.sort(key=lambda item: (item.decision.on, item.file, item.answer.sheet, item.answer.row))
    return [item.decision for item in standing], said


def _taken(file: str, answers: Sequence[Answer], as_of: date, said: list[str]) -> Iterator[_Given]:
    """The answers that can be taken; what is wrong with the others is added to `said`."""
    for answer in answers:
        problem = answer.problem or (_objection(answer, as_of) if answer.answer else "")
        if problem:
            said.append(f"{_where(file, answer)}没有采用：{problem}")
        elif answer.answer and answer.answer != _UNSURE:
            yield _Given(_decision(answer), file, answer)


def _objection(answer: Answer, as_of: date) -> str:
    """Why an answer that is complete in itself cannot be a decision."""
    about_pair = _is_pair(answer.key)
    if about_pair and answer.answer not in (*_VERDICTS, _UNSURE):
        return "这是两条记录的核对码，只能填是同一人、不是同一人或无法确定。"
    if not about_pair and not _is_child(answer.key):
        return f"核对码“{answer.key}”不是本系统发出的，请从原清单复制。"
    if not about_pair and answer.answer in (*_VERDICTS, _UNSURE):
        return "这是一名儿童的核对码，请填核查结果。"
    if date.fromisoformat(answer.on) - as_of > _FAR:
        return f"核查日期 {answer.on} 比数据截止日晚一年以上，请核对年份。"
    return ""


def _decision(answer: Answer) -> Decision:
    if _is_pair(answer.key):
        left, right = answer.key.lower().split("-")
        return Decision(_VERDICTS[answer.answer], left, right, on=answer.on, by=answer.by, note=answer.detail)
    return Decision(
        Verdict.SETTLED,
        answer.key[1:].lower(),
        result=answer.answer,
        until=_until(answer),
        on=answer.on,
        by=answer.by,
        note=answer.detail,
    )


def _until(answer: Answer) -> date | None:
    """The last day on which the result counts; None when it never runs out."""
    expires = {row["code"]: row["expires"] == "yes" for row in load("verification").rows}
    if not expires[answer.answer]:
        return None
    return school_year_span(school_year(date.fromisoformat(answer.on)))[1]


def _is_print(text: str) -> bool:
    return len(text) == PRINT and _HEXADECIMAL.issuperset(text.lower())


def _is_child(key: str) -> bool:
    return key[:1].upper() == "C" and _is_print(key[1:])


def _is_pair(key: str) -> bool:
    parts = key.split("-")
    return len(parts) == 2 and all(map(_is_print, parts)) and parts[0].lower() != parts[1].lower()


def _where(file: str, answer: Answer) -> str:
    return f"《{file}》“{answer.sheet}”第 {answer.row} 行"


def _left_open(file: str, answers: Sequence[Answer]) -> Iterator[str]:
    blank = sum(1 for answer in answers if not answer.answer and not answer.problem)
    unsure = sum(1 for answer in answers if answer.answer == _UNSURE and not answer.problem)
    if blank:
        yield f"《{file}》共 {len(answers)} 行，还有 {blank} 行没有填结果，仍留在清单上。"
    if unsure:
        yield f"《{file}》有 {unsure} 行填的是无法确定，仍留在清单上。"


def _without_quarrels(given: Sequence[_Given], said: list[str]) -> Iterator[_Given]:
    """One answer for each question: the latest, unless two of that day contradict each other."""
    by_question: dict[frozenset[str], list[_Given]] = {}
    for item in given:
        by_question.setdefault(frozenset({item.decision.left, item.decision.right}), []).append(item)
    for items in by_question.values():
        last_day = max(item.decision.on for item in items)
        latest = [item for item in items if item.decision.on == last_day]
        if len({_says(item.decision) for item in latest}) > 1:
            places = "、".join(item.where for item in latest)
            said.append(f"{places}对同一核对码同一天填了不同的结果，都没有采用，请核实后只留一个。")
            continue
        chosen = latest[-1]
        for item in items:
            if _says(item.decision) != _says(chosen.decision):
                said.append(f"{item.where}没有采用：{chosen.where}有 {last_day} 的新结果。")
        yield chosen


def _says(decision: Decision) -> tuple[str, str]:
    return decision.verdict.value, decision.result
