"""What a workbook would do, row by row, looked up when it is shown and again when it is done."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from notoneless.accounts.models import Contact, User
from notoneless.accounts.permissions import NotAllowedError, Organisation, check_place
from notoneless.accounts.roles import Area, Role, rules
from notoneless.accounts.rules.bulk_rows import AccountRow
from notoneless.places.models import Division
from notoneless.places.queries import PlaceFinder, classes_of, current_school_year, open_divisions
from notoneless.places.rules.paths import DivisionLevel
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.protection.indexes import blind_index
from notoneless.standards.classes import parse_class


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with its account, if there is one already, its organisation, and everything that is wrong with it."""

    row: AccountRow
    user: User | None
    place: Organisation | None
    problems: tuple[str, ...]

    @property
    def act(self) -> str:
        """ "wrong", "known" (the account is there already) or "open"."""
        return "wrong" if self.problems else "known" if self.user else "open"


def planned(rows: Sequence[AccountRow], today: date) -> list[Planned]:
    """The plan, in the order of the rows. The same rows on the same house give the same plan."""
    finder, known = _Places(today), _known(rows)
    among = [*_among(rows)]
    taken = _taken(rows)
    plan = []
    for row, said in zip(rows, among, strict=True):
        user = known.get(row.phone)
        place, problems = finder.place_of(row)
        problems += [*row.problems, *said, *_against(row, user, taken)]
        plan.append(Planned(row, user, place, tuple(dict.fromkeys(problems))))
    return plan


def _known(rows: Iterable[AccountRow]) -> dict[str, User]:
    """Accounts by phone, for the phones in the rows."""
    phones = {row.phone for row in rows if row.phone}
    indexes = {bytes(blind_index("phone", phone)): phone for phone in phones}
    found = dict(Contact.objects.filter(phone_index__in=list(indexes)).values_list("user_id", "phone_index"))
    return {indexes[bytes(found[user.pk] or b"")]: user for user in User.objects.filter(pk__in=list(found))}


def _taken(rows: Iterable[AccountRow]) -> frozenset[str]:
    wanted = {row.text("username") for row in rows} | {row.text("staff_number") for row in rows}
    names = User.objects.filter(username__in=wanted).values_list("username", flat=True)
    numbers = Contact.objects.filter(staff_number__in=wanted).values_list("staff_number", flat=True)
    return frozenset(f"账号 {name}" for name in names) | frozenset(f"工号 {number}" for number in numbers)


def _among(rows: Sequence[AccountRow]) -> Iterable[list[str]]:
    """What is wrong with each row seen beside the others."""
    same = Counter((row.phone, row.text("role"), row.text("place"), row.text("school_class")) for row in rows)
    names: dict[str, set[str]] = {}
    owners: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        names.setdefault(row.phone, set()).add(row.text("name"))
        for field in ("username", "staff_number"):
            owners.setdefault((field, row.text(field)), set()).add(row.phone)
    for row in rows:
        said = []
        if row.phone and same[(row.phone, row.text("role"), row.text("place"), row.text("school_class"))] > 1:
            said.append("和另一行完全相同，请删去一行")
        if row.phone and len(names[row.phone]) > 1:
            said.append("另一行手机相同、姓名不同，请核对")
        for field, word in (("username", "账号"), ("staff_number", "工号")):
            if row.text(field) and len(owners[(field, row.text(field))]) > 1:
                said.append(f"另一个人也写了{word}“{row.text(field)}”")
        yield said


def _against(row: AccountRow, user: User | None, taken: frozenset[str]) -> list[str]:
    """What is wrong with a row seen beside the accounts that there are."""
    if user is None:
        pairs = (("账号", row.text("username")), ("工号", row.text("staff_number")))
        return [f"{word}“{text}”已经有人用了" for word, text in pairs if f"{word} {text}" in taken]
    if user.name != row.text("name"):
        return [f"这个手机号已是账号 {user.username} 的，姓名不同，请核对"]
    if not user.is_active:
        return [f"这个人的账号 {user.username} 已停用或休眠，请先由安全管理员处理"]
    return []


class _Places:
    """Organisations by the words in the columns 单位 and 班级, read once."""

    def __init__(self, today: date) -> None:
        self._finder = PlaceFinder()
        year = current_school_year(today)
        classes = classes_of(year) if year else ()
        self._classes = {(each.school_id, each.grade, each.number): each for each in classes}
        self._district = open_divisions().filter(level=DivisionLevel.DISTRICT.value).first()

    def place_of(self, row: AccountRow) -> tuple[Organisation | None, list[str]]:
        """The organisation, or what is wrong with the words for it."""
        if row.role is None or not row.text("place"):
            return None, []
        try:
            place = self._found(row, row.role, row.text("place"))
            check_place(row.role, place)
        except (NotPossibleError, NotAllowedError) as refusal:
            return None, [str(refusal)]
        return place, []

    def _found(self, row: AccountRow, role: Role, words: str) -> Organisation:
        area = rules()[role].area
        if area in (Area.DISTRICT, Area.NONE):
            return self._bureau()
        if area is Area.TOWNSHIP:
            return self._finder.township(words)
        if area is Area.VILLAGE:
            return self._village(words)
        return self._class(row, words) if area is Area.CLASS else self._finder.school(words)

    def _bureau(self) -> Division:
        if self._district is None:
            raise NotPossibleError("还没有设立区县，请先导入区划表", "place")
        return self._district

    def _village(self, words: str) -> Division:
        township, _, village = words.replace("/", " ").partition(" ")
        if not village:
            raise NotPossibleError("村（社区）要写成“乡镇 村”，中间空一格", "place")
        return self._finder.village(self._finder.township(township), village.strip())

    def _class(self, row: AccountRow, words: str) -> Organisation:
        school = self._finder.school(words)
        read = parse_class(row.text("school_class"), school.name)
        found = self._classes.get((school.id, read.grade or 0, read.number or 0))
        if found is None:
            raise NotPossibleError(f"{school.name}本学年没有“{row.text('school_class')}”，请核对班级", "school_class")
        return found
