"""The field of every column: by its heading where the cells do not speak against it, else by the cells."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from notoneless.sheets.columns.evidence import Evidence, evidence_of
from notoneless.sheets.columns.headings import KNOWN_BUT_UNUSED, field_of_heading
from notoneless.sheets.columns.people import roles_of_names
from notoneless.sheets.rosters import Column

# What the cells may look like under a heading: anything else that is as plain as a number outweighs the heading.
_PLAIN = frozenset({"id_number", "student_number", "disability_card", "phone", "sex", "birth"})
_ALIKE: Mapping[str, frozenset[str]] = {
    "guardian_id": frozenset({"id_number"}),
    "guardian_phone": frozenset({"phone"}),
    "disability_card": frozenset({"id_number"}),
    "student_number": frozenset({"id_number"}),
    "id_number": frozenset({"disability_card", "student_number"}),
    "entered_on": frozenset({"birth"}),
    "period": frozenset({"birth", "entered_on"}),
    "remark": _PLAIN,
    KNOWN_BUT_UNUSED: _PLAIN,
}
_SECOND = {
    "id_number": "guardian_id",
    "phone": "guardian_phone",
    "guardian_phone": "phone",
    "registered_address": "address",
}
_RARELY_BLANK = frozenset({"situation", "hardship", "household_kind", "record_status", "evidence", "teacher"})
_NEVER_BY_CONTENT = frozenset({"yes_no", "serial"})
_BIRTH_IN_ID = re.compile(r"\d{6}\s?((?:19|20)\d{2})|\d\.\d{5}((?:19|20)\d{2})")


def name_columns(headings: Sequence[str], samples: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Settle the field of each column from its heading and a sample of its cells (the same rows for all columns).

    A field is given once. A second telephone becomes the guardian's, an adult's identity number too. Where several
    children stand side by side in one row, only the columns of the first are named.
    """
    own = side_by_side(headings)
    if own:
        rest = (Column(at, heading, None, "unknown") for at, heading in enumerate(headings) if at >= own)
        return (*name_columns(headings[:own], samples[:own]), *rest)
    evidence = [evidence_of(cells) for cells in samples]
    fields, how = _by_heading(headings, evidence, samples)
    _by_content(headings, fields, how, evidence, samples)
    _by_position(fields, how, evidence)
    return tuple(
        Column(at, heading, _public(fields.get(at)), how.get(at, "unknown")) for at, heading in enumerate(headings)
    )


def side_by_side(headings: Sequence[str]) -> int:
    """How many columns one child takes when the same headings come again and again in one header, else 0."""
    width = len(headings)
    for own in range(2, width // 2 + 1):
        blocks = {tuple(headings[at : at + own]) for at in range(0, width, own)}
        if width % own == 0 and len(blocks) == 1 and all(headings):
            return own
    return 0


def _public(field: str | None) -> str | None:
    return None if field == KNOWN_BUT_UNUSED else field


def _by_heading(
    headings: Sequence[str], evidence: Sequence[Evidence], samples: Sequence[Sequence[str]]
) -> tuple[dict[int, str], dict[int, str]]:
    """What the headings claim: the surest claim to a field first, columns with something in them before blank ones."""
    claims: list[tuple[int, bool, int, str]] = []
    for at, heading in enumerate(headings):
        field, sureness = field_of_heading(heading) if heading else (None, 0)
        if field and not _contradicted(field, evidence[at]):
            claims.append((-sureness, not evidence[at].filled, at, field))
    claims.sort()
    names = [at for sureness, blank, at, field in claims if field == "name" and sureness == -2 and not blank]
    fields: dict[int, str] = {}
    for _, _, at, field in claims:
        if field == "name" and (len(names) > 1 or "name" in fields.values()):
            continue  # several columns of names: their neighbours will tell which is the child's
        if field == KNOWN_BUT_UNUSED or field not in fields.values():
            fields[at] = field
        else:
            second = _SECOND.get(field)
            fields[at] = second if second and second not in fields.values() else KNOWN_BUT_UNUSED
    _children_before_adults(fields, samples)
    return fields, dict.fromkeys(fields, "heading")


def _contradicted(field: str, evidence: Evidence) -> bool:
    best = evidence.best
    if best not in _PLAIN or best == field or evidence.fits[0][1] < 0.8:
        return False
    return best not in _ALIKE.get(field, frozenset())


def _by_content(
    headings: Sequence[str],
    fields: dict[int, str],
    how: dict[int, str],
    evidence: Sequence[Evidence],
    samples: Sequence[Sequence[str]],
) -> None:
    """Columns that no heading explains take the field that their cells look like, the most certain column first."""
    open_columns = [at for at in range(len(evidence)) if at not in fields]
    order = sorted(open_columns, key=lambda at: -evidence[at].fits[0][1] if evidence[at].fits else 0.0)
    names: dict[int, Sequence[str]] = {}
    for at in order:
        field = _first_free(evidence[at], set(fields.values()))
        if field == "name":
            names[at] = samples[at]
        elif field:
            fields[at] = field
    _children_before_adults(fields, samples)
    fields.update(roles_of_names(names, fields))
    named = [at for at in open_columns if at not in fields and field_of_heading(headings[at])[0] == "name"]
    if named and "name" not in fields.values():
        fields[named[0]] = "name"
    how.update({at: "content" for at in open_columns if at in fields})


def _first_free(evidence: Evidence, taken: set[str]) -> str | None:
    for field, _ in evidence.fits:
        if field in _NEVER_BY_CONTENT or (field in _RARELY_BLANK and evidence.filled * 2 < evidence.sampled):
            continue
        if field in {"name", KNOWN_BUT_UNUSED} or field not in taken:
            return field
        if field in _SECOND and _SECOND[field] not in taken:
            return _SECOND[field]
        if field in _PLAIN:
            return None
    return None


def _children_before_adults(fields: dict[int, str], samples: Sequence[Sequence[str]]) -> None:
    """Of two columns of identity numbers the one with the later births is the child's."""
    by_field = {field: at for at, field in fields.items()}
    child, adult = by_field.get("id_number"), by_field.get("guardian_id")
    if child is None or adult is None:
        return
    if _middle_birth_year(samples[child]) < _middle_birth_year(samples[adult]) - 5:
        fields[child], fields[adult] = "guardian_id", "id_number"


def _middle_birth_year(cells: Sequence[str]) -> int:
    years = sorted(int(found[1] or found[2]) for text in cells if (found := _BIRTH_IN_ID.match(text.lstrip("'"))))
    return years[len(years) // 2] if years else date.min.year


def _by_position(fields: dict[int, str], how: dict[int, str], evidence: Sequence[Evidence]) -> None:
    """What is left: a first column that counts is the serial number, a last column that is mostly blank the remarks."""
    width = len(evidence)
    if 0 not in fields and width > 1 and evidence[0].share("serial") and "serial" not in fields.values():
        fields[0], how[0] = "serial", "position"
    last = width - 1
    sparse = width > 2 and evidence[last].filled * 2 < max(1, evidence[last].sampled)
    if sparse and last not in fields and "remark" not in fields.values():
        fields[last], how[last] = "remark", "position"
