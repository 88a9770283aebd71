"""Everything that somebody with the whole database in hand, but without the key, may do to the log."""

from random import Random

from tests.factories.histories import History, Tampering, grow, sealed

from notoneless.audit.canonical import FIELDS
from notoneless.audit.checking import Row
from notoneless.audit.models import START


def _with(row: Row, at: int, value: object) -> Row:
    return (*row[:at], value, *row[at + 1 :])


def _renumbered(rows: list[Row], start: int) -> list[Row]:
    return [_with(row, 0, at) for at, row in enumerate(rows, start=start)]


def edit_a_field(history: History, random: Random) -> int:
    """Any field of any row: the actor, the clock, the outcome, the codes."""
    at = random.randrange(len(history.rows))
    column = random.randrange(1, len(FIELDS) + 2)
    value = history.rows[at][column]
    history.rows[at] = _with(history.rows[at], column, f"{value}x" if random.random() < 0.5 else f"x{value[1:]}")
    return at + 1


def edit_the_clock(history: History, random: Random) -> int:
    """An hour earlier, as if before the shift began."""
    at = random.randrange(len(history.rows))
    hour = history.rows[at][1][11:13]
    history.rows[at] = _with(
        history.rows[at], 1, history.rows[at][1].replace(f" {hour}:", f" {(int(hour) + 23) % 24:02}:")
    )
    return at + 1


def edit_the_number(history: History, random: Random) -> int:
    """A row is moved behind the end."""
    at = random.randrange(len(history.rows) - 1)
    row = history.rows.pop(at)
    history.rows.append(_with(row, 0, len(history.rows) + 2))
    return at + 1


def delete_a_row(history: History, random: Random) -> int:
    """The first, the last, or one between."""
    at = random.choice([0, random.randrange(len(history.rows)), len(history.rows) - 1])
    history.rows.pop(at)
    return at + 1


def delete_and_renumber(history: History, random: Random) -> int:
    """So that no number is missing."""
    at = random.randrange(len(history.rows) - 1)
    history.rows[at:] = _renumbered(history.rows[at + 1 :], at + 1)
    return at + 1


def insert_a_row(history: History, random: Random) -> int:
    """Made up, its code computed with another key; later rows are renumbered."""
    at = random.randrange(len(history.rows))
    prev = history.rows[at - 1][-1] if at else START
    values = _with(history.rows[at][: len(FIELDS)], FIELDS.index("actor_id"), "somebody else")
    forged = _with(sealed(values, prev, "sha256:old"), FIELDS.index("key"), "sha256:new")
    history.rows[at:] = [forged, *_renumbered(history.rows[at:], at + 2)]
    return at + 1


def append_a_row(history: History, random: Random) -> int:
    """After the end, with the code of an earlier row."""
    last = history.rows[-1]
    made = _with(_with(last, 0, last[0] + 1), -2 % len(last), last[-1])
    history.rows.append(made)
    return int(last[0]) + 1


def swap_two_rows(history: History, random: Random) -> int:
    """Their contents change places, their numbers stay."""
    one, other = sorted(random.sample(range(len(history.rows)), 2))
    rows = history.rows
    rows[one], rows[other] = _with(rows[other], 0, one + 1), _with(rows[one], 0, other + 1)
    return one + 1


def duplicate_a_row(history: History, random: Random) -> int:
    """The same number twice."""
    at = random.randrange(len(history.rows))
    history.rows.insert(at, history.rows[at])
    return at + 1


def cut_the_tail(history: History, random: Random) -> int:
    """Rows are gone from the end, at least back to before the last checkpoint."""
    left = random.randrange(history.checkpoints[-1].seq)
    del history.rows[left:]
    history.mentions = [each for each in history.mentions if each[0] <= left]
    return left + 1


def cut_the_tail_and_leave_the_end(history: History, random: Random) -> int:
    """Also rows that no checkpoint has seen: the row that says where the chain ends was forgotten."""
    left = random.randrange(len(history.rows))
    del history.rows[left:]
    history.mentions = [each for each in history.mentions if each[0] <= left]
    return left + 1


def restore_an_older_state(history: History, random: Random) -> int:
    """The whole database is put back, and the house goes on writing good rows. The next checkpoint does not agree."""
    at = random.randrange(len(history.checkpoints))
    before = history.checkpoints[at - 1].seq if at else 0
    left = random.randrange(before, history.checkpoints[at].seq)
    known = list(history.checkpoints)
    del history.rows[left:]
    history.mentions = [each for each in history.mentions if each[0] <= left]
    grow(history, known[-1].seq - left + 3, random, every=10**6)
    history.checkpoints[:] = known
    return known[at].seq


def rebuild_without_the_key(history: History, random: Random) -> int:
    """From a row on, every code is computed anew with another key, under the name of the right one or its own."""
    at = random.randrange(len(history.rows))
    _rebuild(history, at, random.choice(["sha256:new", "sha256:made-up", "md5:new", "sha256:", ""]))
    return at + 1


def rebuild_with_a_retired_key(history: History, random: Random) -> int:
    """By somebody who kept it. What was written in its time looks good, and only a checkpoint tells."""
    history.rows.clear(), history.mentions.clear(), history.checkpoints.clear()
    grow(history, 10, random, key="sha256:old")
    grow(history, 15, random, key="sha256:new")
    at = random.randrange(len(history.rows))
    history.rows[at] = _with(history.rows[at], FIELDS.index("reason"), "rebuilt")
    _rebuild(history, at, "sha256:old")
    return at + 1 if at > 10 else next(mark.seq for mark in history.checkpoints if mark.seq > at)


def _rebuild(history: History, at: int, name: str) -> None:
    prev = history.rows[at - 1][-1] if at else START
    for place in range(at, len(history.rows)):
        values = _with(history.rows[place][: len(FIELDS)], FIELDS.index("key"), name)
        history.rows[place] = sealed(values, prev, "sha256:old")
        prev = history.rows[place][-1]


def change_an_object(history: History, random: Random) -> int:
    """A child is taken out of the list of an export, put into one, or exchanged."""
    place = random.randrange(len(history.mentions))
    seq, kind, _ = history.mentions[place]
    history.mentions[place : place + 1] = random.choice([[], [(seq, kind, "p99")], [(seq, kind, "p98")] * 2])
    return seq


def mention_in_a_row_without(history: History, random: Random) -> int:
    """A child is put beside an event that had none."""
    mentioned = {each[0] for each in history.mentions}
    seq = random.choice([row[0] for row in history.rows if row[0] not in mentioned])
    history.mentions = sorted([*history.mentions, (seq, "child", "p1")], key=lambda each: each[0])
    return int(seq)


TAMPERINGS: tuple[Tampering, ...] = (
    edit_a_field,
    edit_the_clock,
    edit_the_number,
    delete_a_row,
    delete_and_renumber,
    insert_a_row,
    append_a_row,
    swap_two_rows,
    duplicate_a_row,
    cut_the_tail,
    cut_the_tail_and_leave_the_end,
    restore_an_older_state,
    rebuild_without_the_key,
    rebuild_with_a_retired_key,
    change_an_object,
    mention_in_a_row_without,
)
LEAVE_THE_END: frozenset[Tampering] = frozenset({cut_the_tail_and_leave_the_end, delete_a_row, append_a_row})
"""Those that do not make the row that says where the chain ends fit. The others leave no trace there."""
