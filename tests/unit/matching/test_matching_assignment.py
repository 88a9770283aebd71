"""Which pairs become one person. Groups are letters; rosters are those of `ROSTERS`."""

from itertools import combinations
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notoneless.matching.assignment import DOUBT, LINK, MARGIN, TWICE, Assignment, Pair, Why, assign

ROSTERS = {"register": 1, "enrolment": 2, "attending": 4}
Line = tuple[str, float] | tuple[str, float, str]


def _pair(line: Line) -> Pair:
    """("ab", 9.0) is a pair of a and b with nine bits; a third word says "twice"."""
    (a, b), score, *said = line
    left, right = sorted((ascii_lowercase.index(a), ascii_lowercase.index(b)))
    return Pair(left, right, score, left, right, "twice" in said)


def _numbers(lines: list[Line]) -> dict[int, int]:
    """A number of its own for each group of a pair said to contradict."""
    groups = {ascii_lowercase.index(group) for pair, _, *said in lines if "contradicts" in said for group in pair}
    return {group: group + 1 for group in groups}


def _masks(on: str) -> dict[int, int]:
    """ "a:register b:enrolment" as masks."""
    places = (word.split(":") for word in on.split())
    return {ascii_lowercase.index(group): sum(ROSTERS[name] for name in names.split("+")) for group, names in places}


def _asked(words: str) -> list[tuple[int, int]]:
    return [(ascii_lowercase.index(a), ascii_lowercase.index(b)) for a, b in words.split()]


def _people(result: Assignment, masks: dict[int, int]) -> list[str]:
    """The persons of more than one group."""
    found: dict[int, str] = {}
    for group in sorted(masks):
        found[result.find(group)] = found.get(result.find(group), "") + ascii_lowercase[group]
    return sorted(groups for groups in found.values() if len(groups) > 1)


def _doubts(result: Assignment) -> list[tuple[str, str]]:
    return sorted((ascii_lowercase[pair.a] + ascii_lowercase[pair.b], why.value) for pair, why in result.doubtful)


THREE = "a:register b:enrolment c:attending"
TWINS = "a:register b:register c:enrolment d:enrolment"
CASES = [
    pytest.param(THREE, [("ab", LINK)], ["ab"], [], id="enough bits"),
    pytest.param(THREE, [("ab", LINK - 0.01)], [], [("ab", Why.WEAK)], id="not quite enough"),
    pytest.param(THREE, [("ab", DOUBT)], [], [("ab", Why.WEAK)], id="worth a look"),
    pytest.param(THREE, [("ab", DOUBT - 0.01)], [], [], id="not worth a look"),
    pytest.param(THREE, [("ab", 9.0), ("bc", 8.0)], ["abc"], [], id="three rosters, one child"),
    pytest.param(THREE, [("ab", 9.0), ("bc", 8.0), ("ac", 1.0)], ["abc"], [], id="a weak pair that others settle"),
    pytest.param(THREE, [("ab", 20.0, "contradicts")], [], [("ab", Why.NUMBERS)], id="numbers contradict"),
    pytest.param(
        "a:register b:enrolment c:enrolment",
        [("ab", 12.0), ("ac", 12.0 - MARGIN)],
        [],
        [("ab", Why.RIVAL), ("ac", Why.RIVAL)],
        id="a rival within the margin: nobody",
    ),
    pytest.param(
        "a:register b:enrolment c:enrolment",
        [("ab", 12.0), ("ac", 12.0 - MARGIN - 0.01)],
        ["ab"],
        [],
        id="a rival beyond the margin: the better, and no doubt left",
    ),
    pytest.param(
        TWINS,
        [("ac", 14.0), ("bd", 14.0), ("ad", 8.0), ("bc", 8.0)],
        ["ac", "bd"],
        [],
        id="twins both find their place",
    ),
    pytest.param(
        TWINS,
        [("ac", 14.0), ("ad", 12.0), ("bd", 20.0)],
        ["ac", "bd"],
        [],
        id="a rival who is somebody else's is no rival",
    ),
    pytest.param(
        TWINS,
        [("ac", 14.0), ("ad", 12.0), ("bd", 14.0), ("bc", 6.0)],
        [],
        [("ac", Why.RIVAL), ("ad", Why.RIVAL), ("bc", Why.RIVAL), ("bd", Why.RIVAL)],
        id="likelier, but without a margin at either end",
    ),
    pytest.param(
        TWINS,
        [("ac", 10.0), ("ad", 10.0), ("bc", 10.0), ("bd", 10.0)],
        [],
        [("ac", Why.RIVAL), ("ad", Why.RIVAL), ("bc", Why.RIVAL), ("bd", Why.RIVAL)],
        id="twins that nothing tells apart",
    ),
    pytest.param(
        "a:register b:enrolment c:register",
        [("ab", 10.0), ("bc", 10.0)],
        [],
        [("ab", Why.RIVAL), ("bc", Why.RIVAL)],
        id="two entries for one place",
    ),
    pytest.param("a:register b:register", [("ab", 20.0)], [], [], id="one child, one entry"),
    pytest.param("a:register b:register", [("ab", TWICE, "twice")], ["ab"], [], id="entered twice"),
    pytest.param(
        "a:register b:register", [("ab", TWICE - 0.01, "twice")], [], [("ab", Why.TWICE)], id="perhaps entered twice"
    ),
    pytest.param(
        "a:register+enrolment b:attending c:register",
        [("ab", 12.0), ("bc", 11.0)],
        [],
        [("ab", Why.RIVAL), ("bc", Why.RIVAL)],
        id="a rival for a place of a group",
    ),
    pytest.param(
        "a:register b:enrolment c:attending d:attending",
        [("ab", 12.0), ("bc", 9.0), ("ad", 2.0)],
        ["abc"],
        [],
        id="a place that is taken leaves no doubt",
    ),
]


