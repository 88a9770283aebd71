"""Which of the likely pairs become one person: best first, one entry per roster, and never without a margin.

Connected components would chain twins, siblings and namesakes together. Here two persons-to-be join only when no
roster holds both (one child, one entry), when their numbers do not contradict, and when neither has another partner of
nearly the same weight for the same place. What lacks that margin is doubtful, and a person decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LINK = 3.0
"""Bits (log2 odds) from which a pair is one child."""
DOUBT = -2.0
"""Bits from which a pair is shown to a person."""
MARGIN = 3.0
"""Bits by which the best partner must beat the second for the same place."""
TWICE = 5.0
"""Bits from which two entries of one roster that agree in name, birth and family are one child entered twice."""


class Why(StrEnum):
    """Why a pair is left to a person."""

    WEAK = "weak"
    RIVAL = "rival"
    NUMBERS = "numbers"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups and the two records of theirs that agree best. `twice`: strong enough for one roster's two entries."""

    a: int
    b: int
    score: float
    left: int
    right: int
    twice: bool


@dataclass(slots=True)
class Assignment:
    """`links`: pairs that became one person, in the order they did. `doubtful`: pairs for a person, with the reason."""

    links: list[Pair] = field(default_factory=list)
    doubtful: list[tuple[Pair, Why]] = field(default_factory=list)
    parent: dict[int, int] = field(default_factory=dict)

    def find(self, group: int) -> int:
        """The group that stands for the person of `group`."""
        while (above := self.parent.get(group, group)) != group:
            self.parent[group] = self.parent.get(above, above)
            group = above
        return group


def assign(
    pairs: Iterable[Pair],
    masks: Mapping[int, int],
    numbers: Mapping[int, int],
    *,
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
) -> Assignment:
    """Join groups into persons.

    `masks`: for each group the rosters it is on, as bits. `numbers`: the valid number of each group that has one; two
    numbers never become one person but by a person's word. `same` and `different`: what people decided about groups;
    the first are joined whatever the evidence, the second never. The answer depends on the pairs, not on their order.
    """
    done = _Joining(dict(masks), numbers, different)
    for a, b in sorted(same):
        done.join(a, b)
    ordered = sorted(pairs, key=lambda pair: (-pair.score, pair.a, pair.b))
    for pair in ordered:
        done.partners[pair.a].append(pair)
        done.partners[pair.b].append(pair)
    waiting = ordered
    while waiting:
        joined = len(done.result.links)
        done.result.doubtful.clear()
        for pair in waiting:
            done.consider(pair)
        # A rival may meanwhile have become the same person, or somebody else's partner: ask again.
        waiting = [pair for pair, _ in done.result.doubtful] if len(done.result.links) > joined else []
    done.settle_doubts()
    return done.result


class _Joining:
    """The state while pairs are considered one after the other."""

    def __init__(self, masks: dict[int, int], numbers: Mapping[int, int], different: Iterable[tuple[int, int]]) -> None:
        self.result = Assignment()
        self.masks = masks
        self.numbers = dict(numbers)
        self.numbered = frozenset(numbers)
        self.members: dict[int, list[int]] = {}
        self.partners: dict[int, list[Pair]] = defaultdict(list)
        self.apart: dict[int, set[int]] = defaultdict(set)
        for a, b in different:
            self.apart[a].add(b)
            self.apart[b].add(a)

    def join(self, a: int, b: int) -> None:
        """Make the persons of two groups one."""
        first, second = sorted((self.result.find(a), self.result.find(b)))
        if first == second:
            return
        self.result.parent[second] = first
        self.masks[first] |= self.masks[second]
        if second in self.numbers:
            self.numbers.setdefault(first, self.numbers[second])
        self.members[first] = self.groups(first) + self.groups(second)

    def groups(self, root: int) -> list[int]:
        return self.members.get(root, [root])

    def consider(self, pair: Pair) -> None:
        """Join the two, or leave them to a person, or leave them."""
        a, b = self.result.find(pair.a), self.result.find(pair.b)
        if a == b or pair.score < DOUBT or self._kept_apart(a, b):
            return
        why = self._objection(pair, a, b)
        if why is None:
            self.join(a, b)
            self.result.links.append(pair)
        elif self._worth_asking(pair, why, a, b):
            self.result.doubtful.append((pair, why))

    def _objection(self, pair: Pair, a: int, b: int) -> Why | None:
        if self.masks[a] & self.masks[b] and not (pair.twice and pair.score >= TWICE):
            return Why.TWICE
        if self._contradict(a, b):
            return Why.NUMBERS
        if pair.score < LINK:
            return Why.WEAK
        return Why.RIVAL if self._has_rival(pair, a, b) or self._has_rival(pair, b, a) else None

    def _worth_asking(self, pair: Pair, why: Why, a: int, b: int) -> bool:
        """Two entries of one roster are asked about when they agree in everything, and two numbers when all else does.

        The score of a pair with two numbers of its own has paid for that already; one that only came to contradict
        through what it was joined with has not, and must be worth a link.
        """
        if self.masks[a] & self.masks[b]:
            return pair.twice
        if self._contradict(a, b):
            return pair.score >= LINK or {pair.a, pair.b} <= self.numbered
        return why is not Why.NUMBERS

    def _contradict(self, a: int, b: int) -> bool:
        return a in self.numbers and b in self.numbers and self.numbers[a] != self.numbers[b]

    def _kept_apart(self, a: int, b: int) -> bool:
        groups = set(self.groups(b))
        return any(self.apart.get(group, set()) & groups for group in self.groups(a))

    def _has_rival(self, pair: Pair, mine: int, other: int) -> bool:
        """Whether `mine` has another partner nearly as good, for a place that `other` would take."""
        for group in self.groups(mine):
            for rival in self.partners[group]:
                if rival.score < pair.score - MARGIN:
                    break
                third = self.result.find(rival.b if rival.a == group else rival.a)
                if third in (mine, other) or self._kept_apart(mine, third) or self._contradict(mine, third):
                    continue
                if self.masks[third] & self.masks[other] and not self.masks[third] & self.masks[mine]:
                    return True
        return False

    def settle_doubts(self) -> None:
        """Drop doubts that later joins answered, and keep one doubt for each two persons."""
        kept: dict[tuple[int, int], tuple[Pair, Why]] = {}
        for pair, why in self.result.doubtful:
            a, b = sorted((self.result.find(pair.a), self.result.find(pair.b)))
            if a != b and self._worth_asking(pair, why, a, b):
                kept.setdefault((a, b), (pair, why))
        self.result.doubtful = list(kept.values())
