"""A day in the house with a thousand marked children, on a database of its own: plaintext_journey.py FOLDER.

Everything that leaves traces is done once: lists, searches, pages, reveals, corrections, an export, a page that fails,
a backup, work in the background. It ends without closing anything, as a crash does.
"""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
HOME = Path(sys.argv[1])
os.environ |= {"NOTONELESS_HOME": str(HOME), "DJANGO_SETTINGS_MODULE": "notoneless.config.settings.demo"}

import django  # noqa: E402 - the settings are those of the folder

django.setup()

from django.conf import settings  # noqa: E402
from tests.factories.children import identity_number  # noqa: E402
from tests.factories.people import Person, SmallWorld, person, small_world  # noqa: E402

from notoneless.accounts.roles import Role  # noqa: E402
from notoneless.accounts.scope import acting, unrestricted  # noqa: E402
from notoneless.background.models import Work  # noqa: E402
from notoneless.background.performing import perform  # noqa: E402
from notoneless.children.models import Child  # noqa: E402
from notoneless.children.rules.facts import Facts  # noqa: E402
from notoneless.children.services.erasing import ask_erasure, decide_erasure  # noqa: E402
from notoneless.children.services.registering import load_children  # noqa: E402
from notoneless.children.services.writing import Placement  # noqa: E402
from notoneless.config.backups.writing import back_up  # noqa: E402
from notoneless.config.installation import installation  # noqa: E402
from notoneless.config.keys import backup_key  # noqa: E402
from notoneless.config.tables import make_tables  # noqa: E402
from notoneless.exports.models import ExportRequest  # noqa: E402

CHILDREN = 1000
BORN = date(2015, 12, 1)


def facts(number: int) -> Facts:
    """Marks in every personal field; see test_plaintext for what they are."""
    return Facts(
        name=f"金丝雀{chr(0x4E00 + number)}",
        id_number=identity_number(number % 500, BORN.replace(day=1 + number // 500)),
        guardian=f"暗记护{chr(0x4E00 + number)}",
        phone=f"1640000{number:04d}",
        address=f"霁川区暗记址{number}号",
        disability=f"暗记残{number}",
        hardship=f"暗记困{number}",
    )


def main() -> None:
    """The day."""
    settings.ALLOWED_HOSTS = ["testserver"]
    make_tables(installation())
    world = small_world()
    officer, head = person(Role.BUREAU_OFFICER, world.district), person(Role.BUREAU_LEADER, world.district)
    at = Placement(world.villages[0], world.villages[0], world.schools[0], world.classes[0])
    with unrestricted("test"):
        load_children(((facts(number), at) for number in range(CHILDREN)), by=officer.actor)
        some = list(Child.objects.order_by("created_at")[:5])
    look(officer, world, some)
    export(officer, head)
    erase(officer, head, some[4])
    back_up(HOME / "backups", backup_key(), datetime.now(UTC))
    print("done", flush=True)
    os._exit(0)  # nothing is closed, nothing is tidied away


def look(officer: Person, world: SmallWorld, some: list[Child]) -> None:
    """Pages, with what people type into addresses and forms."""
    client = officer.client
    client.raise_request_exception = False
    seen = facts(0)
    for query in (
        {},
        {"q": "金丝雀"},
        {"q": seen.id_number},
        {"q": seen.id_number[-6:]},
        {"q": seen.phone},
        {"page": "x"},
    ):
        client.get("/children/", query)
    for child in some:
        client.get(f"/children/{child.pk}/")
        for field in ("id_number", "phone", "address", "guardian", "disability", "hardship", "birth_on"):
            given = {"reason": "verify", "explanation": f"核对暗记护{child.phone}"}
            answer = client.post(f"/children/{child.pk}/reveal/{field}/", given)
            assert answer.status_code == 200, answer.content
    answer = client.post(f"/children/{some[0].pk}/reveal/phone/", {"reason": "verify", "explanation": "核对电话"})
    assert b"1640000" in answer.content, "the journey does show what is looked for"
    change = {"version": 1, "name": some[1].name, "sex": "1", "phone": "16400009999", "reason": "暗记护来电"}
    client.post(f"/children/{some[1].pk}/correct/", change)
    client.post(f"/children/{some[1].pk}/correct/", change)  # too late: the differences
    client.post("/children/new/", {**seen.as_text(), "registered_in": world.villages[0].pk})  # taken
    client.get(f"/children/{seen.phone}/")  # no such page
    client.get("/exports/file/1640000暗记/")


def export(officer: Person, head: Person) -> None:
    """Asked, approved, built in the background, fetched."""
    given = {
        "columns": ["name", "id_number", "phone", "address", "guardian", "disability", "hardship", "birth_on"],
        "purpose": "report",
        "explanation": "向上级报送月报附表",
    }
    officer.client.post("/exports/ask/children/?q=金丝雀", given)
    request = ExportRequest.objects.get()
    second = person(Role.BUREAU_LEADER, head.post.division)  # type: ignore[arg-type]
    for each in (head, second):
        each.client.post(f"/exports/{request.pk}/decide/", {"approved": "yes"})
    officer.client.post(f"/exports/{request.pk}/build/")
    perform(Work.objects.get(kind="exports.build").pk)
    link = officer.client.post(f"/exports/{request.pk}/take/", {"confirmed": "1"})["Location"]
    content = b"".join(officer.client.get(link).streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(b"PK"), "the file was made"


def erase(officer: Person, head: Person, child: Child) -> None:
    """One child is erased."""
    with acting(officer.scope):
        asked = ask_erasure(child.pk, reason="暗记护要求", by=officer.actor)
    assert asked is not None
    with acting(head.scope):
        decide_erasure(asked.pk, approved=True, by=head.actor)


if __name__ == "__main__":
    main()