@pytest.mark.parametrize(("on", "lines", "people", "doubts"), CASES)
def test_who_becomes_one_person(on: str, lines: list[Line], people: list[str], doubts: list[tuple[str, str]]) -> None:
    masks = _masks(on)
    result = assign(map(_pair, lines), masks, _numbers(lines))
    assert (_people(result, masks), _doubts(result)) == (people, [(pair, Why(why).value) for pair, why in doubts])


DECIDED = [
    pytest.param(THREE, [], "ab", "", ["ab"], id="the same without evidence"),
    pytest.param(THREE, [("ab", -30.0, "contradicts")], "ab", "", ["ab"], id="the same against the evidence"),
    pytest.param("a:register b:register", [], "ab", "", ["ab"], id="the same in one roster"),
    pytest.param(THREE, [("ab", 20.0)], "", "ab", [], id="different against the evidence"),
    pytest.param(THREE, [("ab", 20.0), ("ac", 20.0)], "", "bc", ["ab"], id="different through a third"),
    pytest.param(THREE, [("ac", 20.0), ("bc", 20.0)], "ab", "ac", ["ab"], id="different from what became one"),
    pytest.param(
        "a:register b:enrolment c:enrolment",
        [("ab", 12.0), ("ac", 11.0)],
        "",
        "ac",
        ["ab"],
        id="a rival that people ruled out",
    ),
    pytest.param(
        "a:register b:enrolment c:enrolment",
        [("ab", 12.0), ("ac", 11.0)],
        "ac",
        "",
        ["ac"],
        id="a rival that people chose",
    ),
]


@pytest.mark.parametrize(("on", "lines", "same", "different", "people"), DECIDED)
def test_what_people_decided_stands(on: str, lines: list[Line], same: str, different: str, people: list[str]) -> None:
    masks = _masks(on)
    result = assign(map(_pair, lines), masks, _numbers(lines), same=_asked(same), different=_asked(different))
    assert (_people(result, masks), _doubts(result)) == (people, [])


def test_the_links_are_told_best_first() -> None:
    result = assign(map(_pair, [("ab", 5.0), ("cd", 9.0)]), _masks(f"{THREE} d:register"), {})
    assert [(pair.a, pair.b) for pair in result.links] == [(2, 3), (0, 1)]


def test_one_doubt_is_kept_for_two_persons() -> None:
    lines = [("ab", 9.0), ("ac", 2.0), ("bc", 1.0)]
    assert _doubts(assign(map(_pair, lines), _masks(THREE), {})) == [("ac", "weak")]


def test_masks_are_not_changed() -> None:
    masks = _masks(THREE)
    assign([_pair(("ab", 9.0))], masks, {})
    assert masks == _masks(THREE)


GROUPS = list(combinations(range(7), 2))
PAIRS = st.lists(
    st.builds(
        lambda at, score, twice: Pair(*GROUPS[at], float(score), *GROUPS[at], twice),
        st.integers(0, len(GROUPS) - 1),
        st.integers(-4, 20),
        st.booleans(),
    ),
    unique_by=lambda pair: (pair.a, pair.b),
    max_size=12,
)
NUMBERS = st.dictionaries(st.integers(0, 6), st.integers(1, 3))
MASKS = st.fixed_dictionaries(dict.fromkeys(range(7), st.integers(1, 7)))


@settings(max_examples=200, deadline=None)
@given(PAIRS, MASKS, NUMBERS, st.randoms(use_true_random=False), st.sampled_from(GROUPS))
def test_the_order_of_pairs_does_not_matter(
    pairs: list[Pair], masks: dict[int, int], numbers: dict[int, int], chance: object, apart: tuple[int, int]
) -> None:
    mixed = list(pairs)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = (assign(order, masks, numbers, different=[apart]) for order in (pairs, mixed))
    assert (one.links, one.doubtful) == (other.links, other.doubtful)
    assert [one.find(group) for group in masks] == [other.find(group) for group in masks]


@settings(max_examples=200, deadline=None)
@given(PAIRS, MASKS, NUMBERS, st.sampled_from(GROUPS), st.sampled_from(GROUPS))
def test_no_entry_too_many_and_nothing_that_people_forbade(
    pairs: list[Pair], masks: dict[int, int], numbers: dict[int, int], same: tuple[int, int], apart: tuple[int, int]
) -> None:
    result = assign(pairs, masks, numbers, same=[same] if same != apart else [], different=[apart])
    assert result.find(apart[0]) != result.find(apart[1])
    assert same == apart or result.find(same[0]) == result.find(same[1])
    assert all(pair.score >= LINK for pair in result.links)
    assert all(result.find(pair.a) == result.find(pair.b) for pair in result.links)
    assert all(result.find(pair.a) != result.find(pair.b) for pair, _ in result.doubtful)
    if not any(pair.twice for pair in pairs) and same == apart:
        for person in {result.find(group) for group in masks}:
            held = {number for group, number in numbers.items() if result.find(group) == person}
            assert len(held) <= 1
            members = [mask for group, mask in masks.items() if result.find(group) == person]
            assert sum(members) == sum(bit for bit in (1, 2, 4) if any(mask & bit for mask in members))
