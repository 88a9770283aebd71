"""Children for tests: registered by the service, in a world of `factories.people`.

Numbers stand on a division code that does not exist (511791).
"""

import itertools
from dataclasses import replace
from datetime import date

from tests.factories.people import Person, SmallWorld

from notoneless.accounts.scope import acting
from notoneless.children.models import Child
from notoneless.children.rules.facts import Facts
from notoneless.children.services.registering import register_child
from notoneless.children.services.writing import Placement
from notoneless.standards.identity_numbers import check_digit

_serial = itertools.count(1)


def identity_number(serial: int, birth: date = date(2015, 3, 4)) -> str:
    """A valid number of a girl on the made-up division."""
    first = f"511791{birth:%Y%m%d}{serial * 2 % 1000:03d}"
    return first + check_digit(first)


def some_facts(**changes: object) -> Facts:
    """Facts of a girl, each time with another number."""
    serial = next(_serial)
    birth = date(2015, 1 + serial // 28 % 12, 1 + serial % 28)
    facts = Facts(
        name="欧阳娜",
        id_number=identity_number(serial, birth),
        guardian="欧阳大山",
        phone="16912345678",
        address="霁川区测试乡1201村3组",
        disability="听力残疾二级",
        hardship="脱贫户",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def a_child(by: Person, world: SmallWorld, *, at: Placement | None = None, **changes: object) -> Child:
    """A child at the first school and in the first class of the world, unless `at` says otherwise."""
    usual = Placement(world.villages[0], world.villages[0], world.schools[0], world.classes[0])
    with acting(by.scope):
        return register_child(some_facts(**changes), at or usual, by=by.actor)
